import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { askDroitAction } from "@/lib/outils/actions/droits.ts"
import type { Outil } from "@/lib/outils/types.ts"
import { addDays, dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"

type MonAccesProps = {
  outil: Outil
  hidden: { collectivite: string; service: string }
  asks: boolean
  /** She gives access herself: nobody is there to be asked. */
  manages: boolean
  /** Where the collectivité asks for the tool itself. */
  service: string
}

/** What she may do with this tool, and how to be given it. */
export function MonAcces({ outil, hidden, asks, manages, service }: MonAccesProps) {
  const { droit, demande, souscription, connexion, tutoriel, contact } = outil
  if (souscription?.etat !== "en_service")
    return (
      <p className="max-w-measure">
        {souscription ? "L’ouverture de cet outil est demandée." : "Compris dans l’adhésion, et pas encore demandé."}{" "}
        <a href={service}>{souscription ? "Suivre la demande" : "Demander l’ouverture"}</a>
      </p>
    )
  if (droit)
    return (
      <div className="grid max-w-measure gap-2">
        <p>
          Vous l’ouvrez comme « {droit.profil} », depuis le {formatDay(droit.depuis)}
          {droit.jusqua ? `, jusqu’au ${formatDay(addDays(droit.jusqua, -1))}` : ""}.
        </p>
        <p className="text-muted">
          {connexion === "federee"
            ? "Le portail vous y connecte : vous n’avez rien à saisir."
            : "L’outil vous demandera l’identifiant et le mot de passe de votre compte chez lui."}
        </p>
        <p className="text-muted text-sm">
          {tutoriel ? (
            <>
              <a href={tutoriel}>Mode d’emploi</a>
              {" · "}
            </>
          ) : null}
          {contact}
        </p>
      </div>
    )
  if (demande?.etat === "posee")
    return (
      <p>Vous avez demandé cet accès le {formatDay(dayInParis(demande.poseeLe))} : votre secrétariat doit répondre.</p>
    )
  return (
    <div className="grid gap-3">
      <p>
        Vous n’avez pas accès à cet outil.{" "}
        {manages ? "Comme vous donnez les accès, nommez-vous ci-dessous si vous en avez l’usage." : null}
      </p>
      {demande?.etat === "refusee" ? <p>Votre demande a été refusée : {demande.motif}</p> : null}
      {asks && !manages ? (
        <Form action={askDroitAction} hidden={hidden} aria-label="Demander l’accès">
          <TextField name="pourquoi" label="Pourquoi vous en avez besoin" />
          <div>
            <SubmitButton pending="Envoi…">Demander l’accès</SubmitButton>
          </div>
        </Form>
      ) : null}
    </div>
  )
}
