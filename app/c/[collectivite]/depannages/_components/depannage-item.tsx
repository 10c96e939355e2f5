import { DepannageBadge } from "@/components/depannages/depannage-badge.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { closeMonDepannageAction } from "@/lib/depannages/actions.ts"
import type { Depannage } from "@/lib/depannages/types.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"

/** One request: what was said, what the provider answered, and that it works again. */
export function DepannageItem({ depannage, collectivite }: { depannage: Depannage; collectivite: string }) {
  const { id, etat, poste, service, objet, bloquant, demandeLe, reference, suiviLe, reponse, resolution, version } =
    depannage
  return (
    <li className="grid gap-2 border-line border-b py-4">
      <p>
        <strong>{poste ?? service}</strong> <DepannageBadge etat={etat} />
        {bloquant && etat !== "resolu" ? " Travail impossible." : ""}
      </p>
      <p className="max-w-measure whitespace-pre-line">{objet}</p>
      <p className="max-w-measure text-muted text-sm">
        Demandé le {formatInstant(demandeLe)}.{reference ? ` Ticket ${reference} chez le prestataire.` : ""}
        {etat === "accuse" && suiviLe ? ` Réponse attendue au plus tard le ${formatDay(suiviLe)}.` : ""}
        {etat === "rejete" && reponse ? ` Le prestataire répond : ${reponse}. Votre opérateur s’en occupe.` : ""}
        {resolution ? ` « ${resolution} »` : ""}
      </p>
      {etat === "resolu" ? null : (
        <details>
          <summary className="py-1 text-accent text-sm">Cela remarche</summary>
          <Form
            action={closeMonDepannageAction}
            hidden={{ collectivite, depannage: id, version: String(version) }}
            aria-label={`Clore le dépannage : ${poste ?? service}`}
          >
            <TextField name="resolution" label="Comment cela s’est résolu" required />
            <div>
              <SubmitButton look="quiet" pending="Enregistrement…">
                Clore cette demande
              </SubmitButton>
            </div>
          </Form>
        </details>
      )}
    </li>
  )
}
