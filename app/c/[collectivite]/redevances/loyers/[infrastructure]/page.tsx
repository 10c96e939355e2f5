import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { ETAT_LABELS } from "@/lib/documents/types.ts"
import { listInfrastructures } from "@/lib/loyers/queries.ts"
import { isProved } from "@/lib/loyers/rules.ts"
import { INFRASTRUCTURE_LABELS, PREUVE_LABELS } from "@/lib/loyers/types.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatDay, formatInteger } from "@/lib/platform/format.ts"
import { listOperateurs } from "@/lib/redevances/queries/reference.ts"
import { ContratForm, PreuveForm } from "./_components/add-forms.tsx"
import { Contrats } from "./_components/contrats.tsx"

export const metadata: Metadata = { title: "Une infrastructure" }

type Props = { params: Promise<{ collectivite: string; infrastructure: string }> }

export default async function InfrastructurePage({ params }: Props) {
  const { collectivite, infrastructure: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  const { infrastructures, operateurs } = await read(ctx, async (tx) => ({
    infrastructures: await listInfrastructures(tx, collectiviteId),
    operateurs: await listOperateurs(tx),
  }))
  const found = infrastructures.find((one) => one.id === id)
  if (!found) notFound()
  const path = `/c/${collectivite}/redevances`
  const hidden = { collectivite, infrastructure: id }
  const year = yearOf(today())
  const proved = isProved(found.preuves)
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Redevances", href: path },
          { label: "Loyers", href: `${path}/loyers` },
        ]}
        title={found.nom}
        state={
          <StateBadge tone={proved ? "ok" : "attention"}>
            {proved ? "propriété établie" : "propriété à établir"}
          </StateBadge>
        }
        lede={`${INFRASTRUCTURE_LABELS[found.genre]}, ${formatInteger(found.metres)} m de fourreaux${found.lieu ? `, ${found.lieu}` : ""}.`}
      />
      <Section title="Opérateurs présents et loyers">
        {found.contrats.length === 0 ? (
          <EmptyState title="Aucun opérateur connu dans ces fourreaux." />
        ) : (
          <Contrats contrats={found.contrats} collectivite={collectivite} annees={[year - 1, year]} />
        )}
        <details>
          <summary className="cursor-pointer py-1 text-accent">Ajouter un opérateur présent</summary>
          <div className="mt-4">
            <ContratForm hidden={hidden} operateurs={operateurs} />
          </div>
        </details>
      </Section>
      <Section title="Ce qui prouve la propriété">
        {found.preuves.length === 0 ? (
          <p className="max-w-measure">
            Rien pour le moment. Le marché de travaux, le procès-verbal de réception ou l’acte de rétrocession montrent
            qui a payé et posé les fourreaux.
          </p>
        ) : (
          <ul className="grid gap-1.5">
            {found.preuves.map((preuve) => (
              <li key={preuve.id}>
                {PREUVE_LABELS[preuve.nature]} : {preuve.reference}, {formatDay(preuve.date)}.{" "}
                <span className="text-muted">{preuve.conserve}.</span> <PreuveLink preuve={preuve} />
              </li>
            ))}
          </ul>
        )}
        <details>
          <summary className="cursor-pointer py-1 text-accent">Ajouter un document</summary>
          <div className="mt-4">
            <PreuveForm hidden={hidden} />
          </div>
        </details>
      </Section>
    </>
  )
}

type Preuve = Awaited<ReturnType<typeof listInfrastructures>>[number]["preuves"][number]

/** Nothing is readable before its scan has answered. */
function PreuveLink({ preuve: { document, reference } }: { preuve: Preuve }) {
  if (!document) return null
  if (document.etat !== "disponible") return <span className="text-muted">Document {ETAT_LABELS[document.etat]}.</span>
  return (
    <a href={`/api/documents/${document.id}`}>
      Ouvrir le document<span className="sr-only"> {reference}</span>
    </a>
  )
}
