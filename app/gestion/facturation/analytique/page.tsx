import type { Metadata } from "next"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findAnalytique } from "@/lib/indicateurs/queries/analytique.ts"
import { listExercices } from "@/lib/indicateurs/queries/facturation.ts"
import { exerciceFilter } from "@/lib/indicateurs/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatDecimal } from "@/lib/platform/format.ts"
import { decimal } from "@/lib/platform/money.ts"
import { ExercicePicker } from "../_components/exercice-picker.tsx"
import { ActionsTable } from "./_components/actions-table.tsx"
import { AnneesTable } from "./_components/annees-table.tsx"
import { BudgetBars } from "./_components/budget-bars.tsx"
import { BudgetTable, EquilibreTable } from "./_components/piliers-tables.tsx"
import { ServicesTable } from "./_components/services-table.tsx"

export const metadata: Metadata = { title: "Suivi analytique" }

const PATH = "/gestion/facturation/analytique"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function AnalytiquePage({ searchParams }: Props) {
  const ctx = await agentContext()
  const year = yearOf(today())
  const exercice = exerciceFilter.parse(listParams(await searchParams)).exercice ?? year
  const { found, exercices } = await read(ctx, async (tx) => ({
    found: await findAnalytique(tx, exercice),
    exercices: await listExercices(tx, year),
  }))
  const { analytique, actions, annees, services, periode, debut, cotisations, partMembres } = found
  const budget = periode?.nom ?? `depuis ${debut}`
  const past = periode?.closLe ? ", période passée" : ""
  const sheets = (quoi: string, what: string) => (
    <SheetLinks what={what} path={`${PATH}/export`} params={{ exercice: String(exercice), quoi }} />
  )
  const partSyndicat = decimal(String(100 - Number(partMembres)))
  return (
    <>
      <PageHeader
        title={`Suivi analytique ${exercice}`}
        crumbs={[{ label: "Facturation", href: `/gestion/facturation?exercice=${exercice}` }]}
        lede="Ce que chaque pilier a pour budget, ce qui en est engagé et dépensé, ce que les membres en portent et ce qui leur est facturé. Montants hors taxes ; chaque chiffre ouvre ce qu’il compte."
      />
      <ExercicePicker path={PATH} exercices={exercices} exercice={exercice} />
      <p className="flex flex-wrap gap-x-6 gap-y-1 print:hidden">
        <a href={`/gestion/depenses?exercice=${exercice}`}>Toutes les dépenses</a>
        <a href={`/gestion/depenses/engagements?exercice=${exercice}`}>Tous les engagements</a>
        <a href="/gestion/facturation/budgets">Budgets par période</a>
        <a href="/gestion/reglages/budget">Montants du budget</a>
        <a href="/gestion/reglages/codes">Codes analytiques</a>
      </p>
      <Section title={`Budget ${budget}${past}`} action={sheets("piliers", "les piliers")}>
        <BudgetBars postes={analytique.postes} periode={budget} />
        <BudgetTable analytique={analytique} exercice={exercice} debut={debut} />
      </Section>
      <Section title="Par action" action={sheets("actions", "les actions")}>
        <ActionsTable rows={actions} exercice={exercice} debut={debut} />
      </Section>
      <Section title={`Équilibre de ${exercice}`}>
        <p className="max-w-measure text-muted">
          Les membres paient {formatDecimal(partMembres)} % des charges mutualisées par leur cotisation (
          {formatAmount(cotisations)} en {exercice}), le syndicat {formatDecimal(partSyndicat)} % pour son propre usage.
          Les cotisations vont à chaque pilier selon la part que les membres en portent ; les services à l’usage sont
          refacturés.
        </p>
        <EquilibreTable analytique={analytique} exercice={exercice} />
      </Section>
      <Section title="Année par année" action={sheets("annees", "les années")}>
        <AnneesTable rows={annees} />
      </Section>
      {services.length > 0 ? (
        <Section title="Par service" action={sheets("services", "les services")}>
          <ServicesTable rows={services} percent={partMembres} />
        </Section>
      ) : null}
    </>
  )
}
