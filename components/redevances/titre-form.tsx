import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { FormAction } from "@/lib/platform/form-state.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import type { CreanceFile } from "@/lib/redevances/queries/creance.ts"
import type { CodesDuComptable } from "@/lib/redevances/queries/titres.ts"

type TitreFormProps = {
  action: FormAction
  collectivite: string
  creance: CreanceFile
  codes: CodesDuComptable | null
  today: CalendarDate
}

/** Codes come from the comptable and are kept for the next time; numbers from the accounting software, never guessed. */
export const TitreForm = ({ action, collectivite, creance, codes, today }: TitreFormProps) => (
  <Form action={action} hidden={{ collectivite, creance: creance.id }} aria-label="Titre pour le comptable">
    <TextField name="emisLe" label="Émis le" type="date" defaultValue={today} required />
    <TextField name="bordereau" label="Numéro du bordereau" inputMode="numeric" required />
    <TextField name="numero" label="Numéro du titre" inputMode="numeric" required />
    <TextField
      name="cumulAnnuel"
      label="Cumul annuel des bordereaux de recettes"
      hint={`Celui de votre logiciel, ce bordereau compris : au moins ${formatAmount(creance.montant)}.`}
      inputMode="decimal"
      unit="€"
      required
    />
    <TextField
      name="poste"
      label="Codique du poste comptable"
      hint="Sur les courriers de votre trésorerie. Retenu pour le prochain titre, comme les codes qui suivent."
      defaultValue={codes?.poste}
      required
    />
    <TextField
      name="codeCollectivite"
      label="Code collectivité dans Hélios"
      defaultValue={codes?.codeCollectivite}
      className="max-w-56"
      required
    />
    <TextField
      name="budget"
      label="Code du budget"
      hint="00 pour le budget principal."
      defaultValue={codes?.budget ?? "00"}
      required
    />
    <TextField
      name="codeProduit"
      label="Code produit"
      hint="Convenu avec votre comptable, quatre signes au plus."
      defaultValue={codes?.codeProduit}
      required
    />
    <div>
      <SubmitButton pending="Écriture du fichier…">Préparer le fichier</SubmitButton>
    </div>
  </Form>
)
