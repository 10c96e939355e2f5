import { DIFFERENCE_GENRES, DIFFERENCE_LABELS, type Differences } from "@/lib/bal/rules/differences.ts"
import { formatInteger } from "@/lib/platform/format.ts"

/** Counts, then the addresses themselves, each kind one tap away. */
export function DifferencesList({ differences }: { differences: Differences | null }) {
  if (!differences) return <p className="text-muted">C’est la première version : il n’y a rien à comparer.</p>
  const changed = DIFFERENCE_GENRES.filter((genre) => differences.nombres[genre] > 0)
  if (changed.length === 0) return <p className="text-muted">Aucune adresse n’a changé.</p>
  return (
    <div className="grid gap-1">
      {changed.map((genre) => {
        const shown = differences.exemples.filter((difference) => difference.genre === genre)
        return (
          <details key={genre} className="border-line border-b pb-2">
            <summary className="py-1">
              <strong className="tabular-nums">{formatInteger(differences.nombres[genre])}</strong> adresses{" "}
              {DIFFERENCE_LABELS[genre]}
            </summary>
            <ul className="list-disc ps-5 text-sm">
              {shown.map(({ adresse, detail }) => (
                <li key={`${adresse} ${detail ?? ""}`}>
                  {adresse}
                  {detail ? ` (${detail})` : ""}
                </li>
              ))}
              {differences.nombres[genre] > shown.length ? (
                <li>et {formatInteger(differences.nombres[genre] - shown.length)} autres</li>
              ) : null}
            </ul>
          </details>
        )
      })}
    </div>
  )
}
