import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import type { ServiceOffert } from "@/lib/catalogue/queries/published.ts"
import { type Result, sentence } from "@/lib/platform/result.ts"
import type { MemberSouscription } from "@/lib/souscriptions/types.ts"
import { SOUSCRIPTION_REFUSALS, type SouscriptionRefusal } from "@/lib/souscriptions/types.ts"

type NextStepProps = {
  service: ServiceOffert
  mine: MemberSouscription | null
  eligible: Result<void, SouscriptionRefusal>
  /** The member's space. */
  path: string
}

/** The one thing to do next: ask, follow, or know why not. */
export function NextStep({ service, mine, eligible, path }: NextStepProps) {
  const ask = `${path}/services/${service.slug}/souscrire`
  if (mine?.etat === "a_approuver" || mine?.etat === "approuvee") {
    return (
      <Notice
        title={
          mine.etat === "a_approuver" ? "Une demande attend l’accord d’un élu." : "L’opérateur prépare l’ouverture."
        }
      >
        <a href={`${path}/souscriptions/${mine.id}`}>Suivre la demande</a>
      </Notice>
    )
  }
  if (mine && service.mode === "inclus") {
    return (
      <p>
        <a href={`${path}/souscriptions/${mine.id}`}>Voir la souscription</a>
      </p>
    )
  }
  if (mine?.etat === "en_service" && service.outil === "messagerie") {
    return (
      <p>
        <LinkButton href={`${path}/messagerie`} look="primary">
          Nom de domaine, boîtes et migration
        </LinkButton>
      </p>
    )
  }
  if (mine?.etat === "en_service" && service.parPoste) {
    return (
      <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <LinkButton href={`${path}/souscriptions/${mine.id}/postes`} look="primary">
          Voir et changer vos postes
        </LinkButton>
        <a href={`${path}/incident`}>En cas d’incident</a>
      </p>
    )
  }
  if (!eligible.ok)
    return <Notice tone="attention">{sentence(SOUSCRIPTION_REFUSALS[eligible.refusal], eligible.details)}</Notice>
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <LinkButton href={ask} look="primary">
        {mine ? "En demander davantage" : service.mode === "inclus" ? "Demander l’ouverture" : "Souscrire ce service"}
      </LinkButton>
      <span className="text-muted text-sm">
        {service.mode === "inclus"
          ? "Sans autre coût, sans approbation."
          : "Une demande n’engage rien : un élu l’approuve d’abord."}
      </span>
    </p>
  )
}
