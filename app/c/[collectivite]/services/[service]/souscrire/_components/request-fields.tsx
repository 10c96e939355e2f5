import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"

type RequestFieldsProps = {
  contact: { nom: string; courriel: string }
  wished: CalendarDate
  /** What is counted may be paid for: the references of the buyer are asked. */
  counted: boolean
}

/** What every request says, whatever the service. */
export const RequestFields = ({ contact, wished, counted }: RequestFieldsProps) => (
  <>
    <TextField
      name="dateSouhaitee"
      label="À partir de quand"
      hint="La date que vous souhaitez ; l’opérateur confirme la sienne."
      type="date"
      defaultValue={wished}
      required
    />
    <TextField name="contactNom" label="Qui contacter" defaultValue={contact.nom} autoComplete="name" required />
    <TextField
      name="contactCourriel"
      label="Son courriel"
      type="email"
      defaultValue={contact.courriel}
      autoComplete="email"
      required
    />
    <TextField name="contactTelephone" label="Son téléphone" type="tel" autoComplete="tel" />
    {counted ? (
      <>
        <TextField
          name="numeroEngagement"
          label="Numéro d’engagement"
          hint="S’il est déjà connu : il figurera sur le titre."
        />
        <TextField
          name="codeService"
          label="Code service"
          hint="Seulement si votre collectivité en utilise un dans Chorus Pro."
        />
      </>
    ) : null}
    <TextareaField name="note" label="Précisions pour l’opérateur" rows={3} />
  </>
)
