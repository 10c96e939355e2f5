import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { saveIdentiteAction } from "@/lib/operateur/actions.ts"
import { findReglages } from "@/lib/operateur/queries/reglages.ts"
import { SettingsEnd } from "../_components/settings-end.tsx"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Identité de l’opérateur" }

export default async function IdentitePage() {
  const ctx = await agentContext()
  const reglages = await read(ctx, findReglages)
  return (
    <SettingsPage
      ctx={ctx}
      title="Identité de l’opérateur"
      lede="Ce que portent les pages, les courriels et les titres."
    >
      <Form action={saveIdentiteAction} hidden={{ version: reglages.version }}>
        <TextField
          name="nom"
          label="Nom officiel"
          hint="Celui des statuts, écrit sur les titres."
          defaultValue={reglages.nom}
          required
        />
        <TextField
          name="marque"
          label="Nom montré"
          hint="En tête de chaque page."
          defaultValue={reglages.marque}
          required
        />
        <TextField
          name="siren"
          label="SIREN"
          hint="Neuf chiffres."
          defaultValue={reglages.siren ?? ""}
          inputMode="numeric"
        />
        <TextField
          name="siret"
          label="SIRET"
          hint="Quatorze chiffres."
          defaultValue={reglages.siret ?? ""}
          inputMode="numeric"
        />
        <TextField name="adresse" label="Adresse" defaultValue={reglages.adresse} required />
        <div className="grid items-end gap-6 sm:grid-cols-[9rem_minmax(0,1fr)]">
          <TextField
            name="codePostal"
            label="Code postal"
            defaultValue={reglages.codePostal}
            inputMode="numeric"
            required
          />
          <TextField name="ville" label="Ville" defaultValue={reglages.ville} required />
        </div>
        <TextField name="courriel" label="Courriel" type="email" defaultValue={reglages.courriel ?? ""} />
        <TextField name="telephone" label="Téléphone" type="tel" defaultValue={reglages.telephone ?? ""} />
        <SettingsEnd>Enregistrer l’identité</SettingsEnd>
      </Form>
    </SettingsPage>
  )
}
