import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { proposeTitreAction } from "@/lib/titres/actions.ts"
import { LIGNES_SAISIES, TVA_CHOICES } from "@/lib/titres/schema.ts"

type Service = { id: string; nom: string }
type TitreFormProps = { debiteur: string; imputations: string; services: readonly Service[] }

const RANGS = Array.from({ length: LIGNES_SAISIES }, (_, index) => index + 1)

export function TitreForm({ debiteur, imputations, services }: TitreFormProps) {
  return (
    <Form action={proposeTitreAction} className="max-w-none">
      <div className="grid max-w-measure gap-6">
        <TextField name="debiteur" label="Débiteur" hint="SIREN ou nom exact." defaultValue={debiteur} required />
        <TextField name="objet" label="Objet" required />
        <TextareaField
          name="fondement"
          label="Ce qui crée la créance"
          hint="Texte, convention ou délibération : écrit sur le titre."
          rows={2}
          required
        />
      </div>
      {RANGS.map((rang) => (
        <LigneFields key={rang} rang={rang} services={services} />
      ))}
      <div className="grid gap-6 sm:grid-cols-2">
        <TextField name="imputation" label="Imputation" hint={`Sans rien : ${imputations}.`} />
        <TextField name="acte" label="Convention ou charte" />
        <TextField name="numeroEngagement" label="Numéro d’engagement" />
        <TextField name="codeService" label="Code service" />
      </div>
      <div>
        <SubmitButton pending="Envoi…">Proposer le titre</SubmitButton>
      </div>
    </Form>
  )
}

/** Empty lines after the first are left out. */
const LigneFields = ({ rang, services }: { rang: number; services: readonly Service[] }) => (
  <fieldset className="grid gap-4 border-line border-t pt-4">
    <legend className="font-semibold">
      Ligne {rang}
      {rang > 1 ? " (facultative)" : ""}
    </legend>
    <div className="grid gap-4 sm:grid-cols-2">
      <TextField name={`libelle-${rang}`} label="Ce qui est dû" required={rang === 1} />
      <TextField name={`bases-${rang}`} label="Comment c’est calculé" />
    </div>
    <div className="grid gap-4 sm:grid-cols-4">
      <TextField name={`quantite-${rang}`} label="Quantité" inputMode="decimal" required={rang === 1} />
      <TextField
        name={`prixUnitaire-${rang}`}
        label="Prix unitaire"
        unit="€"
        inputMode="decimal"
        required={rang === 1}
      />
      <SelectField
        name={`tva-${rang}`}
        label="TVA"
        options={Object.entries(TVA_CHOICES).map(([value, label]) => ({ value, label }))}
        defaultValue="O-0"
        required
      />
      <SelectField
        name={`service-${rang}`}
        label="Service"
        empty="Aucun"
        options={services.map(({ id, nom }) => ({ value: id, label: nom }))}
      />
    </div>
  </fieldset>
)
