import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { saveEchangesAction } from "@/lib/operateur/actions.ts"
import { findReglages } from "@/lib/operateur/queries/reglages.ts"
import { CANAL_LABELS, CANAUX } from "@/lib/titres/types.ts"
import { SettingsEnd } from "../_components/settings-end.tsx"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Échanges" }

const CHANNELS = CANAUX.map((value) => ({ value, label: CANAL_LABELS[value] }))

export default async function EchangesReglagesPage() {
  const ctx = await agentContext()
  const reglages = await read(ctx, findReglages)
  return (
    <SettingsPage
      ctx={ctx}
      title="Échanges"
      lede="Vaut pour les prochains titres : un titre émis garde la voie par laquelle il part."
    >
      <Form action={saveEchangesAction} hidden={{ version: reglages.version }}>
        <SelectField
          name="canalParDefaut"
          label="Les titres partent par"
          hint="Pour un débiteur sans SIRET, toujours sur papier. Jamais par deux voies : la facture arriverait deux fois."
          options={CHANNELS}
          defaultValue={reglages.canalParDefaut}
          required
        />
        <TextField
          name="pesPoste"
          label="Codique du poste comptable"
          hint="Sept caractères, donnés par le comptable comme les deux codes suivants."
          defaultValue={reglages.pesPoste ?? ""}
        />
        <div className="grid gap-6 sm:grid-cols-2">
          <TextField name="pesCollectivite" label="Code collectivité" defaultValue={reglages.pesCollectivite ?? ""} />
          <TextField name="pesBudget" label="Code budget" defaultValue={reglages.pesBudget} required />
        </div>
        <TextField
          name="numeroTva"
          label="Numéro de TVA"
          hint="Nécessaire aux factures avec TVA ; absent des titres hors du champ de la TVA."
          defaultValue={reglages.numeroTva ?? ""}
        />
        <TextField
          name="iban"
          label="IBAN"
          hint="Où le débiteur paie par virement."
          defaultValue={reglages.iban ?? ""}
        />
        <TextField name="bic" label="BIC" defaultValue={reglages.bic ?? ""} />
        <SettingsEnd>Enregistrer les échanges</SettingsEnd>
      </Form>
    </SettingsPage>
  )
}
