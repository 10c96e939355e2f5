import type { ReactNode } from "react"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Section } from "@/components/ui/section.tsx"
import type { OfferedService } from "@/lib/catalogue/queries/published.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { byPilier, OffreList } from "./offre-list.tsx"

type OffreSectionsProps = {
  services: readonly OfferedService[]
  /** Something was typed: the closest first, whatever its domain. */
  searched: boolean
  path: string
  state?: (service: OfferedService) => ReactNode
}

export function OffreSections({ services, searched, path, state }: OffreSectionsProps) {
  const href = (slug: string) => `${path}/${slug}`
  if (services.length === 0) {
    return (
      <EmptyState title="Aucun service ne correspond." action={<a href={path}>Voir tous les services</a>}>
        Essayez un autre mot, par exemple ce que vous voulez faire : signer, partager, sauvegarder.
      </EmptyState>
    )
  }
  const groups: [string, OfferedService[]][] = searched
    ? [[foundWords(services.length), [...services]]]
    : byPilier(services)
  return groups.map(([title, group]) => (
    <Section key={title} title={title}>
      <OffreList services={group} href={href} state={state} />
    </Section>
  ))
}

const foundWords = (found: number): string =>
  found === 1 ? "Un service trouvé" : `${formatCount(found, "service")}, du plus proche au plus lointain`
