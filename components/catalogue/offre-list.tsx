import type { ReactNode } from "react"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { OfferedService } from "@/lib/catalogue/queries/published.ts"
import { formatRate } from "@/lib/platform/format.ts"

type OffreListProps = {
  services: readonly OfferedService[]
  href: (slug: string) => string
  /** What this member has of it. */
  state?: (service: OfferedService) => ReactNode
}

/** One service a line, its first sentence and what it costs; by domain when nothing is searched. */
export function OffreList({ services, href, state }: OffreListProps) {
  return (
    <ul className="border-line border-t">
      {services.map((service) => (
        <li
          key={service.slug}
          className="grid gap-x-8 gap-y-1 border-line border-b py-3.5 sm:grid-cols-[minmax(0,1fr)_13rem]"
        >
          <div>
            <h3>
              <a href={href(service.slug)}>{service.nom}</a>
            </h3>
            <p className="line-clamp-2 max-w-measure text-muted text-sm">{service.resume}</p>
          </div>
          <p className="grid content-start gap-1 text-sm sm:justify-items-end sm:text-end">
            <span className="font-semibold">{offreCost(service)}</span>
            {service.maturite === "perspective" ? <StateBadge>en projet</StateBadge> : null}
            {service.maturite === "experimente" ? <StateBadge tone="info">expérimenté</StateBadge> : null}
            {state?.(service)}
          </p>
        </li>
      ))}
    </ul>
  )
}

const PERIODS = { mois: "par mois", an: "par an", unique: "une seule fois" } as const

/** "14,00 € HT par poste, par mois" */
export function offreCost({ mode, prixUnitaire, unite, periodicite, parBande }: OfferedService): string {
  if (mode === "inclus") return "Compris dans l’adhésion"
  if (mode === "cle_repartition") return "Coût partagé, par convention"
  if (mode === "a_l_euro") return "Remboursé à l’euro, par convention"
  if (mode === "non_precise" || prixUnitaire === null || periodicite === null) return "Conditions sur demande"
  if (parBande) return "Prix selon la population"
  return `${formatRate(prixUnitaire)} HT par ${unite}, ${PERIODS[periodicite]}`
}

/** Services of one list, by pillar, in the order given. */
export function byPilier(services: readonly OfferedService[]): [string, OfferedService[]][] {
  const groups = new Map<string, OfferedService[]>()
  for (const service of services) groups.set(service.pilier, [...(groups.get(service.pilier) ?? []), service])
  return [...groups]
}
