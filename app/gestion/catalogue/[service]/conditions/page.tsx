import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { updateConditionsAction } from "@/lib/catalogue/actions.ts"
import { findComplements } from "@/lib/catalogue/queries/complements.ts"
import { findServiceFile } from "@/lib/catalogue/queries/manage.ts"
import {
  PRORATA_LABELS,
  PRORATAS,
  RECONDUCTION_LABELS,
  RECONDUCTIONS,
  REVISION_LABELS,
  REVISIONS,
} from "@/lib/catalogue/types.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { listMarches } from "@/lib/prestataires/queries.ts"

export const metadata: Metadata = { title: "Conditions d’un service" }

export default async function ConditionsPage({ params }: { params: Promise<{ service: string }> }) {
  const ctx = await agentContext()
  const { service: slug } = await params
  const found = await read(ctx, async (tx) => {
    const service = await findServiceFile(tx, slug)
    return service && { service, complements: await findComplements(tx, service.id), marches: await listMarches(tx) }
  })
  if (!found) notFound()
  const { service, complements, marches } = found
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: service.nom, href: `/gestion/catalogue/${slug}` },
        ]}
        title="Conditions"
        lede="Ce que la demande d’un adhérent vérifie, et ce que sa page en dit."
      />
      <Form
        action={updateConditionsAction}
        hidden={{ service: slug, version: service.version }}
        aria-label="Conditions"
      >
        <TextField
          name="populationMin"
          label="À partir de"
          unit="habitants"
          inputMode="numeric"
          defaultValue={service.populationMin ?? ""}
        />
        <TextField
          name="populationMax"
          label="Jusqu’à"
          unit="habitants"
          inputMode="numeric"
          defaultValue={service.populationMax ?? ""}
        />
        <TextField
          name="capacite"
          label="Capacité"
          hint="Combien de collectivités il peut servir à la fois."
          unit="collectivités"
          inputMode="numeric"
          defaultValue={service.capacite ?? ""}
        />
        <TextField
          name="prerequis"
          label="Demande d’abord"
          hint="Adresses des services, séparées par des virgules, par exemple : tiers-teletransmission."
          defaultValue={complements.prerequis.map((one) => one.slug).join(", ")}
        />
        <SelectField
          name="marche"
          label="Marché"
          empty="Aucun"
          defaultValue={service.marcheId ?? ""}
          options={marches.map(({ id, objet, prestataire, jusqua }) => ({
            value: id,
            label: `${prestataire.nom} : ${objet} (jusqu’au ${formatDay(jusqua)})`,
          }))}
        />
        <TextField
          name="conventionMois"
          label="Durée de la convention"
          hint="Comptée de la signature des deux parties, sans dépasser la fin du marché. Vide : jusqu’à ce que l’une d’elles y mette fin."
          unit="mois"
          inputMode="numeric"
          defaultValue={service.conventionMois ?? ""}
        />
        <SelectField
          name="reconduction"
          label="Au terme de la convention"
          empty="Rien de prévu : elle prend fin"
          defaultValue={service.reconduction ?? ""}
          options={RECONDUCTIONS.map((value) => ({ value, label: RECONDUCTION_LABELS[value] }))}
        />
        <TextField
          name="preavisMois"
          label="Préavis pour la dénoncer"
          hint="Si une nouvelle période suit d’elle-même : combien de mois avant le terme, au plus tard."
          unit="mois"
          inputMode="numeric"
          defaultValue={service.preavisMois ?? ""}
        />
        <SelectField
          name="regleProrata"
          label="Un mois commencé"
          defaultValue={service.regleProrata}
          options={PRORATAS.map((value) => ({ value, label: PRORATA_LABELS[value] }))}
          required
        />
        <SelectField
          name="revisionTarif"
          label="Un nouveau prix s’applique à ce qui est en cours"
          defaultValue={service.revisionTarif}
          options={REVISIONS.map((value) => ({ value, label: REVISION_LABELS[value] }))}
          required
        />
        <CheckboxField
          name="parPoste"
          label="Se commande poste par poste"
          hint="La liste des postes fait la quantité, et l’état de chacun est suivi."
          defaultChecked={service.parPoste}
        />
        <TextField
          name="contactIncident"
          label="Contact en cas d’incident"
          defaultValue={service.contactIncident ?? ""}
        />
        <TextareaField
          name="procedureIncident"
          label="Que faire en cas d’incident"
          hint="Une étape par ligne ; la page s’imprime."
          rows={8}
          defaultValue={service.procedureIncident ?? ""}
        />
        <div>
          <SubmitButton pending="Enregistrement…">Enregistrer les conditions</SubmitButton>
        </div>
      </Form>
    </>
  )
}
