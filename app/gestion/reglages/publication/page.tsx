import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { savePublicationAction } from "@/lib/operateur/actions.ts"
import { findReglages } from "@/lib/operateur/queries/reglages.ts"
import { CONSERVATION_LABELS, type Conservation } from "@/lib/operateur/types.ts"
import { SettingsEnd } from "../_components/settings-end.tsx"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Hébergement et conservation" }

export default async function PublicationPage() {
  const ctx = await agentContext()
  const reglages = await read(ctx, findReglages)
  return (
    <SettingsPage
      ctx={ctx}
      title="Hébergement et conservation"
      lede="Ce que les pages « Mentions légales » et « Données personnelles » disent à chacun. Une case vide y est dite comme telle, et rien n’est alors effacé."
    >
      <Form action={savePublicationAction} hidden={{ version: reglages.version }}>
        <TextField
          name="hebergeurNom"
          label="Hébergeur"
          hint="Raison sociale du prestataire, ou votre nom si vous hébergez vous-même."
          defaultValue={reglages.hebergeurNom ?? ""}
        />
        <TextField
          name="hebergeurAdresse"
          label="Adresse de l’hébergeur"
          defaultValue={reglages.hebergeurAdresse ?? ""}
        />
        <TextField
          name="hebergeurTelephone"
          label="Téléphone de l’hébergeur"
          type="tel"
          defaultValue={reglages.hebergeurTelephone ?? ""}
        />
        {(Object.keys(CONSERVATION_LABELS) as (keyof Conservation)[]).map((name) => (
          <TextField
            key={name}
            name={name}
            label={`${CONSERVATION_LABELS[name]} : gardé pendant`}
            unit={name.endsWith("Ans") ? "ans" : "mois"}
            defaultValue={reglages[name] ?? ""}
            inputMode="numeric"
          />
        ))}
        <SettingsEnd>Enregistrer ces mentions</SettingsEnd>
      </Form>
    </SettingsPage>
  )
}
