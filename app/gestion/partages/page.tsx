import type { Metadata } from "next"
import { PartageBadge } from "@/components/partages/partage-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SheetLinks } from "@/components/ui/sheet-links.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listPartages, type PartageRow } from "@/lib/partages/queries/partages.ts"
import { CLE_LABELS } from "@/lib/partages/types.ts"
import { formatInteger } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Coûts partagés" }

const COLUMNS: readonly Column<PartageRow>[] = [
  { key: "libelle", header: "Partage", rowHeader: true, cell: (row) => row.libelle },
  { key: "exercice", header: "Exercice", cell: (row) => row.exercice },
  { key: "service", header: "Service", cell: (row) => row.service },
  { key: "cle", header: "Clé", cell: (row) => CLE_LABELS[row.cle] },
  { key: "participants", header: "Participants", end: true, cell: (row) => formatInteger(row.participants) },
  { key: "montant", header: "Coût réparti", end: true, cell: (row) => <Amount cents={row.montant} /> },
  { key: "etat", header: "État", cell: (row) => <PartageBadge etat={row.etat} restent={row.restent} /> },
]

export default async function PartagesPage() {
  const ctx = await agentContext()
  const rows = await read(ctx, (tx) => listPartages(tx))
  const create = (
    <LinkButton href="/gestion/partages/nouveau" look="primary">
      Répartir un coût
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title="Coûts partagés"
        lede="Ce que quelques membres utilisent se répartit entre eux par une clé, au centime ; un seul membre rembourse à l’euro."
        action={rows.length > 0 ? create : undefined}
      />
      {rows.length > 0 ? <SheetLinks what="toutes les parts" path="/gestion/partages/export" /> : null}
      {rows.length > 0 ? (
        <Table
          caption="Coûts partagés"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/gestion/partages/${id}`}
        />
      ) : (
        <EmptyState title="Aucun coût partagé" action={create}>
          Un partage part d’une dépense et de son justificatif ; une seconde personne le valide avant qu’il soit
          facturé.
        </EmptyState>
      )}
    </>
  )
}
