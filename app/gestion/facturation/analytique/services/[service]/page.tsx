import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PartageBadge } from "@/components/partages/partage-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { TARIF_MODE_LABELS } from "@/lib/catalogue/types.ts"
import {
  findPartMembres,
  findPeriode,
  listServicesPostes,
  type ServicePoste,
} from "@/lib/indicateurs/queries/analytique.ts"
import { listExercices } from "@/lib/indicateurs/queries/facturation.ts"
import { balanceService } from "@/lib/indicateurs/rules/analytique.ts"
import { exerciceFilter } from "@/lib/indicateurs/schema.ts"
import { listPartagesOf, type PartageRow } from "@/lib/partages/queries/partages.ts"
import { CLE_LABELS } from "@/lib/partages/types.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatDecimal, formatInteger } from "@/lib/platform/format.ts"
import { ExercicePicker } from "../../../_components/exercice-picker.tsx"
import { depensesHref, engagementsHref, lignesHref } from "../../_components/links.tsx"
import { serviceColumns } from "../../_components/services-table.tsx"

export const metadata: Metadata = { title: "Comptes d’un service" }

const PATH = "/gestion/facturation/analytique"

const PARTAGES: readonly Column<PartageRow>[] = [
  { key: "libelle", header: "Coût partagé", rowHeader: true, cell: (row) => row.libelle },
  { key: "cle", header: "Clé", cell: (row) => CLE_LABELS[row.cle] },
  { key: "participants", header: "Participants", end: true, cell: (row) => formatInteger(row.participants) },
  { key: "montant", header: "Coût réparti", end: true, cell: (row) => <Amount cents={row.montant} /> },
  { key: "etat", header: "État", cell: (row) => <PartageBadge etat={row.etat} restent={row.restent} /> },
]

type Props = {
  params: Promise<{ service: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** What one service costs, what members and the operator bear of it, what general charges are added, and what is billed. */
export default async function ServiceComptesPage({ params, searchParams }: Props) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const year = yearOf(today())
  const exercice = exerciceFilter.parse(listParams(await searchParams)).exercice ?? year
  const { rows, percent, partages, exercices } = await read(ctx, async (tx) => {
    const periode = await findPeriode(tx, exercice)
    const debut = Math.min(periode?.debut ?? exercice, exercice)
    return {
      rows: await listServicesPostes(tx, { debut, fin: Math.max(periode?.fin ?? exercice, exercice), slug }),
      percent: await findPartMembres(tx),
      partages: await listPartagesOf(tx, slug, exercice),
      exercices: await listExercices(tx, year),
    }
  })
  const of = rows.find((row) => row.exercice === exercice)
  if (!of) notFound()
  const { partMembres, partSyndicat, reste } = balanceService(of, percent)
  const columns: readonly Column<ServicePoste>[] = [
    { key: "exercice", header: "Exercice", rowHeader: true, cell: (row) => row.exercice },
    ...serviceColumns(percent),
  ]
  const place = { exercice, service: slug }
  return (
    <>
      <PageHeader
        title={`Comptes ${exercice} : ${of.nom}`}
        crumbs={[
          { label: "Facturation", href: `/gestion/facturation?exercice=${exercice}` },
          { label: "Suivi analytique", href: `${PATH}?exercice=${exercice}` },
        ]}
        lede={`${of.pilier}. ${TARIF_MODE_LABELS[of.mode]}. Montants hors taxes ; chaque chiffre ouvre ce qu’il compte.`}
      />
      <ExercicePicker path={`${PATH}/services/${slug}`} exercices={exercices} exercice={exercice} />
      <Figures
        figures={[
          {
            label: "Coût",
            value: <Amount cents={of.depense} />,
            href: depensesHref(place),
            comparison:
              of.resteEngage > 0n ? (
                <a href={engagementsHref(place)}>et {formatAmount(of.resteEngage)} commandés</a>
              ) : undefined,
          },
          {
            label: "Part des membres",
            value: <Amount cents={partMembres} />,
            comparison: `${formatDecimal(percent)} % de ce qui est mutualisé`,
          },
          { label: "Part du syndicat", value: <Amount cents={partSyndicat} />, comparison: "pour son propre usage" },
          {
            label: "Quote-part de charges",
            value: <Amount cents={of.quotePart} />,
            comparison: "ajoutée aux coûts partagés",
          },
          { label: "Facturé", value: <Amount cents={of.facture} />, href: lignesHref(place) },
          {
            label: "Reste au syndicat",
            value: <Amount cents={reste} />,
            comparison: "après les membres et ce qui est facturé",
          },
        ]}
      />
      <Section title="Année par année">
        <Table caption="Année par année" columns={columns} rows={rows} rowKey={(row) => String(row.exercice)} />
      </Section>
      {partages.length > 0 ? (
        <Section title={`Coûts partagés en ${exercice}`}>
          <Table
            caption="Coûts partagés"
            columns={PARTAGES}
            rows={partages}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `/gestion/partages/${id}`}
          />
        </Section>
      ) : null}
      <p>
        <a href={`/gestion/catalogue/${slug}`}>La fiche de ce service au catalogue</a>
      </p>
    </>
  )
}
