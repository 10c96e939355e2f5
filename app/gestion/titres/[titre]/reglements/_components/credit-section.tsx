import { Amount } from "@/components/ui/amount.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { today } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { toEuros } from "@/lib/platform/money.ts"
import { moveCreditAction, refundCreditAction } from "@/lib/reglements/actions.ts"
import type { TitreDu } from "@/lib/reglements/queries/titre.ts"
import { titreReference } from "@/lib/titres/rules.ts"

type Props = { id: string; reste: bigint; dus: readonly TitreDu[] }

const amountField = (credit: bigint) => (
  <TextField
    name="montant"
    label="Montant"
    inputMode="decimal"
    autoComplete="off"
    unit="€"
    maxLength={20}
    defaultValue={toEuros(credit).replace(".", ",")}
    required
  />
)

/** Paid too much: to another titre of the same collectivité, or given back by the comptable. */
export function CreditSection({ id, reste, dus }: Props) {
  const credit = -reste
  const hidden = { titre: id, lu: String(reste) }
  return (
    <Section title="Trop-perçu">
      <p className="max-w-measure">
        <Amount cents={credit} /> ont été payés de plus que ce qui est dû. Ils restent au compte de la collectivité tant
        que vous n’en décidez pas.
      </p>
      {dus.length > 0 ? (
        <Form action={moveCreditAction} hidden={hidden} aria-label="Reporter le trop-perçu">
          <SelectField
            name="vers"
            label="Reporter sur"
            options={dus.map((titre) => ({
              value: titre.titreId,
              label: `${titreReference(titre)}, ${titre.objet} : ${formatAmount(titre.reste)} dus`,
            }))}
            required
          />
          {amountField(credit)}
          <div>
            <SubmitButton pending="Report…">Reporter sur ce titre</SubmitButton>
          </div>
        </Form>
      ) : (
        <p className="text-muted">Cette collectivité n’a aucun autre titre à payer.</p>
      )}
      <details>
        <summary className="cursor-pointer py-1 text-accent">Le comptable l’a remboursé</summary>
        <Form action={refundCreditAction} hidden={hidden} aria-label="Enregistrer un remboursement" className="pt-3">
          {amountField(credit)}
          <TextField name="recuLe" label="Remboursé le" type="date" max={today()} required />
          <TextField name="reference" label="Référence du remboursement" maxLength={200} autoComplete="off" />
          <div>
            <SubmitButton look="secondary" pending="Enregistrement…">
              Enregistrer le remboursement
            </SubmitButton>
          </div>
        </Form>
      </details>
    </Section>
  )
}
