import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { correctEngagementAction, recordEngagementAction } from "@/lib/partages/actions.ts"
import type { Choices } from "@/lib/partages/queries/depenses.ts"
import type { EngagementRow } from "@/lib/partages/queries/engagements.ts"
import { toEuros } from "@/lib/platform/money.ts"
import { PlaceFields } from "./place-fields.tsx"

type Props = { choices: Choices; exercice: number; engagement?: EngagementRow }

export function EngagementForm({ choices, exercice, engagement }: Props) {
  return (
    <Form
      action={engagement ? correctEngagementAction : recordEngagementAction}
      hidden={engagement ? { engagement: engagement.id } : {}}
      aria-label={engagement ? "Corriger l’engagement" : "Saisir un engagement"}
    >
      <TextField
        name="libelle"
        label="Ce qui est commandé"
        required
        maxLength={160}
        defaultValue={engagement?.libelle}
      />
      <TextField
        name="fournisseur"
        label="Commandé à"
        required
        maxLength={120}
        defaultValue={engagement?.fournisseur}
      />
      <TextField
        name="reference"
        label="Numéro de la commande ou du marché"
        maxLength={60}
        defaultValue={engagement?.reference ?? undefined}
      />
      <PlaceFields choices={choices} placed={engagement} />
      <TextField
        name="exercice"
        label="Exercice"
        hint="Un marché de plusieurs années s’engage année par année."
        inputMode="numeric"
        required
        defaultValue={engagement?.exercice ?? exercice}
      />
      <TextField name="engageLe" label="Engagé le" type="date" required defaultValue={engagement?.engageLe} />
      <TextField
        name="montantHt"
        label="Montant hors taxes"
        unit="€"
        inputMode="decimal"
        required
        defaultValue={engagement ? toEuros(engagement.montantHt).replace(".", ",") : undefined}
      />
      <div>
        <SubmitButton pending="Enregistrement…">{engagement ? "Enregistrer" : "Saisir l’engagement"}</SubmitButton>
      </div>
    </Form>
  )
}
