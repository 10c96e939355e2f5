import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Inclus } from "@/lib/indicateurs/types.ts"
import { formatShortDay } from "@/lib/platform/format.ts"

/** What membership already pays for: used, asked for, or never opened. */
export function IncludedServices({ inclus, path }: { inclus: readonly Inclus[]; path: string }) {
  const used = inclus.filter(({ souscription }) => souscription?.etat === "en_service").length
  return (
    <Section
      title="Compris dans l’adhésion"
      action={
        <span className="text-muted text-sm">
          {used} {used < 2 ? "utilisé" : "utilisés"} sur {inclus.length}
        </span>
      }
    >
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,16rem),1fr))] gap-x-8">
        {inclus.map((service) => (
          <li key={service.slug} className="grid content-start gap-0.5 border-line border-b py-2.5">
            <p className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3">
              <a href={`${path}/services/${service.slug}`}>{service.nom}</a>
              <UseBadge {...service} />
            </p>
            <p className="line-clamp-1 text-muted text-sm">{detailOf(service)}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function UseBadge({ souscription }: Inclus) {
  if (souscription?.etat === "en_service") return <StateBadge tone="ok">utilisé</StateBadge>
  if (souscription) return <StateBadge tone="info">demandé</StateBadge>
  return <StateBadge tone="attention">jamais ouvert</StateBadge>
}

const detailOf = ({ souscription, resume }: Inclus): string =>
  souscription?.enServiceLe ? `Depuis le ${formatShortDay(souscription.enServiceLe)}` : resume
