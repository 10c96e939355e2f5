import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { today } from "@/lib/platform/dates.ts"
import { toEuros } from "@/lib/platform/money.ts"
import { recordReglementAction } from "@/lib/reglements/actions.ts"
import { MOYEN_LABELS, MOYENS } from "@/lib/reglements/types.ts"

const OPTIONS = MOYENS.map((value) => ({ value, label: MOYEN_LABELS[value] }))

export const RecordSection = ({ id, reste }: { id: string; reste: bigint }) => (
  <Section title="Saisir un paiement">
    <p className="max-w-measure text-muted">
      Ce que le comptable vous dit autrement que par un fichier. S’il est aussi dans un fichier, affectez plutôt
      celui-là : il ne doit compter qu’une fois.
    </p>
    <details>
      <summary className="cursor-pointer py-1 text-accent">Saisir un paiement à la main</summary>
      <Form
        action={recordReglementAction}
        hidden={{ titre: id, lu: String(reste) }}
        aria-label="Saisir un paiement"
        className="pt-3"
      >
        <TextField
          name="montant"
          label="Montant reçu"
          inputMode="decimal"
          autoComplete="off"
          unit="€"
          maxLength={20}
          defaultValue={reste > 0n ? toEuros(reste).replace(".", ",") : ""}
          required
        />
        <TextField name="recuLe" label="Reçu le" type="date" max={today()} required />
        <SelectField name="moyen" label="Moyen de paiement" options={OPTIONS} defaultValue="virement" required />
        <TextField name="reference" label="Référence" maxLength={200} autoComplete="off" />
        <CheckboxField
          name="tropPercu"
          label="Accepter un trop-perçu"
          hint="Le débiteur a payé plus que ce qui est dû."
        />
        <div>
          <SubmitButton pending="Enregistrement…">Enregistrer ce paiement</SubmitButton>
        </div>
      </Form>
    </details>
  </Section>
)
