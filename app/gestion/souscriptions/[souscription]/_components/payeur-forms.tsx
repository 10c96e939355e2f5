import { DeclarationFields } from "@/components/prises-en-charge/declaration-fields.tsx"
import { Form } from "@/components/ui/form.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { SignedIn } from "@/lib/access/context.ts"
import { DENIALS, denialOfFactor } from "@/lib/access/rights.ts"
import { recordPriseAction, staffEndPriseAction } from "@/lib/prises-en-charge/actions.ts"
import type { Choice } from "@/lib/prises-en-charge/queries/choices.ts"

type RecordProps = {
  beneficiaire: string
  service: string
  payeurs: readonly Choice[]
  who: SignedIn
  back: string
}

/** Recorded on the payer's own act: staff prove who they are, as an élu would. */
export function RecordPayeur({ beneficiaire, service, payeurs, who, back }: RecordProps) {
  const denied = denialOfFactor(who, new Date())
  return (
    <details>
      <summary className="cursor-pointer text-accent">Un autre organisme paie ce service</summary>
      {denied === "facteur-manquant" ? (
        <p className="mt-2">
          {DENIALS[denied]}{" "}
          <LinkButton href={`/moi/confirmer?retour=${encodeURIComponent(back)}`}>Confirmer que c’est moi</LinkButton>
        </p>
      ) : (
        <Form
          action={recordPriseAction}
          hidden={{ beneficiaire, service }}
          aria-label="Un autre organisme paie ce service"
          className="mt-4"
        >
          <SelectField name="payeur" label="Qui paie" options={payeurs} required />
          <DeclarationFields />
          <div>
            <SubmitButton look="secondary" pending="Enregistrement…">
              Enregistrer qui paie
            </SubmitButton>
          </div>
        </Form>
      )}
    </details>
  )
}

export const EndPayeur = ({ prise, payeur }: { prise: string; payeur: string }) => (
  <details>
    <summary className="cursor-pointer text-accent">Y mettre fin</summary>
    <Form action={staffEndPriseAction} hidden={{ prise }} aria-label={`Fin : ${payeur} ne paie plus`} className="mt-2">
      <TextField name="le" label="Premier jour non payé" type="date" className="max-w-60" required />
      <TextField name="motif" label="Motif" hint="Les deux collectivités le liront." maxLength={500} required />
      <div>
        <SubmitButton look="secondary" pending="…">
          Enregistrer la fin
        </SubmitButton>
      </div>
    </Form>
  </details>
)
