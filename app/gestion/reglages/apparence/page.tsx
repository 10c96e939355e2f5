import type { Metadata } from "next"
import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { FileField } from "@/components/ui/file-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { saveApparenceAction } from "@/lib/operateur/actions.ts"
import { findReglages } from "@/lib/operateur/queries/reglages.ts"
import { SettingsEnd } from "../_components/settings-end.tsx"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Apparence" }

export default async function ApparencePage() {
  const ctx = await agentContext()
  const { accent, hasLogo, version } = await read(ctx, findReglages)
  return (
    <SettingsPage ctx={ctx} title="Apparence" lede="Une couleur et un logo : le reste en découle.">
      <Form action={saveApparenceAction} hidden={{ version }}>
        <TextField
          name="accent"
          label="Couleur d’accent"
          hint="Liens et boutons. Trop pâle, elle sera foncée pour rester lisible ; le thème sombre en a une version claire."
          defaultValue={accent}
          spellCheck={false}
          autoComplete="off"
          required
        />
        <FileField
          name="logo"
          label="Logo"
          hint="PNG ou JPEG, 300 ko au plus. Il est affiché sur 32 pixels de haut."
          accept="image/png,image/jpeg"
        />
        {hasLogo ? <CheckboxField name="retirerLogo" label="Retirer le logo actuel" /> : null}
        <SettingsEnd>Enregistrer l’apparence</SettingsEnd>
      </Form>
    </SettingsPage>
  )
}
