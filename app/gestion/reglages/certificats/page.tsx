import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { saveCertificatsAction } from "@/lib/operateur/actions.ts"
import { findReglages } from "@/lib/operateur/queries/reglages.ts"
import { SettingsEnd } from "../_components/settings-end.tsx"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Certificats des outils" }

const AVIS = [
  { name: "avis1", label: "Premier avis", hint: "C’est aussi le jour où le certificat est montré « à renouveler »." },
  { name: "avis2", label: "Deuxième avis", hint: "Vide : le premier est le seul avant la fin." },
  { name: "avis3", label: "Troisième avis", hint: "Vide : pas de troisième avis avant la fin." },
] as const

export default async function CertificatsReglagesPage() {
  const ctx = await agentContext()
  const { version, certificatJours } = await read(ctx, findReglages)
  return (
    <SettingsPage
      ctx={ctx}
      title="Certificats des outils"
      lede="Quand le portail annonce la fin d’un certificat à ceux qui s’en servent et au bureau. Un certificat expiré est toujours annoncé, une fois."
    >
      <Form action={saveCertificatsAction} hidden={{ version }}>
        {AVIS.map(({ name, label, hint }, index) => (
          <TextField
            key={name}
            name={name}
            label={label}
            hint={hint}
            unit="jours avant la fin"
            defaultValue={certificatJours[index] ?? ""}
            inputMode="numeric"
            maxLength={3}
            required={index === 0}
          />
        ))}
        <SettingsEnd>Enregistrer ces avis</SettingsEnd>
      </Form>
    </SettingsPage>
  )
}
