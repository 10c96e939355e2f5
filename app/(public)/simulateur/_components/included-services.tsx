import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Section } from "@/components/ui/section.tsx"
import type { IncludedService } from "@/lib/adhesions/queries/simulation.ts"

export function IncludedServices({ inclus }: { inclus: readonly IncludedService[] }) {
  const piliers = Map.groupBy(inclus, ({ pilier }) => pilier)
  return (
    <Section title="Ce que la cotisation comprend" action={<a href="/catalogue">Tout le catalogue</a>}>
      {inclus.length === 0 ? (
        <EmptyState title="Le catalogue n’est pas encore publié" />
      ) : (
        <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
          {[...piliers].map(([pilier, services]) => (
            <div key={pilier} className="grid content-start gap-1">
              <h3>{pilier}</h3>
              <ul className="grid list-disc gap-1 ps-5">
                {services.map(({ slug, nom }) => (
                  <li key={slug}>
                    <a href={`/catalogue/${slug}`}>{nom}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      )}
    </Section>
  )
}
