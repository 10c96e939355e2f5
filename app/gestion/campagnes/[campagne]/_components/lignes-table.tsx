import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import type { ListParams } from "@/components/ui/list-url.ts"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { TYPE_LABELS } from "@/lib/collectivites/types.ts"
import type { LigneRow } from "@/lib/cotisations/queries.ts"
import { awaitsDecision } from "@/lib/cotisations/rules.ts"
import { CAS_LABELS } from "@/lib/cotisations/types.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { VOLET_LABELS } from "@/lib/titres/types.ts"

const note = (row: LigneRow) => {
  if (row.decision === "exclure") return <StateBadge>exclu : {row.decisionMotif}</StateBadge>
  if (awaitsDecision(row.cas, row.decision)) return <StateBadge tone="attention">à décider</StateBadge>
  const first = row.cas[0]
  return first ? <span className="text-muted text-sm">{CAS_LABELS[first]}</span> : "–"
}

const base = ({ volet, habitants }: LigneRow) => {
  if (volet !== "cotisation") return "–"
  return habitants === null ? "forfait" : formatCount(habitants, "hab.", "hab.")
}

const SHOWN = 2

/** What changed since last year, the largest first; the page of the line says all of it. */
const why = ({ ecarts }: LigneRow) => {
  const sorted = [...ecarts].sort((a, b) => (size(a.ecart) < size(b.ecart) ? 1 : -1))
  if (sorted.length === 0) return "–"
  const more = sorted.length - SHOWN
  return (
    <span className="text-muted text-sm">
      {sorted
        .slice(0, SHOWN)
        .map(({ quoi }) => quoi)
        .join(" ; ")}
      {more > 0 ? ` ; et ${more} autre${more > 1 ? "s" : ""}` : ""}
    </span>
  )
}
const size = (amount: bigint) => (amount < 0n ? -amount : amount)

const columns = (exercice: number, services: boolean): readonly Column<LigneRow>[] => [
  { key: "nom", header: "Collectivité", rowHeader: true, sortable: true, cell: (row) => row.nom },
  ...(services
    ? [{ key: "volet", header: "Document", cell: (row: LigneRow) => VOLET_LABELS[row.volet] }]
    : [
        {
          key: "type",
          header: "Type",
          cell: (row: LigneRow) => (row.type === "epci" ? "EPCI" : TYPE_LABELS[row.type].one),
        },
      ]),
  { key: "base", header: "Base", end: true, cell: base },
  {
    key: "avant",
    header: exercice - 1,
    end: true,
    cell: (row) => (row.montantPrecedent === null ? "–" : <Amount cents={row.montantPrecedent} />),
  },
  {
    key: "montant",
    header: exercice,
    end: true,
    sortable: true,
    cell: (row) => (row.montant === null ? "–" : <Amount cents={row.montant} />),
  },
  {
    key: "ecart",
    header: "Écart",
    end: true,
    sortable: true,
    cell: (row) =>
      row.montant === null || row.montantPrecedent === null ? (
        "–"
      ) : (
        <Amount cents={row.montant - row.montantPrecedent} difference />
      ),
  },
  { key: "pourquoi", header: "Ce qui change", cell: why },
  { key: "numero", header: "Titre n°", end: true, cell: (row) => row.numero ?? "–" },
  { key: "note", header: "Remarque", cell: note },
]

type Props = {
  path: string
  params: ListParams
  lignes: readonly LigneRow[]
  exercice: number
  services: boolean
}

export function LignesTable({ path, params, lignes, exercice, services }: Props) {
  if (lignes.length === 0)
    return (
      <EmptyState title="Aucun membre ne correspond">Retirez un filtre : ils s’ajoutent les uns aux autres.</EmptyState>
    )
  return (
    <Table
      caption="Montant de chaque membre"
      columns={columns(exercice, services)}
      rows={lignes}
      rowKey={(row) => row.id}
      rowHref={(row) => `${path}/lignes/${row.id}`}
      list={{ path, params, defaultSort: "nom" }}
    />
  )
}
