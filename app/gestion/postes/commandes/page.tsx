import type { Metadata } from "next"
import { CommandeBadge } from "@/components/postes/badges.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatCount, formatShortDay } from "@/lib/platform/format.ts"
import { type CommandeRow, listCommandesOuvertes } from "@/lib/postes/queries/desk.ts"
import { daysLate } from "@/lib/postes/rules/commande.ts"
import { COMMANDE_GENRES } from "@/lib/postes/types.ts"

export const metadata: Metadata = { title: "Commandes au prestataire" }

const PATH = "/gestion/postes/commandes"

export default async function CommandesPage() {
  const ctx = await agentContext()
  const commandes = await read(ctx, (tx) => listCommandesOuvertes(tx, today()))
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Postes", href: "/gestion/postes" }]}
        title="Commandes au prestataire"
        lede="Ce qu’il a refusé, ce qui est en retard, puis ce qui attend."
      />
      {commandes.length === 0 ? (
        <EmptyState title="Aucune commande en cours.">
          Tout ce qui était commandé est installé ou désinstallé.
        </EmptyState>
      ) : (
        <Table
          caption="Commandes en cours"
          rows={commandes}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `${PATH}/${id}`}
          columns={COLUMNS}
        />
      )}
    </>
  )
}

const COLUMNS = [
  {
    key: "collectivite",
    header: "Collectivité",
    rowHeader: true,
    cell: ({ collectivite }: CommandeRow) => collectivite,
  },
  {
    key: "genre",
    header: "Commande",
    cell: ({ genre, postes }: CommandeRow) => `${COMMANDE_GENRES[genre]}, ${formatCount(postes, "poste")}`,
  },
  { key: "etat", header: "État", cell: ({ etat }: CommandeRow) => <CommandeBadge etat={etat} /> },
  { key: "reference", header: "Numéro", cell: ({ accuseReference }: CommandeRow) => accuseReference ?? "–" },
  { key: "suivi", header: "Point prévu", nowrap: true, cell: suiviOf },
]

function suiviOf(commande: CommandeRow) {
  if (!commande.suiviLe) return "–"
  const late = daysLate(commande, today())
  return (
    <>
      {formatShortDay(commande.suiviLe)}{" "}
      {late === null ? null : <StateBadge tone="danger">{formatCount(late, "jour")} de retard</StateBadge>}
    </>
  )
}
