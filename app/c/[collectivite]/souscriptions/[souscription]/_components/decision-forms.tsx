import { Form } from "@/components/ui/form.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { SignedIn } from "@/lib/access/context.ts"
import { DENIALS, denialOfFactor } from "@/lib/access/rights.ts"
import { decideAction } from "@/lib/souscriptions/actions.ts"

type DecisionFormsProps = {
  target: Readonly<Record<string, string>>
  decides: boolean
  who: SignedIn
  /** Where to come back after the personal factor. */
  back: string
}

/** One form, two acts: a refusal takes its reason from the same field. */
export function DecisionForms({ target, decides, who, back }: DecisionFormsProps) {
  if (!decides) {
    return (
      <Notice tone="attention" title="En attente de l’accord d’une personne élue.">
        Rien à faire de votre côté : elle la trouve sur son tableau de bord.
      </Notice>
    )
  }
  const denied = denialOfFactor(who, new Date())
  if (denied) {
    return (
      <Section title="À vous de décider">
        <p className="max-w-measure">{DENIALS[denied]}</p>
        {denied === "facteur-manquant" ? (
          <p>
            <LinkButton href={`/moi/confirmer?retour=${encodeURIComponent(back)}`} look="primary">
              Confirmer que c’est moi
            </LinkButton>
          </p>
        ) : null}
      </Section>
    )
  }
  return (
    <Section title="À vous de décider">
      <Form action={decideAction} hidden={target} aria-label="Votre décision">
        <TextareaField
          name="motif"
          label="Un mot à la personne qui a demandé"
          hint="Nécessaire pour refuser."
          rows={2}
          conditional
        />
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="decision" value="approuver" pending="Enregistrement…">
            Approuver la dépense
          </SubmitButton>
          <SubmitButton name="decision" value="refuser" look="danger" pending="Enregistrement…">
            Refuser
          </SubmitButton>
        </div>
      </Form>
    </Section>
  )
}
