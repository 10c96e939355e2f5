import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { createOptionAction, updateOptionAction } from "@/lib/catalogue/actions.ts"
import type { OptionGeree } from "@/lib/catalogue/queries/options.ts"
import { CATEGORIE_TVA_LABELS, CATEGORIES_TVA, PERIODICITE_LABELS, PERIODICITES } from "@/lib/catalogue/types.ts"
import { formatDecimal } from "@/lib/platform/format.ts"

type OptionFormProps = { service: { slug: string; version: string }; option?: OptionGeree }

/** One form for a new option and for one that changes: without a price, it is on quote. */
export function OptionForm({ service: { slug, version }, option }: OptionFormProps) {
  const prix = option?.prix
  return (
    <Form
      action={option ? updateOptionAction : createOptionAction}
      hidden={{ service: slug, version, ...(option ? { option: option.id } : {}) }}
      aria-label={option ? `Modifier ${option.nom}` : "Ajouter une option"}
    >
      <TextField name="nom" label="Nom de l’option" defaultValue={option?.nom} required />
      <TextareaField
        name="description"
        label="Ce qu’elle apporte"
        rows={2}
        defaultValue={option?.description}
        required
      />
      <TextField
        name="prixUnitaire"
        label="Prix hors taxes"
        hint="Laissé vide : sur devis."
        unit="€"
        inputMode="decimal"
        defaultValue={prix ? formatDecimal(prix.prixUnitaire) : ""}
        conditional
      />
      <TextField
        name="unite"
        label="Unité"
        hint="Au singulier : boîte, séance… Vide : l’option se prend ou ne se prend pas."
        defaultValue={option?.unite ?? ""}
      />
      <SelectField
        name="periodicite"
        label="Période"
        hint="Nécessaire avec un prix."
        empty="Aucune"
        options={PERIODICITES.map((value) => ({ value, label: PERIODICITE_LABELS[value] }))}
        defaultValue={prix?.periodicite ?? ""}
      />
      <SelectField
        name="categorieTva"
        label="TVA"
        hint="Nécessaire avec un prix."
        empty="Aucune"
        options={CATEGORIES_TVA.map((value) => ({ value, label: CATEGORIE_TVA_LABELS[value] }))}
        defaultValue={prix?.categorieTva ?? ""}
      />
      <TextField
        name="tauxTva"
        label="Taux de TVA"
        hint="Seulement pour une option soumise à la TVA."
        unit="%"
        inputMode="decimal"
        defaultValue={prix?.categorieTva === "S" ? formatDecimal(prix.tauxTva) : ""}
        conditional
      />
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton pending="Enregistrement…">{option ? "Enregistrer l’option" : "Ajouter l’option"}</SubmitButton>
        {option ? <a href={`/gestion/catalogue/${slug}/options`}>Revenir sans enregistrer</a> : null}
      </div>
    </Form>
  )
}
