import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { saveReglementsAction } from "@/lib/operateur/actions.ts"
import { findReglages } from "@/lib/operateur/queries/reglages.ts"
import { SettingsEnd } from "../_components/settings-end.tsx"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Paiement et relances" }

const RANGS = [
  { name: "relance1", label: "Première relance" },
  { name: "relance2", label: "Deuxième relance" },
  { name: "relance3", label: "Troisième relance" },
] as const

export default async function ReglementsReglagesPage() {
  const ctx = await agentContext()
  const { version, payfipNumero, relancesJours } = await read(ctx, findReglages)
  return (
    <SettingsPage
      ctx={ctx}
      title="Paiement et relances"
      lede="Comment vos membres paient en ligne, et quand le portail rappelle un titre qui reste dû."
    >
      <Form action={saveReglementsAction} hidden={{ version }}>
        <TextField
          name="payfipNumero"
          label="Numéro de client PayFiP"
          hint="Six chiffres, donnés par le comptable. Il s’imprime sur les titres et mène vos membres au formulaire de paiement. Vide : pas de paiement en ligne."
          defaultValue={payfipNumero ?? ""}
          inputMode="numeric"
          maxLength={6}
        />
        {RANGS.map(({ name, label }, index) => (
          <TextField
            key={name}
            name={name}
            label={label}
            hint={
              index === 0
                ? "En jours après l’échéance. Vide : aucune relance ne part."
                : "Vide : le calendrier s’arrête avant."
            }
            unit="jours après l’échéance"
            defaultValue={relancesJours[index] ?? ""}
            inputMode="numeric"
            maxLength={3}
          />
        ))}
        <SettingsEnd>Enregistrer le paiement et les relances</SettingsEnd>
      </Form>
    </SettingsPage>
  )
}
