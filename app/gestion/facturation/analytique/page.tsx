import type { Metadata } from "next"
import { Amount } from "@/components/ui/amount.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import {
  findPeriode,
  listPostes,
  listServicesPostes,
  type ServicePoste,
  sumCotisations,
} from "@/lib/indicateurs/queries/analytique.ts"
import { listExercices } from "@/lib/indicateurs/queries/facturation.ts"
import { type Analytique, computeAnalytique, type PosteSolde } from "@/lib/indicateurs/rules/analytique.ts"
import { exerciceFilter } from "@/lib/indicateurs/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { ExercicePicker } from "../_components/exercice-picker.tsx"
import { BudgetBars } from "./_components/budget-bars.tsx"

export const metadata: Metadata = { title: "Suivi analytique" }

const PATH = "/gestion/facturation/analytique"

const cents = (amount: bigint | null) => (amount === null ? "–" : <Amount cents={amount} />)

const COLUMNS: readonly Column<PosteSolde>[] = [
  { key: "nom", header: "Pilier", rowHeader: true, cell: ({ nom }) => nom },
  { key: "budget", header: "Budget", end: true, cell: ({ budget }) => cents(budget) },
  { key: "cumul", header: "Dépensé", end: true, cell: ({ cumul }) => cents(cumul) },
  { key: "reste", header: "Reste", end: true, cell: ({ resteBudget }) => cents(resteBudget) },
]

const YEAR: readonly Column<PosteSolde>[] = [
  { key: "nom", header: "Pilier", rowHeader: true, cell: ({ nom }) => nom },
  { key: "mutualise", header: "Mutualisé", end: true, cell: ({ mutualise }) => cents(mutualise) },
  { key: "syndicat", header: "Part du syndicat", end: true, cell: ({ partSyndicat }) => cents(partSyndicat) },
  { key: "membres", header: "Part des membres", end: true, cell: ({ partMembres }) => cents(partMembres) },
  { key: "cotisation", header: "Cotisations", end: true, cell: ({ cotisation }) => cents(cotisation) },
  { key: "refacturable", header: "À refacturer", end: true, cell: ({ refacturable }) => cents(refacturable) },
  { key: "facture", header: "Facturé", end: true, cell: ({ facture }) => cents(facture) },
  { key: "solde", header: "Solde", end: true, cell: ({ solde }) => <Amount cents={solde} difference /> },
]

const SERVICES: readonly Column<ServicePoste>[] = [
  { key: "nom", header: "Service", rowHeader: true, cell: ({ nom }) => nom },
  { key: "pilier", header: "Pilier", cell: ({ pilier }) => pilier },
  { key: "depense", header: "Dépensé", end: true, cell: ({ depense }) => cents(depense) },
  { key: "facture", header: "Facturé", end: true, cell: ({ facture }) => cents(facture) },
  {
    key: "ecart",
    header: "Écart",
    end: true,
    cell: ({ depense, facture }) => <Amount cents={facture - depense} difference />,
  },
]

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AnalytiquePage({ searchParams }: Props) {
  const ctx = await agentContext()
  const year = yearOf(today())
  const exercice = exerciceFilter.parse(listParams(await searchParams)).exercice ?? year
  const { analytique, services, exercices, periode, cotisations } = await read(ctx, async (tx) => {
    const known = await findPeriode(tx)
    const paid = await sumCotisations(tx, exercice)
    return {
      periode: known,
      cotisations: paid,
      analytique: computeAnalytique(await listPostes(tx, exercice, Math.min(known?.debut ?? exercice, exercice)), paid),
      services: await listServicesPostes(tx, exercice),
      exercices: await listExercices(tx, year),
    }
  })
  return (
    <>
      <PageHeader
        title={`Suivi analytique ${exercice}`}
        crumbs={[{ label: "Facturation", href: `/gestion/facturation?exercice=${exercice}` }]}
        lede="Ce que chaque pilier coûte, ce que les membres en portent, ce qui leur est facturé. Montants hors taxes."
      />
      <ExercicePicker path={PATH} exercices={exercices} exercice={exercice} />
      <Section
        title={periode ? `Budget ${periode.nom}` : "Dépenses"}
        action={<a href={`/gestion/depenses?exercice=${exercice}`}>Toutes les dépenses</a>}
      >
        <BudgetBars postes={analytique.postes} periode={periode?.nom ?? ""} />
        <Table
          caption="Budget et dépenses par pilier"
          columns={COLUMNS}
          rows={analytique.postes}
          rowKey={({ nom }) => nom}
          foot={<BudgetFoot total={analytique.total} />}
        />
      </Section>
      <Section title={`Équilibre de ${exercice}`}>
        <p className="text-muted">
          Les charges mutualisées se partagent par moitié : les membres en paient 50 % par leur cotisation (
          {formatAmount(cotisations)} en {exercice}), le syndicat 50 % pour son propre usage. Les cotisations vont à
          chaque pilier selon la part que les membres en portent ; les services à l’usage sont refacturés.
        </p>
        <Table
          caption={`Équilibre de ${exercice} par pilier`}
          columns={YEAR}
          rows={analytique.postes}
          rowKey={({ nom }) => nom}
          foot={<YearFoot total={analytique.total} />}
        />
      </Section>
      {services.length > 0 ? (
        <Section title="Par service">
          <Table caption="Dépensé et facturé par service" columns={SERVICES} rows={services} rowKey={({ id }) => id} />
        </Section>
      ) : null}
    </>
  )
}

type Total = { total: Analytique["total"] }

const BudgetFoot = ({ total }: Total) => (
  <>
    <td>Total</td>
    <td className="end">{cents(total.budget)}</td>
    <td className="end">{cents(total.cumul)}</td>
    <td className="end">{cents(total.resteBudget)}</td>
  </>
)

const YearFoot = ({ total }: Total) => (
  <>
    <td>Total</td>
    <td className="end">{cents(total.mutualise)}</td>
    <td className="end">{cents(total.partSyndicat)}</td>
    <td className="end">{cents(total.partMembres)}</td>
    <td className="end">{cents(total.cotisation)}</td>
    <td className="end">{cents(total.refacturable)}</td>
    <td className="end">{cents(total.facture)}</td>
    <td className="end">
      <Amount cents={total.solde} difference />
    </td>
  </>
)
