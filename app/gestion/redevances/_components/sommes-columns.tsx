import type { Column } from "@/components/ui/table.tsx"
import { formatAmount, formatInteger } from "@/lib/platform/format.ts"
import type { Sommes } from "@/lib/redevances/queries/territoire.ts"

const amount = (cents: bigint) => (cents === 0n ? "–" : formatAmount(cents))

/** The same sums for a year, an operator, a commune. */
export const sommesColumns = <Row extends Sommes>(counts: "communes" | "etats"): Column<Row>[] => [
  {
    key: "nombre",
    header: counts === "communes" ? "Communes" : "États",
    end: true,
    cell: (row) => formatInteger(row[counts]),
  },
  { key: "du", header: "Reste dû", end: true, cell: ({ du }) => amount(du) },
  { key: "demande", header: "Demandé", end: true, cell: ({ demande }) => amount(demande) },
  { key: "recu", header: "Reçu", end: true, cell: ({ recu }) => amount(recu) },
  { key: "enJeu", header: "Perdu au 31 décembre", end: true, cell: ({ enJeu }) => amount(enJeu) },
  { key: "perdu", header: "Déjà perdu", end: true, cell: ({ perdu }) => amount(perdu) },
  {
    key: "sansBareme",
    header: "Sans barème",
    end: true,
    cell: ({ sansBareme }) => (sansBareme === 0 ? "–" : formatInteger(sansBareme)),
  },
]
