import type { Metadata } from "next"
import { ActeBadge } from "@/components/conventions/acte-badge.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type ActeRow, listActes } from "@/lib/conventions/queries/actes.ts"
import { isOpen } from "@/lib/conventions/rules.ts"
import { GENRE_LABELS } from "@/lib/conventions/types.ts"
import { calendarDate, today } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Actes à signer" }

const MOST = 200

const COLUMNS: readonly Column<ActeRow>[] = [
  { key: "nom", header: "Collectivité", rowHeader: true, cell: ({ nom }) => nom },
  { key: "acte", header: "Acte", cell: ({ genre, numero }) => `${GENRE_LABELS[genre]} ${numero}` },
  { key: "etat", header: "État", cell: ({ etat }) => <ActeBadge etat={etat} /> },
  { key: "avant", header: "Attendu avant le", nowrap: true, cell: (acte) => <Due acte={acte} /> },
]

function Due({ acte: { etat, aSignerAvant } }: { acte: ActeRow }) {
  if (!isOpen(etat)) return "–"
  return (
    <>
      {formatShortDay(calendarDate(aSignerAvant))}{" "}
      {aSignerAvant < today() ? <StateBadge tone="danger">en retard</StateBadge> : null}
    </>
  )
}

export default async function ActesPage() {
  const ctx = await agentContext()
  const actes = await read(ctx, (tx) => listActes(tx, { limit: MOST }))
  return (
    <>
      <PageHeader
        title="Actes à signer"
        lede="Chartes, conventions et avenants : ce qui attend une signature d’abord."
        action={<LinkButton href="/gestion/actes/generations">Établir pour tous les membres</LinkButton>}
      />
      {actes.length === 0 ? (
        <EmptyState title="Aucun acte pour le moment">
          Ils viennent des adhésions et des souscriptions qui demandent une convention.
        </EmptyState>
      ) : (
        <Table
          caption="Actes, ceux qui attendent d’abord"
          columns={COLUMNS}
          rows={actes}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/gestion/actes/${id}`}
        />
      )}
    </>
  )
}
