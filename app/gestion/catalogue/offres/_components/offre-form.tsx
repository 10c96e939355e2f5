import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { createOffreAction, updateOffreAction } from "@/lib/catalogue/actions.ts"
import type { OffreExterne } from "@/lib/catalogue/queries/complements.ts"
import { OFFRE_AUTEURS } from "@/lib/catalogue/types.ts"

/** What is said of somebody else's service says where it comes from. */
export function OffreForm({ offre }: { offre?: OffreExterne }) {
  return (
    <Form
      action={offre ? updateOffreAction : createOffreAction}
      hidden={offre ? { offre: offre.id } : {}}
      aria-label={offre ? `Modifier ${offre.nom}` : "Ajouter un service d’un autre acteur"}
    >
      <RadioField
        name="auteur"
        legend="Qui le propose"
        options={Object.entries(OFFRE_AUTEURS).map(([value, label]) => ({ value, label }))}
        defaultValue={offre?.auteur}
      />
      <TextField name="organisme" label="Organisme" defaultValue={offre?.organisme} required />
      <TextField name="nom" label="Nom du service" defaultValue={offre?.nom} required />
      <TextareaField
        name="description"
        label="Ce que ce service fait"
        rows={3}
        defaultValue={offre?.description}
        required
      />
      <TextField
        name="eligibilite"
        label="Pour qui"
        hint="Seulement si la source le dit : sinon, laissez vide."
        defaultValue={offre?.eligibilite ?? ""}
      />
      <TextField name="contact" label="Contact" defaultValue={offre?.contact ?? ""} />
      <TextField
        name="adresse"
        label="Adresse du site"
        hint="Par exemple https://exemple.fr."
        type="url"
        defaultValue={offre?.adresse ?? ""}
      />
      <TextField
        name="source"
        label="Source"
        hint="Le document, sa page, sa date : montrés aux membres."
        defaultValue={offre?.source}
        required
      />
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton pending="Enregistrement…">{offre ? "Enregistrer" : "Ajouter ce service"}</SubmitButton>
        <a href="/gestion/catalogue/offres">Revenir sans enregistrer</a>
      </div>
    </Form>
  )
}
