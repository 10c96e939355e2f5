import type { DeliberationCitee } from "@/lib/deliberations/types.ts"
import { Citation } from "./citation.tsx"

/** Under what is owed: the acts that fixed its tariffs. Nothing where none is known. */
export function VotedBy({ deliberations }: { deliberations: readonly DeliberationCitee[] }) {
  if (deliberations.length === 0) return null
  return (
    <div className="mt-3 max-w-measure text-muted text-sm">
      <p>Qui a voté ces tarifs :</p>
      <ul className="list-disc ps-5">
        {deliberations.map((deliberation) => (
          <li key={deliberation.id}>
            <Citation deliberation={deliberation} />
          </li>
        ))}
      </ul>
    </div>
  )
}
