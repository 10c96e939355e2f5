import type { Envois } from "@/lib/echanges/queries/reprises.ts"
import { formatCount } from "@/lib/platform/format.ts"

/** Where what failed is asked again, several at a time. */
export function EnvoisLink({ exercice, envois: { pages, depots } }: { exercice: number; envois: Envois }) {
  const echecs = pages.echecs + depots.echecs
  return (
    <p>
      <a href={`/gestion/titres/reprises?exercice=${exercice}`}>
        {echecs > 0 ? `Reprendre ${formatCount(echecs, "envoi")} en échec` : `Avancement des envois de ${exercice}`}
      </a>
    </p>
  )
}
