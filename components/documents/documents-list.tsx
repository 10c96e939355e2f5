import type { ReactNode } from "react"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterSelect, FilterText } from "@/components/ui/filter-bar.tsx"
import { type ListParams, listHref } from "@/components/ui/list-url.ts"
import { Pagination } from "@/components/ui/pagination.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { DOCUMENTS_PER_PAGE, type DocumentRow } from "@/lib/documents/queries/list.ts"
import { ETAT_LABELS, GENRE_LABELS, GENRES } from "@/lib/documents/types.ts"
import { yearOf } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"
import { EtatBadge } from "./etat-badge.tsx"
import { dayOf, formatWords, sizeWords } from "./words.ts"

const COLUMNS: readonly Column<DocumentRow>[] = [
  {
    key: "titre",
    header: "Document",
    rowHeader: true,
    cell: ({ titre }) => titre,
  },
  { key: "genre", header: "Genre", cell: ({ genre }) => GENRE_LABELS[genre] },
  { key: "acte", header: "Numéro", nowrap: true, cell: ({ acteNumero }) => acteNumero ?? "–" },
  { key: "date", header: "Date", nowrap: true, cell: (row) => formatShortDay(dayOf(row)) },
  {
    key: "version",
    header: "Version",
    nowrap: true,
    cell: ({ version, versions }) => (versions > 1 ? `${version} sur ${versions}` : "unique"),
  },
  {
    key: "fichier",
    header: "Fichier",
    nowrap: true,
    cell: ({ mediaType, taille }) => `${formatWords(mediaType)}, ${sizeWords(taille)}`,
  },
  { key: "etat", header: "État", cell: ({ etat }) => <EtatBadge etat={etat} /> },
]

type DocumentsListProps = {
  path: string
  params: ListParams
  page: number
  rows: readonly DocumentRow[]
  counted: number
  years: { from: number; to: number }
  /** What else can be taken out of what is filtered: staff's export for the archives. */
  also?: ReactNode
}

/** The documents of one collectivité, for its own people and for staff alike. */
export function DocumentsList({ path, params, page, rows, counted, years, also }: DocumentsListProps) {
  const isFiltered = FILTERS.some((name) => params[name])
  return (
    <div className="grid gap-4">
      <FilterBar path={path} params={params} filters={FILTERS}>
        <FilterText name="q" label="Chercher" params={params} hint="titre, numéro, nom" />
        <FilterSelect name="genre" label="Genre" params={params} options={GENRE_OPTIONS} empty="Tous" />
        <FilterSelect name="annee" label="Année" params={params} options={yearOptions(years)} empty="Toutes" />
        <FilterSelect name="etat" label="État" params={params} options={ETAT_OPTIONS} empty="Tous" />
      </FilterBar>
      {rows.length > 0 ? (
        <Table
          caption="Documents"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `${path}/${id}`}
        />
      ) : (
        <EmptyState title={isFiltered ? "Aucun document ne correspond" : "Aucun document pour le moment"}>
          {isFiltered
            ? "Vérifiez l’orthographe, ou retirez un filtre : ils s’ajoutent les uns aux autres."
            : "Les titres, la charte et les conventions y arrivent d’eux-mêmes ; une délibération se dépose."}
        </EmptyState>
      )}
      <Pagination
        path={path}
        params={params}
        page={page}
        pageSize={DOCUMENTS_PER_PAGE}
        counted={counted}
        singular="document"
      />
      {rows.length > 0 ? (
        <p className="flex flex-wrap gap-x-6 gap-y-1 print:hidden">
          <a href={listHref(`${path}/archive`, params, {})} download className="py-1 text-accent">
            {isFiltered ? "Télécharger ces documents (ZIP)" : "Tout télécharger (ZIP)"}
          </a>
          {also}
        </p>
      ) : null}
    </div>
  )
}

const FILTERS = ["q", "genre", "annee", "etat"] as const
const GENRE_OPTIONS = GENRES.map((value) => ({ value, label: GENRE_LABELS[value] }))
const ETAT_OPTIONS = Object.entries(ETAT_LABELS).map(([value, label]) => ({ value, label }))

const yearOptions = ({ from, to }: { from: number; to: number }) =>
  Array.from({ length: Math.max(0, to - from) + 1 }, (_, rank) => String(to - rank)).map((value) => ({
    value,
    label: value,
  }))

/** From the oldest of the list to this year. */
export const yearsUpTo = (oldest: number | null, today: Parameters<typeof yearOf>[0]) => ({
  from: Math.min(oldest ?? yearOf(today), yearOf(today)),
  to: yearOf(today),
})
