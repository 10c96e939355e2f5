import { PrioriteBadge } from "@/components/bal/priorite-badge.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { type ListParams, listHref } from "@/components/ui/list-url.ts"
import { Table } from "@/components/ui/table.tsx"
import type { Rapport } from "@/lib/bal/queries/report.ts"
import { formatInteger } from "@/lib/platform/format.ts"

type Props = { rapport: Pick<Rapport, "nombres" | "niveaux">; path: string; params: ListParams }

const GRAVITES = { E: "erreur", W: "alerte", I: "information" } as const

/** What is wrong, by what it blocks; each leads to the streets concerned. */
export function AnomaliesTable({ rapport: { nombres, niveaux }, path, params }: Props) {
  const rows = nombres
    .flatMap((nombre) => {
      const niveau = niveaux[nombre.code]
      return niveau && nombre.lignes > 0 ? [{ ...nombre, ...niveau }] : []
    })
    .sort((a, b) => a.priorite - b.priorite || b.lignes - a.lignes)
  if (rows.length === 0) return <EmptyState title="Aucune anomalie sur les lignes de ce fichier." />
  return (
    <Table
      caption="Anomalies par ordre d’urgence"
      rows={rows}
      rowKey={({ code }) => code}
      rowHref={({ code }) => `${listHref(path, params, { code })}#voies`}
      columns={[
        { key: "anomalie", header: "Anomalie", rowHeader: true, cell: ({ libelle }) => libelle },
        {
          key: "priorite",
          header: "Ce qu’elle empêche",
          cell: ({ priorite }) => <PrioriteBadge priorite={priorite} />,
        },
        { key: "gravite", header: "Gravité", cell: ({ gravite }) => GRAVITES[gravite] },
        { key: "lignes", header: "Lignes", end: true, cell: ({ lignes }) => formatInteger(lignes) },
        { key: "voies", header: "Voies", end: true, cell: ({ voies }) => formatInteger(voies) },
        {
          key: "ecartees",
          header: "Pas une erreur",
          end: true,
          cell: ({ ecartees }) => (ecartees > 0 ? formatInteger(ecartees) : "–"),
        },
      ]}
    />
  )
}
