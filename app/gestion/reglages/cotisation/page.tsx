import type { Metadata } from "next"
import { DeliberationField } from "@/components/deliberations/deliberation-field.tsx"
import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { COLLECTIVITE_TYPES, TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { findCitationChoices, listCitees } from "@/lib/deliberations/queries.ts"
import { changeRegleAction } from "@/lib/operateur/actions.ts"
import { listRegles } from "@/lib/operateur/queries/reglages.ts"
import { COTISATION_MODES, type CotisationMode, MODE_LABELS } from "@/lib/operateur/types.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { Regles } from "../_components/regles.tsx"
import { SettingsEnd } from "../_components/settings-end.tsx"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Règle de cotisation" }

const HINTS: Record<CotisationMode, string> = {
  taux_population: "Le taux multiplie la population de référence, arrondi au centime le plus proche.",
  forfait: "Le même montant pour tous les membres de ce type.",
  bandes: "Un montant fixe pour chaque tranche d’habitants.",
  aucune: "Ces membres ne cotisent pas.",
}

export default async function CotisationPage() {
  const ctx = await agentContext()
  const { regles, citees, deliberations } = await read(ctx, async (tx) => {
    const known = await listRegles(tx)
    const ids = known.map(({ deliberationId }) => deliberationId)
    return { regles: known, citees: await listCitees(tx, ids), ...(await findCitationChoices(tx)) }
  })
  const day = today()
  return (
    <SettingsPage
      ctx={ctx}
      title="Fixer une règle de cotisation"
      lede="La nouvelle règle remplace l’ancienne à sa date. Ce qui a été facturé ne change pas."
    >
      <Form action={changeRegleAction}>
        <SelectField
          name="type"
          label="Type de membre"
          empty="Choisir un type"
          options={COLLECTIVITE_TYPES.map((value) => ({ value, label: TYPE_LABELS[value].many }))}
          required
        />
        <RadioField
          name="mode"
          legend="Calcul"
          options={COTISATION_MODES.map((value) => ({ value, label: MODE_LABELS[value], hint: HINTS[value] }))}
        />
        <TextField
          name="taux"
          label="Taux"
          hint="Pour un calcul par habitant."
          unit="€ par habitant"
          inputMode="decimal"
        />
        <TextField
          name="montant"
          label="Montant"
          hint="Pour un montant fixe."
          unit="€ par an"
          inputMode="decimal"
          conditional
        />
        <TextareaField
          name="bandes"
          label="Tranches"
          hint="Pour un montant par tranche. Une tranche par ligne : « 500 ; 50,00 » jusqu’à 500 habitants, et « au-delà ; 150,00 » à la fin."
          rows={4}
          conditional
        />
        <TextField name="minimum" label="Au moins" unit="€ par an" inputMode="decimal" />
        <TextField name="maximum" label="Au plus" unit="€ par an" inputMode="decimal" />
        <DeliberationField
          choices={deliberations}
          hint="Celle qui l’a votée ; une hypothèse n’en a pas."
          required={false}
        />
        <TextField name="depuis" label="À partir du" type="date" defaultValue={`${yearOf(day) + 1}-01-01`} required />
        <CheckboxField
          name="hypothese"
          label="C’est une hypothèse, pas une décision"
          hint="Elle sera signalée partout où son montant apparaît."
        />
        <SettingsEnd>Fixer cette règle</SettingsEnd>
      </Form>
      <Section title="Règles connues">
        <Regles regles={regles} citees={citees} today={day} />
      </Section>
    </SettingsPage>
  )
}
