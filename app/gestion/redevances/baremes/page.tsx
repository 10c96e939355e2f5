import type { Metadata } from "next"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatDecimal } from "@/lib/platform/format.ts"
import { listAllBaremes, listOperateurs, listTauxLegaux } from "@/lib/redevances/queries/reference.ts"
import { claimableYears } from "@/lib/redevances/rules/prescription.ts"
import { OperateursTable } from "./_components/operateurs-table.tsx"
import { BaremeForm, OperateurForm, TauxLegalForm } from "./_components/reference-forms.tsx"
import { TauxTable } from "./_components/taux-table.tsx"

export const metadata: Metadata = { title: "Barèmes des redevances" }

export default async function BaremesPage() {
  const ctx = await agentContext()
  const { baremes, taux, operateurs } = await read(ctx, async (tx) => ({
    baremes: await listAllBaremes(tx),
    taux: await listTauxLegaux(tx),
    operateurs: await listOperateurs(tx),
  }))
  const day = today()
  const known = baremes.filter(({ etat }) => etat === "publie").map(({ annee }) => annee)
  const missing = claimableYears(day).filter((annee) => !known.includes(annee))
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Redevances", href: "/gestion/redevances" }]}
        title="Barèmes et taux"
        lede="Les plafonds publiés chaque année, avec leur source. Une année absente n’est jamais déduite des autres."
      />
      {missing.length > 0 ? (
        <Notice tone="attention" title={`Barème non renseigné : ${missing.join(", ")}.`}>
          Les créances de ces années sont conservées, sans montant, jusqu’à ce que vous ajoutiez leurs plafonds.
        </Notice>
      ) : null}
      <Section title="Plafonds par année">
        <TauxTable baremes={baremes} />
      </Section>
      <Section title="Ajouter une année">
        <BaremeForm annee={missing.at(-1) ?? yearOf(day) + 1} />
      </Section>
      <Section title="Taux de l’intérêt légal">
        <Table
          caption="Taux de l’intérêt légal"
          rows={taux}
          rowKey={({ annee, semestre }) => `${annee}-${semestre}`}
          columns={[
            {
              key: "semestre",
              header: "Semestre",
              rowHeader: true,
              cell: ({ annee, semestre }) => `${annee}, ${semestre === 1 ? "premier" : "second"}`,
            },
            { key: "taux", header: "Taux", end: true, cell: (row) => `${formatDecimal(row.taux)} %` },
            { key: "source", header: "Source", cell: ({ source }) => source },
          ]}
        />
        <TauxLegalForm annee={yearOf(day)} />
      </Section>
      <Section title="Opérateurs télécom">
        <OperateursTable operateurs={operateurs} />
        <OperateurForm />
      </Section>
    </>
  )
}
