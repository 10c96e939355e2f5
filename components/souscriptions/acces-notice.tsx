import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { sentence } from "@/lib/platform/result.ts"
import { type Acces, SOUSCRIPTION_REFUSALS } from "@/lib/souscriptions/types.ts"

type AccesNoticeProps = { acces: Exclude<Acces, { etat: "ouvert" }>; path: string }

/** In place of a tool that is not open: what it would bring, and the way to it. */
export function AccesNotice({ acces, path }: AccesNoticeProps) {
  if (acces.etat === "absent") {
    return <Notice title="Ce service n’est pas proposé.">Votre opérateur ne l’a pas inscrit à son catalogue.</Notice>
  }
  if (acces.etat === "demande") {
    return (
      <Notice title="Votre demande est en cours.">
        <a href={`${path}/souscriptions/${acces.souscriptionId}`}>Suivre la demande</a>
      </Notice>
    )
  }
  return (
    <div className="grid gap-4">
      <p>{acces.offre.resume}</p>
      {acces.etat === "non_eligible" ? (
        <Notice tone="attention">{sentence(SOUSCRIPTION_REFUSALS[acces.refusal])}</Notice>
      ) : (
        <p>
          <LinkButton href={`${path}/services/${acces.offre.slug}/souscrire`} look="primary">
            Ouvrir ce service
          </LinkButton>
        </p>
      )}
      <p>
        <a href={`${path}/services/${acces.offre.slug}`}>Lire la présentation de « {acces.offre.nom} »</a>
      </p>
    </div>
  )
}
