import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DepotBadge } from "@/components/echanges/badges.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Timeline } from "@/components/ui/timeline.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { findDepot } from "@/lib/echanges/queries/depots.ts"
import { DEPOT_LABELS } from "@/lib/echanges/types.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { CorrectForm, RetryForm } from "./_components/acts.tsx"

export const metadata: Metadata = { title: "Dépôt" }

type Props = { params: Promise<{ depot: string }> }

export default async function DepotPage({ params }: Props) {
  const ctx = await agentContext()
  const { depot: id } = await params
  if (!isIdentifier(id)) notFound()
  const depot = await read(ctx, (tx) => findDepot(tx, id))
  if (!depot) notFound()
  const waits = depot.etat === "a_corriger" || depot.etat === "rejete"
  const allowed = denial(ctx, "echanges.manage", new Date()) === null
  return (
    <>
      <PageHeader
        title={`Dépôt du titre n° ${depot.reference}`}
        state={<DepotBadge etat={depot.etat} />}
        crumbs={[{ href: "/gestion/echanges", label: "Échanges" }]}
        lede={depot.nom}
      />
      {depot.message ? <Notice tone={waits ? "danger" : "info"}>{depot.message}</Notice> : null}
      <DescriptionList
        items={[
          {
            label: "Débiteur",
            value: <a href={`/gestion/collectivites/${depot.collectivitePublicId}`}>{depot.nom}</a>,
          },
          { label: "Montant", value: <Amount cents={depot.montant} /> },
          { label: "Fichier déposé", value: depot.nomFichier },
          { label: "Flux Chorus Pro", value: depot.numeroFlux ?? "pas encore" },
          { label: "Code service", value: depot.codeService ?? "aucun" },
          { label: "Numéro d’engagement", value: depot.numeroEngagement ?? "aucun" },
        ]}
      />
      {allowed && waits ? (
        <>
          <CorrectForm id={id} facts={depot} />
          <RetryForm id={id} />
        </>
      ) : null}
      <Section title="Suivi">
        <Timeline
          entries={depot.suivis.toReversed().map((suivi) => ({
            id: suivi.id,
            what: DEPOT_LABELS[suivi.etat].word,
            when: formatInstant(suivi.le),
            dateTime: suivi.le.toISOString(),
            detail: suivi.message,
          }))}
        />
      </Section>
    </>
  )
}
