import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DeliberationField } from "@/components/deliberations/deliberation-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { startTarifAction } from "@/lib/catalogue/actions.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import {
  CATEGORIE_TVA_LABELS,
  CATEGORIES_TVA,
  PERIODICITE_LABELS,
  PERIODICITES,
  TARIF_ASSIETTE_LABELS,
  TARIF_ASSIETTES,
} from "@/lib/catalogue/types.ts"
import { findCitationChoices } from "@/lib/deliberations/queries.ts"
import { addDays, today } from "@/lib/platform/dates.ts"

export const metadata: Metadata = { title: "Nouveau tarif" }

const PATH = "/gestion/catalogue"

export default async function TarifPage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const found = await read(ctx, async (tx) => {
    const service = await findServiceFile(tx, slug)
    return service && { service, ...(await findCitationChoices(tx)) }
  })
  if (!found) notFound()
  const { service, deliberations, exigee } = found
  const [last] = service.tarifs
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: PATH },
          { label: service.nom, href: `${PATH}/${slug}` },
        ]}
        title={`Nouveau tarif de ${service.nom}`}
        lede="L’ancien prix de la même unité s’arrête ce jour-là. Il reste celui de ce qui est en cours, sauf si les conditions du service en disent autrement."
      />
      <Form action={startTarifAction} hidden={{ service: slug }}>
        <RadioField
          name="assiette"
          legend="Ce que le prix multiplie"
          options={TARIF_ASSIETTES.map((value) => ({ value, label: TARIF_ASSIETTE_LABELS[value] }))}
          defaultValue={last?.assiette ?? "unite"}
        />
        <TextField
          name="prixUnitaire"
          label="Prix hors taxes"
          hint="Le même pour tous, ou laissé vide s’il dépend de la population."
          unit="€"
          inputMode="decimal"
          conditional
        />
        <TextareaField
          name="bandes"
          label="Ou un prix par tranche de population, hors taxes"
          hint="Une tranche par ligne : « 500 ; 0,12 » pour 0,12 € jusqu’à 500 habitants, puis « au-delà ; 0,10 »."
          rows={4}
          conditional
        />
        <TextField
          name="unite"
          label="Unité"
          hint="Au singulier : poste, compte, habitant, collectivité…"
          defaultValue={last?.unite}
          required
        />
        <SelectField
          name="periodicite"
          label="Période"
          options={PERIODICITES.map((value) => ({ value, label: PERIODICITE_LABELS[value] }))}
          defaultValue={last?.periodicite ?? "an"}
          required
        />
        <RadioField
          name="categorieTva"
          legend="TVA"
          options={CATEGORIES_TVA.map((value) => ({ value, label: CATEGORIE_TVA_LABELS[value] }))}
          defaultValue={last?.categorieTva}
        />
        <TextField
          name="tauxTva"
          label="Taux de TVA"
          hint="Seulement pour un service soumis à la TVA."
          unit="%"
          inputMode="decimal"
          conditional
        />
        <TextField name="minimum" label="Minimum d’une année" unit="€" inputMode="decimal" />
        <TextField name="maximum" label="Maximum d’une année" unit="€" inputMode="decimal" />
        <DeliberationField choices={deliberations} hint="Celle qui a voté ce prix." required={exigee} />
        <TextField name="depuis" label="À partir du" type="date" defaultValue={addDays(today(), 1)} required />
        <TextField name="note" label="Précision" hint="Montrée avec le prix, par exemple « installation à part »." />
        <div className="flex flex-wrap items-center gap-4">
          <SubmitButton pending="Enregistrement…">Fixer ce tarif</SubmitButton>
          <a href={`${PATH}/${slug}`} className="text-accent">
            Revenir sans enregistrer
          </a>
        </div>
      </Form>
    </>
  )
}
