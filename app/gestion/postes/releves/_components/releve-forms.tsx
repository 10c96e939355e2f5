import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { pullReleveAction, receiveReleveAction } from "@/lib/postes/actions.ts"

type ReleveFormsProps = {
  services: readonly { slug: string; nom: string }[]
  /** The provider's endpoint is set. */
  connected: boolean
}

export function ReleveForms({ services, connected }: ReleveFormsProps) {
  const options = services.map(({ slug, nom }) => ({ value: slug, label: nom }))
  const [only] = services
  return (
    <div className="grid gap-8">
      {connected && only ? (
        <Form action={pullReleveAction} hidden={{ service: only.slug }} aria-label="Interroger le prestataire">
          <p>
            <SubmitButton pending="Le prestataire répond…">Interroger le prestataire maintenant</SubmitButton>
          </p>
        </Form>
      ) : null}
      <Form action={receiveReleveAction} aria-label="Déposer un fichier">
        <SelectField name="service" label="Service" options={options} defaultValue={only?.slug} required />
        <FileField
          name="fichier"
          label="Fichier du prestataire"
          hint="CSV en UTF-8, une ligne par poste ; la dernière dit combien il y en a. 5 Mo au plus."
          accept=".csv,text/csv"
          required
        />
        <p>
          <SubmitButton pending="Lecture…">Lire ce relevé</SubmitButton>
        </p>
      </Form>
    </div>
  )
}
