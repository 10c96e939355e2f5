import type { ReactNode } from "react"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { nextEtape } from "@/lib/messageries/rules/migration.ts"
import { ETAPES, type MessagerieFile } from "@/lib/messageries/types.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"

type Etape = (typeof ETAPES)[number]
type EtapesListProps = {
  etapes: MessagerieFile["etapes"]
  /** The form of the step that is to be done now, where whoever looks may do it. */
  act: (etape: Etape) => ReactNode
}

/** The migration, one step after the other. */
export function EtapesList({ etapes, act }: EtapesListProps) {
  const now = nextEtape(etapes)
  const done = new Map(etapes.map(({ code, faiteLe }) => [code, faiteLe]))
  return (
    <ol className="border-line border-t">
      {ETAPES.map((etape, at) => {
        const faiteLe = done.get(etape.code)
        return (
          <li key={etape.code} className="grid gap-1 border-line border-b py-3">
            <p>
              {at + 1}. <strong>{etape.nom}</strong>{" "}
              {faiteLe ? (
                <StateBadge tone="ok">fait le {formatDay(dayInParis(faiteLe))}</StateBadge>
              ) : etape === now ? (
                <StateBadge tone="attention">à faire par {etape.qui}</StateBadge>
              ) : null}
            </p>
            <p className="text-muted text-sm">{etape.detail}</p>
            {etape === now ? act(etape) : null}
          </li>
        )
      })}
    </ol>
  )
}
