import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { askClosingAction, closeExerciceAction, withdrawClosingAction } from "@/lib/exercices/actions.ts"

type CloseFormsProps = { annee: number; asked: boolean; mine: boolean }

export function CloseForms({ annee, asked, mine }: CloseFormsProps) {
  const hidden = { annee: String(annee) }
  if (!asked)
    return (
      <Form action={askClosingAction} hidden={hidden}>
        <div>
          <SubmitButton pending="Demande…">{`Demander la clôture de ${annee}`}</SubmitButton>
        </div>
      </Form>
    )
  return (
    <>
      {mine ? (
        <Notice tone="attention">Vous avez demandé cette clôture : une autre personne doit la confirmer.</Notice>
      ) : (
        <Form action={closeExerciceAction} hidden={hidden}>
          <CheckboxField
            name="confirme"
            label={`J’ai vérifié ce qui reste ouvert : l’exercice ${annee} peut être clos.`}
          />
          <div>
            <SubmitButton pending="Clôture…">{`Clore l’exercice ${annee} définitivement`}</SubmitButton>
          </div>
        </Form>
      )}
      <Form action={withdrawClosingAction} hidden={hidden}>
        <div>
          <SubmitButton pending="Retrait…" look="secondary">
            Retirer la demande
          </SubmitButton>
        </div>
      </Form>
    </>
  )
}
