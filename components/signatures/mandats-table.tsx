import type { ReactNode } from "react"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatShortDay } from "@/lib/platform/format.ts"
import { isInForce, objetWords } from "@/lib/signatures/rules.ts"
import type { Mandat } from "@/lib/signatures/types.ts"

type MandatsTableProps = {
  mandats: readonly Mandat[]
  day: CalendarDate
  /** What can be done with one that holds. */
  act?: (mandat: Mandat) => ReactNode
}

export function MandatsTable({ mandats, day, act }: MandatsTableProps) {
  if (mandats.length === 0)
    return (
      <EmptyState title="Aucun mandat enregistré">Personne ne peut encore signer pour cette collectivité.</EmptyState>
    )
  const columns: readonly Column<Mandat>[] = [
    { key: "nom", header: "Personne", rowHeader: true, cell: ({ nom, fonction }) => `${nom}, ${fonction}` },
    {
      key: "genre",
      header: "Signe",
      cell: ({ genre, objets }) =>
        genre === "mandat" ? "Par son mandat : tous les actes" : `Par délégation : ${objetWords(objets)}`,
    },
    {
      key: "dates",
      header: "Dates",
      nowrap: true,
      cell: ({ depuis, jusqua }) =>
        `Depuis le ${formatShortDay(depuis)}${jusqua ? `, jusqu’au ${formatShortDay(jusqua)} exclu` : ""}`,
    },
    { key: "fondement", header: "Acte", cell: ({ fondement }) => fondement },
    {
      key: "etat",
      header: "État",
      cell: (mandat) =>
        isInForce(mandat, mandats, day) ? (
          <StateBadge tone="ok">en cours</StateBadge>
        ) : (
          <StateBadge>{mandat.depuis > day ? "à venir" : "terminé"}</StateBadge>
        ),
    },
    ...(act
      ? [
          {
            key: "acte",
            header: <span className="sr-only">Action</span>,
            cell: (mandat: Mandat) => (isInForce(mandat, mandats, day) ? act(mandat) : null),
          },
        ]
      : []),
  ]
  return <Table caption="Mandats et délégations" columns={columns} rows={mandats} rowKey={({ id }) => id} />
}
