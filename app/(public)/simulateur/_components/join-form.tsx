import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { askToJoinAction } from "@/lib/adhesions/actions.ts"
import { LEGAL_CATEGORIES, PRIVATE_CATEGORIES } from "@/lib/collectivites/types.ts"

const option = (value: string, label: string) => ({ value, label: `${label} (${value})` })

const CATEGORIES = [
  ...Object.entries(LEGAL_CATEGORIES).map(([code, { label }]) => option(code, label)),
  ...Object.entries(PRIVATE_CATEGORIES).map(([code, label]) => option(code, label)),
]

type JoinFormProps = { publicId: string; categorieJuridique: string | null }

export function JoinForm({ publicId, categorieJuridique }: JoinFormProps) {
  return (
    <Form action={askToJoinAction} hidden={{ collectivite: publicId }} aria-label="Demander à adhérer">
      <SelectField
        name="categorieJuridique"
        label="Catégorie juridique"
        hint="Celle de votre avis de situation INSEE. Seuls les organismes publics peuvent adhérer."
        options={CATEGORIES}
        empty="Choisir…"
        defaultValue={categorieJuridique ?? ""}
        required
      />
      <TextField name="contactNom" label="Votre nom" autoComplete="name" maxLength={120} required />
      <TextField
        name="contactFonction"
        label="Votre fonction"
        hint="Par exemple « secrétaire de mairie » ou « maire »."
        autoComplete="organization-title"
        maxLength={120}
        required
      />
      <TextField
        name="contactCourriel"
        label="Votre adresse de courriel"
        hint="Celle de la mairie convient."
        type="email"
        autoComplete="email"
        maxLength={254}
        required
      />
      <TextField name="contactTelephone" label="Téléphone" type="tel" autoComplete="tel" />
      <TextareaField name="message" label="Ce que vous aimeriez nous dire" maxLength={2000} rows={4} />
      <p className="text-muted text-sm">
        Ces lignes servent à vous répondre, et à rien d’autre : <a href="/confidentialite">données personnelles</a>.
      </p>
      <p>
        <SubmitButton pending="Envoi…">Envoyer la demande</SubmitButton>
      </p>
    </Form>
  )
}
