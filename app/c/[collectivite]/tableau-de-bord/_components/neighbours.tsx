import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Situation } from "@/lib/indicateurs/types.ts"
import { formatCount } from "@/lib/platform/format.ts"

/** Counts of three communes or more, by the database: never one commune's choice. */
export function Neighbours({ situation: { type, voisinage }, path }: { situation: Situation; path: string }) {
  // Neither has a neighbour to compare with.
  if (type === "syndicat" || type === "departement") return null
  const title = type === "epci" ? "Ce que vos communes utilisent" : "Ce que vos voisines utilisent"
  if (!voisinage) {
    return (
      <Section title={title}>
        <p className="text-muted">Trop peu de communes voisines sont adhérentes pour comparer sans en désigner une.</p>
      </Section>
    )
  }
  const { nom, adherentes, communes, services } = voisinage
  return (
    <Section title={title}>
      <ul className="border-line border-t">
        {services.map(({ slug, service, communes, used }) => (
          <li key={slug} className="flex flex-wrap items-baseline justify-between gap-x-4 border-line border-b py-2.5">
            <a href={`${path}/services/${slug}`}>{service}</a>
            <span className="flex items-baseline gap-2 text-sm">
              {used && type === "commune" ? <StateBadge tone="ok">vous aussi</StateBadge> : null}
              <span className="tabular-nums">{formatCount(communes, "commune")}</span>
            </span>
          </li>
        ))}
      </ul>
      <p className="text-muted text-sm">
        {nom} : {formatCount(adherentes, "commune adhérente", "communes adhérentes")} sur {communes}. Un service
        n’apparaît qu’à partir de trois communes.
      </p>
    </Section>
  )
}
