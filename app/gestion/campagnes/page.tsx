import type { Metadata } from "next"
import { CampagneBadge } from "@/components/cotisations/campagne-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type CampagneRow, listCampagnes } from "@/lib/cotisations/queries.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatInteger, formatShortDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Campagnes" }

const COLUMNS: readonly Column<CampagneRow>[] = [
  { key: "libelle", header: "Campagne", rowHeader: true, cell: (row) => row.libelle },
  { key: "etat", header: "État", cell: (row) => <CampagneBadge etat={row.etat} /> },
  { key: "titres", header: "Titres", end: true, cell: (row) => formatInteger(row.titres) },
  { key: "total", header: "Total", end: true, cell: (row) => <Amount cents={row.total} /> },
  { key: "creeLe", header: "Préparée le", nowrap: true, cell: (row) => formatShortDay(dayInParis(row.creeLe)) },
]

export default async function CampagnesPage() {
  const ctx = await agentContext()
  const rows = await read(ctx, listCampagnes)
  const create = (
    <LinkButton href="/gestion/campagnes/nouvelle" look="primary">
      Préparer une campagne
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title="Campagnes"
        lede="La cotisation annuelle de tous les membres : préparée, contrôlée, approuvée par une seconde personne, puis émise."
        action={rows.length > 0 ? create : undefined}
      />
      {rows.length > 0 ? (
        <Table
          caption="Campagnes"
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => row.id}
          rowHref={(row) => `/gestion/campagnes/${row.id}`}
        />
      ) : (
        <EmptyState title="Aucune campagne" action={create}>
          Préparer une campagne n’émet rien : vous verrez d’abord ce que chaque membre doit.
        </EmptyState>
      )}
    </>
  )
}
