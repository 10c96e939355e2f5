import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { correctDepenseAction, recordDepenseAction } from "@/lib/partages/actions.ts"
import type { Choices, DepenseRow } from "@/lib/partages/queries/depenses.ts"
import { DEPENSE_NATURES, NATURE_LABELS } from "@/lib/partages/types.ts"
import { toEuros } from "@/lib/platform/money.ts"
import { PlaceFields } from "./place-fields.tsx"

type Props = { choices: Choices; exercice: number; depense?: DepenseRow; engagement?: string }

const euros = (cents: bigint | undefined) => (cents === undefined ? undefined : toEuros(cents).replace(".", ","))

/** Open ones, and the one that it is on already. */
function engagementsOf({ engagements }: Choices, depense: DepenseRow | undefined) {
  const open = engagements.map(({ id, libelle, fournisseur, exercice }) => ({
    value: id,
    label: `${libelle}, ${fournisseur} (${exercice})`,
  }))
  const own = depense?.engagement
  return own && !open.some(({ value }) => value === own.id) ? [{ value: own.id, label: own.libelle }, ...open] : open
}

export function DepenseForm({ choices, exercice, depense, engagement }: Props) {
  return (
    <Form
      action={depense ? correctDepenseAction : recordDepenseAction}
      hidden={depense ? { depense: depense.id } : {}}
      aria-label={depense ? "Corriger la dépense" : "Saisir une dépense"}
    >
      <TextField name="libelle" label="Ce qui a été payé" required maxLength={160} defaultValue={depense?.libelle} />
      <TextField
        name="fournisseur"
        label="Facturé par"
        hint="Le fournisseur, ou le service interne."
        required
        maxLength={120}
        defaultValue={depense?.fournisseur}
      />
      <SelectField
        name="nature"
        label="Nature"
        required
        empty="Choisir"
        options={DEPENSE_NATURES.map((value) => ({ value, label: NATURE_LABELS[value] }))}
        defaultValue={depense?.nature}
      />
      <SelectField
        name="engagement"
        label="Sur l’engagement"
        hint="La commande que cette facture règle : elle en prend le service, le pilier et l’action."
        empty="Aucun"
        options={engagementsOf(choices, depense)}
        defaultValue={depense?.engagement?.id ?? engagement}
      />
      <PlaceFields choices={choices} placed={depense} />
      <TextField
        name="exercice"
        label="Exercice"
        inputMode="numeric"
        required
        defaultValue={depense?.exercice ?? exercice}
      />
      <TextField name="dateFacture" label="Facturée le" type="date" required defaultValue={depense?.dateFacture} />
      <TextField
        name="montantHt"
        label="Montant hors taxes"
        unit="€"
        inputMode="decimal"
        required
        defaultValue={euros(depense?.montantHt)}
      />
      <TextField
        name="montantTva"
        label="TVA"
        unit="€"
        inputMode="decimal"
        required
        defaultValue={euros(depense?.montantTva) ?? "0"}
      />
      <FileField
        name="fichier"
        label="Justificatif"
        hint={
          depense?.fichierId
            ? "Un fichier est déjà joint : n’en choisissez un que pour le remplacer."
            : "La facture du fournisseur. Les charges internes peuvent s’en passer."
        }
      />
      <div>
        <SubmitButton pending="Enregistrement…">{depense ? "Enregistrer" : "Saisir la dépense"}</SubmitButton>
      </div>
    </Form>
  )
}
