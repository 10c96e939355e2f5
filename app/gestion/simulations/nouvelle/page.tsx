import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { COLLECTIVITE_TYPES, TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { createSimulationAction } from "@/lib/cotisations/actions.ts"
import { listPrixSimulables } from "@/lib/cotisations/queries/simulations.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatRate } from "@/lib/platform/format.ts"

export const metadata: Metadata = { title: "Simuler un tarif" }

const OBJETS = [
  { value: "taux_population", label: "La cotisation : un taux par habitant" },
  { value: "forfait", label: "La cotisation : un montant fixe" },
  { value: "bandes", label: "La cotisation : un montant par tranche de population" },
  { value: "service", label: "Le prix d’un service" },
]

export default async function NouvelleSimulationPage() {
  const ctx = await agentContext()
  const prix = await read(ctx, listPrixSimulables)
  return (
    <>
      <PageHeader
        title="Simuler un tarif"
        crumbs={[{ href: "/gestion/simulations", label: "Simulations de tarif" }]}
        lede="Rien ne change avant le vote : vous verrez l’effet sur chaque membre."
      />
      <Form action={createSimulationAction} aria-label="Simuler un tarif">
        <TextField name="libelle" label="Nom de la simulation" required maxLength={120} />
        <TextField
          name="exercice"
          label="À partir de l’exercice"
          inputMode="numeric"
          required
          defaultValue={yearOf(today()) + 1}
        />
        <RadioField name="objet" legend="Ce qui changerait" options={OBJETS} />
        <SelectField
          name="type"
          label="Type de membre"
          hint="Pour une cotisation."
          options={COLLECTIVITE_TYPES.map((value) => ({ value, label: TYPE_LABELS[value].many }))}
          defaultValue="commune"
        />
        <TextField
          name="taux"
          label="Taux"
          hint="Pour un taux par habitant."
          unit="€ par habitant"
          inputMode="decimal"
          conditional
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
          hint="Une tranche par ligne : « 500 ; 50,00 » jusqu’à 500 habitants, et « au-delà ; 150,00 » à la fin."
          rows={4}
          conditional
        />
        <TextField name="minimum" label="Au moins" unit="€ par an" inputMode="decimal" />
        <TextField name="maximum" label="Au plus" unit="€ par an" inputMode="decimal" />
        <SelectField
          name="tarif"
          label="Prix de service"
          hint="Pour le prix d’un service. Un service peut avoir plusieurs unités : chacune a le sien."
          empty="Choisir un prix"
          options={prix.map(({ id, service, unite, prixUnitaire }) => ({
            value: id,
            label: `${service}, par ${unite} (${formatRate(prixUnitaire)} aujourd’hui)`,
          }))}
        />
        <TextField name="prixUnitaire" label="Prix hors taxes de l’unité" unit="€" inputMode="decimal" conditional />
        <div>
          <SubmitButton pending="Calcul…">Simuler sur tous les membres</SubmitButton>
        </div>
      </Form>
    </>
  )
}
