import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { addUsersAction, setParticipantAction } from "@/lib/partages/actions.ts"
import type { PartageFile } from "@/lib/partages/queries/partages.ts"

const WEIGHTS = { quantite: "Quantité", pourcentage: "Pourcentage" } as const

export function ParticipantForms({ partage: { id, cle, service } }: { partage: PartageFile }) {
  const asked = cle === "quantite" || cle === "pourcentage"
  return (
    <Section title="Ajouter un participant, ou changer sa part">
      <Form action={setParticipantAction} hidden={{ partage: id }} aria-label="Ajouter un participant">
        <TextField
          name="collectivite"
          label="Collectivité"
          hint="Son nom exact, son code INSEE ou son SIREN."
          required
          maxLength={120}
        />
        {asked ? (
          <TextField
            name="poids"
            label={WEIGHTS[cle]}
            unit={cle === "pourcentage" ? "%" : undefined}
            inputMode="decimal"
            required
          />
        ) : null}
        <TextField
          name="payeur"
          label="Payeur, si ce n’est pas elle"
          hint="La collectivité qui a accepté de payer à sa place."
          maxLength={120}
        />
        <div>
          <SubmitButton>Ajouter</SubmitButton>
        </div>
      </Form>
      {cle === "pourcentage" ? null : (
        <Form action={addUsersAction} hidden={{ partage: id }} aria-label="Ajouter tous les utilisateurs">
          <div>
            <SubmitButton look="secondary">Ajouter toutes les collectivités qui ont {service.nom}</SubmitButton>
          </div>
        </Form>
      )}
    </Section>
  )
}
