import type { Metadata } from "next"
import { COUNT_BOUND } from "@/components/ui/count.ts"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect } from "@/components/ui/filter-bar.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import {
  countQuestions,
  listQuestions,
  QUESTIONS_PER_PAGE,
  type QuestionRow,
} from "@/lib/reglements/queries/questions.ts"
import { questionsFilter } from "@/lib/reglements/schema.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { ReglementsNav } from "../_components/reglements-nav.tsx"

export const metadata: Metadata = { title: "Questions sur les titres" }

const PATH = "/gestion/reglements/questions"
const SHORT = 160

const COLUMNS: readonly Column<QuestionRow>[] = [
  { key: "titre", header: "Titre", rowHeader: true, nowrap: true, cell: titreReference },
  { key: "nom", header: "Collectivité", cell: (row) => row.nom },
  {
    key: "texte",
    header: "Dernier message",
    cell: (row) => (
      <>
        {row.rang === null ? "" : `Ligne ${row.rang} : `}
        {row.texte.length > SHORT ? `${row.texte.slice(0, SHORT)}…` : row.texte}
      </>
    ),
  },
  { key: "le", header: "Écrit", nowrap: true, cell: (row) => formatInstant(row.le) },
  {
    key: "etat",
    header: "État",
    cell: (row) =>
      row.repondue ? <StateBadge tone="ok">répondue</StateBadge> : <StateBadge tone="attention">à répondre</StateBadge>,
  },
]

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

export default async function QuestionsPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = questionsFilter.parse(params)
  const { rows, counted } = await read(ctx, async (tx) => ({
    rows: await listQuestions(tx, filter),
    counted: await countQuestions(tx, filter, COUNT_BOUND + 1),
  }))
  return (
    <>
      <PageHeader
        title="Questions sur les titres"
        crumbs={[{ href: "/gestion/reglements", label: "Règlements" }]}
        lede="Ce que les collectivités demandent sur un titre ou l’une de ses lignes ; la réponse reste avec le titre."
      />
      <ReglementsNav current={PATH} />
      <FilterBar
        path={PATH}
        params={params}
        filters={["montre"]}
        action={<SheetLinks what="ces questions" path={`${PATH}/export`} params={params} />}
      >
        <FilterSelect
          name="montre"
          label="Montrer"
          params={params}
          empty="À répondre"
          options={[{ value: "toutes", label: "Toutes" }]}
        />
      </FilterBar>
      {rows.length > 0 ? (
        <Table
          caption="Questions"
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => row.titreId}
          rowHref={(row) => `/gestion/titres/${row.titreId}/reglements#questions`}
        />
      ) : (
        <EmptyState title={filter.montre === "attente" ? "Aucune question n’attend" : "Aucune question"}>
          Une collectivité pose sa question depuis la page de son titre.
        </EmptyState>
      )}
      <Pagination
        path={PATH}
        params={params}
        page={filter.page}
        pageSize={QUESTIONS_PER_PAGE}
        counted={counted}
        singular="question"
      />
    </>
  )
}
