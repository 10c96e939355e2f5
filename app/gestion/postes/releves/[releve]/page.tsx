import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { ReleveBadge } from "@/components/postes/badges.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { formatDay, formatInstant, formatInteger } from "@/lib/platform/format.ts"
import { decideReleveAction } from "@/lib/postes/actions.ts"
import { findReleve, type LigneDouteuse } from "@/lib/postes/queries/desk.ts"
import { LIGNE_VERDICTS, type LigneVerdict } from "@/lib/postes/types.ts"
import { isIdentifier } from "@/lib/souscriptions/schema.ts"

export const metadata: Metadata = { title: "Un relevé du prestataire" }

export default async function RelevePage({ params }: { params: Promise<{ releve: string }> }) {
  const ctx = await agentContext()
  const { releve: id } = await params
  if (!isIdentifier(id)) notFound()
  const releve = await read(ctx, (tx) => findReleve(tx, id))
  if (!releve) notFound()
  const { annonces, lus, etat, counts, lignes } = releve
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Postes", href: "/gestion/postes" },
          { label: "Relevés du prestataire", href: "/gestion/postes/releves" },
        ]}
        title={`Relevé du ${formatDay(releve.releveLe)}`}
        state={<ReleveBadge etat={etat} />}
        lede={`${releve.service}. ${releve.origine}, reçu le ${formatInstant(releve.recuLe)}.`}
      />
      <Figures
        figures={[
          { label: "Postes annoncés", value: annonces === null ? "non dit" : formatInteger(annonces) },
          { label: "Postes lus", value: formatInteger(lus) },
          ...(Object.keys(LIGNE_VERDICTS) as LigneVerdict[])
            .filter((verdict) => counts[verdict])
            .map((verdict) => ({
              label: `Lignes : ${LIGNE_VERDICTS[verdict]}`,
              value: formatInteger(counts[verdict] ?? 0),
            })),
        ]}
      />
      {annonces !== null && annonces !== lus ? (
        <Notice tone="attention" title="Le compte n’y est pas.">
          Le prestataire annonce {formatInteger(annonces)} postes et en donne {formatInteger(lus)} : un fichier coupé
          ferait passer des postes pour absents.
        </Notice>
      ) : null}
      {etat === "a_verifier" ? (
        <Form action={decideReleveAction} hidden={{ releve: id }} aria-label="Décider de ce relevé">
          <div className="flex flex-wrap gap-3">
            <SubmitButton name="decision" value="appliquer" pending="Application…">
              Appliquer quand même
            </SubmitButton>
            <SubmitButton name="decision" value="ecarter" look="danger" pending="Enregistrement…">
              Écarter ce relevé
            </SubmitButton>
          </div>
        </Form>
      ) : null}
      <Section title="Lignes à regarder">
        {lignes.length === 0 ? (
          <p className="text-muted">Chaque ligne est celle d’un poste commandé.</p>
        ) : (
          <Table caption="Lignes à regarder" rows={lignes} rowKey={({ ligne }) => String(ligne)} columns={COLUMNS} />
        )}
      </Section>
    </>
  )
}

const COLUMNS = [
  { key: "ligne", header: "Ligne", end: true, cell: ({ ligne }: LigneDouteuse) => ligne },
  {
    key: "libelle",
    header: "Poste",
    rowHeader: true,
    cell: ({ numero, libelle }: LigneDouteuse) => `${libelle} (n° ${numero})`,
  },
  { key: "client", header: "Client", cell: ({ collectivite, client }: LigneDouteuse) => collectivite ?? client },
  { key: "verdict", header: "Verdict", cell: ({ verdict }: LigneDouteuse) => LIGNE_VERDICTS[verdict] },
]
