import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { createBesoinAction, updateBesoinAction } from "@/lib/catalogue/actions.ts"
import type { Besoin } from "@/lib/catalogue/queries/complements.ts"

type BesoinFormProps = { besoin?: Besoin; services: readonly { slug: string; nom: string }[] }

export function BesoinForm({ besoin, services }: BesoinFormProps) {
  return (
    <Form
      action={besoin ? updateBesoinAction : createBesoinAction}
      hidden={besoin ? { besoin: besoin.id } : {}}
      aria-label={besoin ? `Modifier ${besoin.nom}` : "Ajouter un besoin"}
    >
      <TextField
        name="nom"
        label="Besoin"
        hint="Par exemple « Visioconférence »."
        defaultValue={besoin?.nom}
        required
      />
      <TextareaField
        name="reponse"
        label="Ce qui y répond aujourd’hui"
        hint="Un outil, un partenaire, ou rien encore : le dire simplement."
        rows={3}
        defaultValue={besoin?.reponse}
        required
      />
      <SelectField
        name="service"
        label="Service du catalogue"
        options={services.map(({ slug, nom }) => ({ value: slug, label: nom }))}
        empty="Aucun"
        defaultValue={besoin?.service?.slug ?? ""}
      />
      <TextField
        name="source"
        label="Source"
        hint="Le document, sa page, sa date : montrés aux membres."
        defaultValue={besoin?.source}
        required
      />
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton pending="Enregistrement…">{besoin ? "Enregistrer" : "Ajouter ce besoin"}</SubmitButton>
        <a href="/gestion/catalogue/besoins">Revenir sans enregistrer</a>
      </div>
    </Form>
  )
}
