import type { Metadata } from "next"
import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { saveFacturationAction } from "@/lib/operateur/actions.ts"
import { findReglages, listPopulationChoices, type PopulationChoice } from "@/lib/operateur/queries/reglages.ts"
import { POPULATION_LABELS } from "@/lib/operateur/types.ts"
import { formatDecimal } from "@/lib/platform/format.ts"
import { SettingsEnd } from "../_components/settings-end.tsx"
import { SettingsPage } from "../_components/settings-page.tsx"

export const metadata: Metadata = { title: "Facturation" }

export default async function FacturationPage() {
  const ctx = await agentContext()
  const { reglages, choices } = await read(ctx, async (tx) => ({
    reglages: await findReglages(tx),
    choices: await listPopulationChoices(tx),
  }))
  return (
    <SettingsPage
      ctx={ctx}
      title="Facturation"
      lede="Vaut pour les prochaines campagnes : une campagne déjà préparée garde ses réglages."
    >
      <Form action={saveFacturationAction} hidden={{ version: reglages.version }}>
        <SelectField
          name="population"
          label="Population de référence"
          hint="La population totale est celle du code général des collectivités pour ce qui se paie (article R. 2151-2)."
          options={choices.map(optionOf)}
          defaultValue={`${reglages.populationGenre}-${reglages.populationMillesime}`}
          required
        />
        <div className="grid gap-6 sm:grid-cols-3">
          <TextField name="budget" label="Budget" defaultValue={reglages.budget} required />
          <TextField name="serie" label="Série" defaultValue={reglages.serie} required />
          <TextField
            name="premierNumero"
            label="Premier numéro"
            defaultValue={reglages.premierNumero}
            inputMode="numeric"
            required
          />
        </div>
        <TextField
          name="premierBordereau"
          label="Premier bordereau"
          hint="De chaque exercice : le logiciel comptable peut tenir les précédents."
          defaultValue={reglages.premierBordereau}
          inputMode="numeric"
          required
        />
        <div className="grid gap-6 sm:grid-cols-2">
          <TextField
            name="serieMandats"
            label="Série des mandats d’annulation"
            hint="Pour corriger un titre d’un exercice clos."
            defaultValue={reglages.serieMandats}
            required
          />
          <TextField
            name="imputationMandats"
            label="Leur compte"
            hint="673, titres annulés sur exercices antérieurs."
            defaultValue={reglages.imputationMandats}
            required
          />
        </div>
        <TextField
          name="imputation"
          label="Imputation"
          hint="Compte convenu avec le comptable public."
          defaultValue={reglages.imputation}
          required
        />
        <TextField
          name="imputationServices"
          label="Imputation des services"
          hint="Pour les services à la carte et les coûts partagés."
          defaultValue={reglages.imputationServices}
          required
        />
        <TextField
          name="partMembres"
          label="Part des membres dans les coûts mutualisés"
          hint="Le reste est à la charge du syndicat. Montrée aux membres, et comptée sur chaque exercice affiché."
          unit="%"
          defaultValue={formatDecimal(reglages.partMembres)}
          inputMode="decimal"
          required
        />
        <TextField
          name="delaiPaiement"
          label="Délai de paiement"
          unit="jours après l’émission"
          defaultValue={reglages.delaiPaiement}
          inputMode="numeric"
          required
        />
        <div className="grid gap-6 sm:grid-cols-2">
          <TextField name="ordonnateurNom" label="Nom de l’ordonnateur" defaultValue={reglages.ordonnateurNom ?? ""} />
          <TextField name="ordonnateurQualite" label="Sa qualité" defaultValue={reglages.ordonnateurQualite} required />
        </div>
        <TextField name="comptableNom" label="Comptable public" defaultValue={reglages.comptableNom} required />
        <TextField
          name="comptableAdresse"
          label="Adresse du comptable"
          defaultValue={reglages.comptableAdresse ?? ""}
        />
        <TextareaField
          name="moyensPaiement"
          label="Moyens de paiement"
          defaultValue={reglages.moyensPaiement}
          rows={2}
          required
        />
        <TextareaField
          name="voiesRecours"
          label="Voies et délais de recours"
          hint="Écrits sur chaque titre : sans eux, il reste contestable sans limite de temps."
          defaultValue={reglages.voiesRecours}
          rows={6}
          required
        />
        <CheckboxField
          name="approbationSecondePersonne"
          label="Une seconde personne approuve chaque campagne, titre, correction et clôture"
          hint="Recommandé : la base de données elle-même refuse alors l’approbation par qui a proposé."
          defaultChecked={reglages.approbationSecondePersonne}
        />
        <CheckboxField
          name="deliberationExigee"
          label="Un prix ou une règle de cotisation commence avec sa délibération"
          hint="Recommandé : un tarif sans l’acte qui l’a voté ne se défend pas. Le vote d’une simulation la demande toujours."
          defaultChecked={reglages.deliberationExigee}
        />
        <SettingsEnd>Enregistrer la facturation</SettingsEnd>
      </Form>
    </SettingsPage>
  )
}

const optionOf = ({ genre, millesime }: PopulationChoice) => ({
  value: `${genre}-${millesime}`,
  label: `${POPULATION_LABELS[genre]} ${millesime}`,
})
