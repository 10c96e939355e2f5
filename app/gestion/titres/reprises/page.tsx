import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { denial } from "@/lib/access/rights.ts"
import { findEnvois, listReprises, REPRISES_PER_PAGE } from "@/lib/echanges/queries/reprises.ts"
import { reprisesFilter } from "@/lib/echanges/schema.ts"
import { listExercices } from "@/lib/indicateurs/queries/facturation.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { ExercicePicker } from "../../facturation/_components/exercice-picker.tsx"
import { LiveEnvois } from "./_components/live-envois.tsx"
import { ReprisesForm } from "./_components/reprises-form.tsx"

export const metadata: Metadata = { title: "Envois à reprendre" }

const PATH = "/gestion/titres/reprises"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function ReprisesPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = reprisesFilter.parse(params)
  const exercice = filter.exercice ?? yearOf(today())
  const { rows, envois, exercices } = await read(ctx, async (tx) => ({
    rows: await listReprises(tx, exercice, filter.page),
    envois: await findEnvois(tx, exercice),
    exercices: await listExercices(tx, yearOf(today())),
  }))
  const total = envois.pages.echecs + envois.depots.echecs
  const allowed = denial(ctx, "echanges.manage", new Date()) === null
  return (
    <>
      <PageHeader
        title="Envois à reprendre"
        crumbs={[{ href: "/gestion/titres", label: "Titres" }]}
        lede="Les documents qui n’ont pas pu être faits et les dépôts refusés. Les documents sont aussi réessayés d’eux-mêmes ; un dépôt attend votre demande."
      />
      <ExercicePicker path={PATH} exercices={exercices} exercice={exercice} />
      <LiveEnvois exercice={exercice} initial={envois} />
      <Section title="Ce qui a échoué">
        {rows.length === 0 ? (
          <EmptyState title="Rien à reprendre">Aucun document ni dépôt de {exercice} n’est en échec.</EmptyState>
        ) : allowed ? (
          <ReprisesForm exercice={exercice} rows={rows} total={total} />
        ) : (
          <EmptyState title="Envois en échec">Les gestionnaires peuvent les reprendre.</EmptyState>
        )}
        <Pagination
          path={PATH}
          params={params}
          page={filter.page}
          pageSize={REPRISES_PER_PAGE}
          counted={total}
          singular="échec"
        />
      </Section>
    </>
  )
}
