import type { Metadata } from "next"
import { Amount } from "@/components/ui/amount.tsx"
import { COUNT_BOUND } from "@/components/ui/count.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findEnvois } from "@/lib/echanges/queries/reprises.ts"
import { today } from "@/lib/platform/dates.ts"
import { countDesk, DESK_PER_PAGE, listDesk, sumDesk } from "@/lib/titres/queries/desk.ts"
import { deskFilter } from "@/lib/titres/schema.ts"
import { DESK_FILTERS, DeskFilters } from "./_components/desk-filters.tsx"
import { DeskTable } from "./_components/desk-table.tsx"
import { EnvoisLink } from "./_components/envois-link.tsx"
import { Exports } from "./_components/exports.tsx"

export const metadata: Metadata = { title: "Titres" }

const PATH = "/gestion/titres"

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function TitresPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = deskFilter.parse(params)
  const day = today()
  // Totals of everything would scan every year: they come once something is filtered.
  const filtered = DESK_FILTERS.some((name) => params[name])
  const { rows, counted, sums, envois } = await read(ctx, async (tx) => ({
    rows: await listDesk(tx, filter, { day }),
    counted: await countDesk(tx, filter, day, COUNT_BOUND + 1),
    envois: filter.exercice && filter.depart ? await findEnvois(tx, filter.exercice) : null,
    sums: filtered ? await sumDesk(tx, { ...filter, nature: filter.nature ?? "recette" }, day) : null,
  }))
  return (
    <>
      <PageHeader
        title="Titres"
        lede="Tout ce qui a été émis. Un titre émis ne change plus : il se corrige par un autre document."
      />
      <DeskFilters path={PATH} params={params} />
      {sums && filter.nature !== "correction" ? (
        <p className="text-muted">
          Titres retenus : <Amount cents={sums.montant} /> émis, <Amount cents={sums.corrige} /> annulés,{" "}
          <Amount cents={sums.regle} /> réglés, <Amount cents={sums.reste} /> dus.
        </p>
      ) : null}
      {envois && filter.exercice ? <EnvoisLink exercice={filter.exercice} envois={envois} /> : null}
      {rows.length > 0 ? (
        <DeskTable rows={rows} path={PATH} params={params} />
      ) : (
        <EmptyState title="Aucun titre">
          {filtered
            ? "Aucun titre ne répond à ces filtres."
            : "Les titres apparaissent quand une campagne est émise, ou un titre approuvé."}
        </EmptyState>
      )}
      <Pagination
        path={PATH}
        params={params}
        page={filter.page}
        pageSize={DESK_PER_PAGE}
        counted={counted}
        singular="titre"
      />
      {rows.length > 0 ? <Exports params={params} /> : null}
    </>
  )
}
