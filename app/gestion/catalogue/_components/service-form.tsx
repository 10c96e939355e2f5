import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { createServiceAction, updateServiceAction } from "@/lib/catalogue/actions.ts"
import type { ServiceFile } from "@/lib/catalogue/queries/manage.ts"
import {
  MATURITE_LABELS,
  MATURITES,
  OUTIL_LABELS,
  OUTILS,
  TARIF_MODE_LABELS,
  TARIF_MODES,
} from "@/lib/catalogue/types.ts"
import { COLLECTIVITE_TYPES, TYPE_LABELS } from "@/lib/collectivites/types.ts"

type ServiceFormProps = { piliers: readonly { id: string; nom: string }[]; service?: ServiceFile; backHref: string }

/** One form to create and to change. */
export function ServiceForm({ piliers, service, backHref }: ServiceFormProps) {
  return (
    <Form
      action={service ? updateServiceAction : createServiceAction}
      hidden={service ? { service: service.slug, version: service.version } : {}}
    >
      <TextField name="nom" label="Nom" hint="Celui que la mairie connaît." defaultValue={service?.nom} required />
      <SelectField
        name="pilierId"
        label="Pilier"
        empty="Choisir un pilier"
        options={piliers.map(({ id, nom }) => ({ value: id, label: nom }))}
        defaultValue={service?.pilierId}
        required
      />
      <TextareaField
        name="description"
        label="Ce que le service fait pour une mairie"
        hint="En mots simples ; une idée par paragraphe."
        rows={7}
        defaultValue={service?.description}
        required
      />
      <TextField name="pourQui" label="Pour qui" defaultValue={service?.pourQui} required />
      <TextareaField
        name="pourDemarrer"
        label="Pour commencer"
        rows={3}
        defaultValue={service?.pourDemarrer}
        required
      />
      <TextField name="contact" label="Contact" defaultValue={service?.contact} required />
      <SelectField
        name="mode"
        label="Tarification"
        options={TARIF_MODES.map((value) => ({ value, label: TARIF_MODE_LABELS[value] }))}
        empty="Choisir"
        defaultValue={service?.mode}
        required
      />
      <SelectField
        name="maturite"
        label="Maturité"
        options={MATURITES.map((value) => ({ value, label: MATURITE_LABELS[value] }))}
        empty="Choisir"
        defaultValue={service?.maturite}
        required
      />
      <fieldset>
        <legend className="font-semibold">Réservé à certains types</legend>
        <p className="text-muted text-sm">Aucune case cochée : le service s’adresse à tous.</p>
        {COLLECTIVITE_TYPES.map((type) => (
          <CheckboxField
            key={type}
            name={`type_${type}`}
            label={TYPE_LABELS[type].many}
            defaultChecked={service?.types.includes(type)}
          />
        ))}
      </fieldset>
      <CheckboxField
        name="exigeApprobation"
        label="Une personne élue approuve chaque souscription"
        defaultChecked={service?.exigeApprobation ?? true}
      />
      <SelectField
        name="outil"
        label="Ce que le service ouvre dans le portail"
        options={OUTILS.map((value) => ({ value, label: OUTIL_LABELS[value] }))}
        empty="Rien de particulier"
        defaultValue={service?.outil ?? ""}
      />
      <CheckboxField
        name="ouvertureImmediate"
        label="S’ouvre dès la demande, sans attendre l’opérateur"
        defaultChecked={service?.ouvertureImmediate ?? false}
      />
      <div className="flex flex-wrap items-center gap-4">
        <SubmitButton pending="Enregistrement…">
          {service ? "Enregistrer le service" : "Créer le brouillon"}
        </SubmitButton>
        <a href={backHref} className="text-accent">
          Revenir sans enregistrer
        </a>
      </div>
    </Form>
  )
}
