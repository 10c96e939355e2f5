import type { Metadata } from "next"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import {
  findPlaceName,
  LIGNES_PER_PAGE,
  type LigneFacturee,
  lignesOf,
  listLignesFacturees,
  sumLignesFacturees,
} from "@/lib/indicateurs/queries/lignes.ts"
import { lignesFactureesFilter } from "@/lib/indicateurs/schema.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"

export const metadata: Metadata = { title: "Lignes facturées" }

const PATH = "/gestion/facturation/lignes"

const COLUMNS: readonly Column<LigneFacturee>[] = [
  {
    key: "titre",
    header: "Titre",
    rowHeader: true,
    nowrap: true,
    cell: ({ titreId, reference }) => <a href={`/gestion/titres/${titreId}`}>{reference}</a>,
  },
  {
    key: "nom",
    header: "Débiteur",
    cell: ({ collectivitePublicId, nom }) => <a href={`/gestion/collectivites/${collectivitePublicId}`}>{nom}</a>,
  },
  { key: "libelle", header: "Ligne", cell: ({ libelle }) => libelle },
  { key: "bases", header: "Comment c’est calculé", cell: ({ bases }) => bases },
  { key: "code", header: "Code analytique", cell: ({ codeAnalytique }) => codeAnalytique ?? "–" },
  { key: "ht", header: "Hors taxes", end: true, cell: ({ ht }) => <Amount cents={ht} /> },
]

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> }

/** What a figure of the accounts is made of, line by line. */
export default async function LignesFactureesPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const params = listParams(await searchParams)
  const filter = lignesFactureesFilter.parse(params)
  const exercice = filter.exercice ?? yearOf(today())
  const of = lignesOf(filter, exercice)
  const { rows, total, place } = await read(ctx, async (tx) => ({
    rows: await listLignesFacturees(tx, of, { page: filter.page }),
    total: await sumLignesFacturees(tx, of),
    place: await findPlaceName(tx, of),
  }))
  return (
    <>
      <PageHeader
        title={`Lignes facturées en ${exercice}`}
        crumbs={[
          { label: "Facturation", href: `/gestion/facturation?exercice=${exercice}` },
          { label: "Suivi analytique", href: `/gestion/facturation/analytique?exercice=${exercice}` },
        ]}
        lede={`${place}. Ce qu’une correction retire est en moins, dans l’exercice du titre corrigé.`}
        action={
          <SheetLinks what="ces lignes" path={`${PATH}/export`} params={{ ...params, exercice: String(exercice) }} />
        }
      />
      {rows.length > 0 ? (
        <Table
          caption="Lignes facturées"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ titreId, rang }) => `${titreId} ${rang}`}
          foot={
            <>
              <td>Total</td>
              <td colSpan={4} />
              <td className="end">
                <Amount cents={total.ht} />
              </td>
            </>
          }
        />
      ) : (
        <EmptyState title="Rien n’est facturé ici">Les titres émis apparaissent ici dès leur émission.</EmptyState>
      )}
      <Pagination
        path={PATH}
        params={params}
        page={filter.page}
        pageSize={LIGNES_PER_PAGE}
        counted={total.nombre}
        singular="ligne"
      />
    </>
  )
}
