import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { formatAmount } from "@/lib/platform/format.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { approveProjetAction, refuseProjetAction, withdrawProjetAction } from "@/lib/titres/actions.ts"
import type { TitreNature } from "@/lib/titres/types.ts"

const ACTS = {
  recette: "Émettre le titre",
  reduction: "Émettre la réduction",
  annulation: "Émettre l’annulation",
} as const satisfies Record<TitreNature, string>

type DecideFormsProps = { projet: string; montant: Cents; nature: TitreNature; mine: boolean }

export function DecideForms({ projet, montant, nature, mine }: DecideFormsProps) {
  return (
    <Section title="Décider">
      {mine ? (
        <Notice tone="attention" title="Vous avez proposé ce document.">
          Une autre personne doit l’approuver : la base de données elle-même refuserait la vôtre.
        </Notice>
      ) : (
        <>
          <Form action={approveProjetAction} hidden={{ projet }}>
            <div>
              <SubmitButton pending="Émission…">{`${ACTS[nature]} de ${formatAmount(montant)}`}</SubmitButton>
            </div>
          </Form>
          <Form action={refuseProjetAction} hidden={{ projet }}>
            <TextareaField name="motif" label="Pourquoi le refuser" rows={2} required />
            <div>
              <SubmitButton pending="Refus…" look="secondary">
                Refuser
              </SubmitButton>
            </div>
          </Form>
        </>
      )}
      <Form action={withdrawProjetAction} hidden={{ projet }}>
        <div>
          <SubmitButton pending="Retrait…" look="secondary">
            Retirer le projet
          </SubmitButton>
        </div>
      </Form>
    </Section>
  )
}
