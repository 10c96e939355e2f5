import { Form } from "@/components/ui/form.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { AgentContext } from "@/lib/access/context.ts"
import { DENIALS, denial } from "@/lib/access/rights.ts"
import { resetFactorsAction } from "@/lib/personnes/actions/factors.ts"

type ResetFormProps = { ctx: AgentContext; target: { collectivite: string; rattachement: string }; nom: string }

/** Who lost her telephone gets in again by her mailbox; what protects her is the check that staff write down here. */
export function ResetForm({ ctx, target, nom }: ResetFormProps) {
  const denied = denial(ctx, "facteurs.reset", new Date())
  if (denied === "droit-manquant")
    return <p className="text-muted">Le support ou une personne administratrice peut les réinitialiser.</p>
  if (denied) {
    const back = `/gestion/collectivites/${target.collectivite}/personnes/${target.rattachement}`
    return (
      <div className="grid justify-items-start gap-3">
        <p className="max-w-measure">Téléphone perdu, clé hors d’usage ? {DENIALS[denied]}</p>
        {denied === "facteur-manquant" ? (
          <LinkButton href={`/moi/confirmer?retour=${encodeURIComponent(back)}`}>Confirmer que c’est moi</LinkButton>
        ) : null}
      </div>
    )
  }
  return (
    <Form action={resetFactorsAction} hidden={target} aria-label="Réinitialiser ses preuves personnelles">
      <Notice tone="attention" title="Téléphone perdu, clé hors d’usage ?">
        Réinitialiser retire toutes les preuves personnelles de {nom} et ferme ses sessions. Elle en est avertie par
        courriel, et pourra en ajouter une nouvelle vingt-quatre heures après. Appelez-la d’abord à un numéro que vous
        connaissez déjà.
      </Notice>
      <TextareaField
        name="motif"
        label="Comment avez-vous vérifié que c’est bien elle ?"
        hint="Gardé dans le journal. Par exemple : rappelée au numéro de la mairie."
        rows={2}
        required
      />
      <div>
        <SubmitButton look="danger" pending="Réinitialisation…">
          Réinitialiser ses preuves personnelles
        </SubmitButton>
      </div>
    </Form>
  )
}
