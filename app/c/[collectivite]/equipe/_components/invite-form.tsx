import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { inviteAction } from "@/lib/personnes/actions/team.ts"

export function InviteForm({ collectivite }: { collectivite: string }) {
  return (
    <Form action={inviteAction} hidden={{ collectivite }} aria-label="Inviter une personne">
      <TextField name="nom" label="Nom" autoComplete="off" required />
      <TextField
        name="courriel"
        label="Adresse de courriel"
        hint="L’invitation y sera envoyée. Une boîte partagée peut tout faire sauf approuver."
        type="email"
        autoComplete="off"
        required
      />
      <TextField name="fonction" label="Fonction" hint="Par exemple : secrétaire de mairie, maire, adjointe" required />
      <RadioField
        name="role"
        legend="Rôle"
        options={[
          { value: "secretaire", label: "Secrétariat", hint: "Voit tout, prépare les souscriptions" },
          { value: "elu", label: "Élu", hint: "Voit tout, approuve ce qui engage la collectivité" },
          {
            value: "administrateur",
            label: "Administration de l’équipe",
            hint: "Comme le secrétariat, et gère cette page",
          },
        ]}
      />
      <SubmitButton pending="Envoi…">Envoyer l’invitation</SubmitButton>
    </Form>
  )
}
