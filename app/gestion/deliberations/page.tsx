import type { Metadata } from "next"
import { fichierHref } from "@/components/deliberations/citation.tsx"
import { SituationBadge } from "@/components/deliberations/situation-badge.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { type DeliberationRow, listDeliberations } from "@/lib/deliberations/queries.ts"
import { formatInteger, formatShortDay } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Délibérations" }

const COLUMNS: readonly Column<DeliberationRow>[] = [
  { key: "numero", header: "Numéro", rowHeader: true, nowrap: true, cell: (row) => row.numero },
  { key: "objet", header: "Objet", cell: (row) => row.objet },
  { key: "organe", header: "Votée par", cell: (row) => row.organe },
  { key: "delibereLe", header: "Le", nowrap: true, cell: (row) => formatShortDay(row.delibereLe) },
  { key: "situation", header: "État", cell: (row) => <SituationBadge deliberation={row} /> },
  { key: "repose", header: "Tarifs fixés", end: true, cell: (row) => formatInteger(row.repose) },
  {
    key: "fichier",
    header: "Fichier",
    cell: ({ fichier, numero }) =>
      fichier ? (
        <a href={fichierHref(fichier.id)}>
          PDF<span className="sr-only"> de la délibération {numero}</span>
        </a>
      ) : (
        "–"
      ),
  },
]

export default async function DeliberationsPage() {
  const ctx = await agentContext()
  const rows = await read(ctx, listDeliberations)
  const record = (
    <LinkButton href="/gestion/deliberations/nouvelle" look="primary">
      Enregistrer une délibération
    </LinkButton>
  )
  return (
    <>
      <PageHeader
        title="Délibérations"
        lede="Les actes qui ont voté un tarif, avec leur fichier. Chaque prix et chaque règle de cotisation y renvoie."
        action={rows.length > 0 ? record : undefined}
      />
      {rows.length > 0 ? (
        <Table
          caption="Délibérations, de la plus récente à la plus ancienne"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ id }) => id}
          rowHref={({ id }) => `/gestion/deliberations/${id}`}
        />
      ) : (
        <EmptyState title="Aucune délibération" action={record}>
          Un prix ou une règle de cotisation commence avec la délibération qui l’a voté.
        </EmptyState>
      )}
    </>
  )
}
