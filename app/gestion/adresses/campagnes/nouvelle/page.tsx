import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { campagneAction } from "@/lib/bal/actions.ts"
import { DEPARTEMENT_FILTRES } from "@/lib/bal/queries/departement.ts"

export const metadata: Metadata = { title: "Préparer une campagne d’adresses" }

const OPTIONS = Object.entries(DEPARTEMENT_FILTRES).map(([value, label]) => ({ value, label }))

export default async function NouvelleCampagnePage() {
  await agentContext()
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Adresses", href: "/gestion/adresses" }]}
        title="Préparer une campagne"
        lede="Les communes qui ont le plus de points entrent dans la campagne ; la liste ne bouge plus ensuite."
      />
      <Form action={campagneAction} aria-label="Campagne d’adresses">
        <TextField name="nom" label="Nom" hint="Par exemple : avant la fermeture du lot 3." maxLength={120} required />
        <TextareaField name="objectif" label="Objectif" required />
        <TextField name="nombre" label="Nombre de communes" inputMode="numeric" defaultValue={40} required />
        <SelectField name="filtre" label="Seulement les communes" options={OPTIONS} empty="toutes" />
        <TextField name="lot" label="Lot de fermeture du cuivre" maxLength={40} />
        <TextField name="echeance" type="date" label="Échéance" />
        <p>
          <SubmitButton>Créer la campagne</SubmitButton>
        </p>
      </Form>
    </>
  )
}
