import type { Metadata } from "next"
import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { createCampagneAction } from "@/lib/cotisations/actions.ts"
import { findCampagneDefaults } from "@/lib/cotisations/queries.ts"
import { today } from "@/lib/platform/dates.ts"

export const metadata: Metadata = { title: "Préparer une campagne" }

const GENRES = [
  { value: "totale", label: "Population totale" },
  { value: "municipale", label: "Population municipale" },
]

export default async function NouvelleCampagnePage() {
  const ctx = await agentContext()
  const { exercice, taux, genre, millesime, dateEmission, echeance, connues, services } = await read(ctx, (tx) =>
    findCampagneDefaults(tx, today()),
  )
  return (
    <>
      <PageHeader
        title="Préparer une campagne"
        crumbs={[{ href: "/gestion/campagnes", label: "Campagnes" }]}
        lede="Rien n’est émis : vous verrez ensuite le montant de chaque membre et celui de l’an dernier."
      />
      <Form action={createCampagneAction} aria-label="Préparer une campagne">
        <TextField
          name="exercice"
          label="Exercice"
          inputMode="numeric"
          required
          maxLength={4}
          defaultValue={exercice}
        />
        <TextField
          name="taux"
          label="Taux des communes"
          hint="Les autres types de membres suivent les règles des réglages."
          unit="€ par habitant"
          inputMode="decimal"
          required
          maxLength={10}
          defaultValue={taux}
        />
        <SelectField name="genre" label="Population retenue" required options={GENRES} defaultValue={genre} />
        <TextField
          name="millesime"
          label="Millésime de la population"
          hint={`Connus : ${connues}.`}
          inputMode="numeric"
          required
          maxLength={4}
          defaultValue={millesime}
        />
        <TextField name="dateEmission" label="Date d’émission" type="date" required defaultValue={dateEmission} />
        <TextField name="echeance" label="À payer avant le" type="date" required defaultValue={echeance} />
        <CheckboxField
          name="avecServices"
          label="Facturer aussi les services et les coûts partagés"
          hint="Les souscriptions en service sur la période, et les partages validés de l’exercice. Ce qui porte la TVA fait un titre à part."
        />
        <TextField name="servicesDu" label="Services depuis le" type="date" conditional defaultValue={services.du} />
        <TextField
          name="servicesAu"
          label="Jusqu’au"
          hint="Des mois entiers. Un jour de service ne se facture qu’une fois."
          type="date"
          conditional
          defaultValue={services.au}
        />
        <div>
          <SubmitButton pending="Calcul des montants…">Calculer les montants</SubmitButton>
        </div>
      </Form>
    </>
  )
}
