import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Section } from "@/components/ui/section.tsx"
import type { Suggestion } from "@/lib/collectivites/queries/public-register.ts"
import { formatCount } from "@/lib/platform/format.ts"

type SearchResultsProps = { typed: string; found: readonly Suggestion[]; limit: number }

export function SearchResults({ typed, found, limit }: SearchResultsProps) {
  if (found.length === 0)
    return (
      <EmptyState title={`Aucune collectivité ne ressemble à « ${typed} »`}>
        <p>Vérifiez l’orthographe, ou cherchez par code postal. Seul le territoire de l’opérateur est couvert.</p>
      </EmptyState>
    )
  const count = found.length === limit ? `${limit} réponses ou plus` : formatCount(found.length, "réponse")
  return (
    <Section title={`${count} pour « ${typed} »`}>
      <ul className="border-line border-t">
        {found.map(({ publicId, nom, type, codesPostaux }) => (
          <li key={publicId} className="border-line border-b py-2">
            <a href={`/simulateur?collectivite=${publicId}`} className="inline-block py-1 font-semibold text-accent">
              {nom}
            </a>{" "}
            <span className="text-muted">{type === "epci" ? "intercommunalité" : codesPostaux.join(", ")}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
