import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { REGLE_LABELS } from "@/lib/adhesions/rules/premiere.ts"
import { changeEngagementsAction } from "@/lib/operateur/actions.ts"
import { findEngagementRules } from "@/lib/operateur/queries/engagements.ts"
import { toEuros } from "@/lib/platform/money.ts"
import { SettingsEnd } from "../_components/settings-end.tsx"
import { SettingsPage } from "../_components/settings-page.tsx"
import { ExternalKinds } from "./_components/external-kinds.tsx"

export const metadata: Metadata = { title: "Adhésions et signatures" }

export default async function EngagementsPage() {
  const ctx = await agentContext()
  const rules = await read(ctx, findEngagementRules)
  return (
    <SettingsPage
      ctx={ctx}
      title="Adhésions et signatures"
      lede="Ces règles valent pour les documents établis ensuite : ce qui est établi garde les siennes."
    >
      <Form action={changeEngagementsAction}>
        <RadioField
          name="regleProrata"
          legend="Cotisation de la première année"
          options={Object.entries(REGLE_LABELS).map(([value, label]) => ({ value, label }))}
          defaultValue={rules.regleProrata}
        />
        <TextField
          name="preavisRetraitMois"
          label="Préavis de retrait, en mois"
          hint="Le retrait prend effet un 31 décembre."
          inputMode="numeric"
          defaultValue={String(rules.preavisRetraitMois)}
          className="max-w-40"
          required
        />
        <TextField
          name="delaiSignature"
          label="Délai pour signer, en jours"
          inputMode="numeric"
          defaultValue={String(rules.delaiSignature)}
          className="max-w-40"
          required
        />
        <TextField
          name="terme1"
          label="Fin d’une convention annoncée, en jours avant"
          hint="Aux deux parties, avant son terme, ou avant le dernier jour pour la dénoncer quand elle se reconduit d’elle-même."
          inputMode="numeric"
          maxLength={3}
          defaultValue={String(rules.conventionJours[0] ?? "")}
          className="max-w-40"
          required
        />
        <TextField
          name="terme2"
          label="Deuxième annonce, en jours avant"
          hint="Vide : la première est la seule avant la fin."
          inputMode="numeric"
          maxLength={3}
          defaultValue={String(rules.conventionJours[1] ?? "")}
          className="max-w-40"
        />
        <TextField
          name="seuilApprobation"
          label="Dépense annuelle hors taxes sans approbation, jusqu’à"
          hint="En euros. Laissez vide : une personne élue approuve toujours."
          inputMode="decimal"
          defaultValue={rules.seuilApprobation === null ? "" : toEuros(rules.seuilApprobation)}
          className="max-w-60"
        />
        <ExternalKinds chosen={rules.signatureExterne} />
        <SettingsEnd>Enregistrer ces règles</SettingsEnd>
      </Form>
    </SettingsPage>
  )
}
