import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { formatAmount } from "@/lib/platform/format.ts"
import { undoReglementAction } from "@/lib/reglements/actions.ts"

type Props = { id: string; reference: string; montant: bigint }

/** Nothing is erased: the opposite row is written, with its reason. */
export const UndoForm = ({ id, reference, montant }: Props) => (
  <details>
    <summary className="cursor-pointer py-1 text-accent">{`Annuler l’affectation de ${formatAmount(montant)} à ${reference}`}</summary>
    <Form
      action={undoReglementAction}
      hidden={{ reglement: id }}
      aria-label={`Annuler l’affectation à ${reference}`}
      className="pt-3"
    >
      <TextField
        name="motif"
        label="Pourquoi"
        hint="Une ligne contraire est écrite, avec cette raison ; rien n’est effacé."
        maxLength={500}
        required
      />
      <div>
        <SubmitButton look="secondary" pending="Annulation…">
          Annuler cette affectation
        </SubmitButton>
      </div>
    </Form>
  </details>
)
