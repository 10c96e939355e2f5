import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listOffered } from "@/lib/catalogue/queries/published.ts"
import { MATURITE_LABELS } from "@/lib/catalogue/types.ts"
import { openConsultationAction } from "@/lib/consultations/actions.ts"
import { CHOIX_MAX } from "@/lib/consultations/types.ts"
import { today } from "@/lib/platform/dates.ts"

export const metadata: Metadata = { title: "Consulter les membres" }

type Props = { searchParams: Promise<{ service?: string | string[] }> }

export default async function NouvelleConsultationPage({ searchParams }: Props) {
  const ctx = await agentContext()
  const { service } = await searchParams
  const services = await read(ctx, (tx) => listOffered(tx, {}, today()))
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Consultations", href: "/gestion/consultations" }]}
        title="Consulter les membres"
        lede="Les membres que le service concerne sont prévenus aussitôt. Répondre n’engage à rien."
      />
      <Form action={openConsultationAction} aria-label="Consulter les membres">
        <SelectField
          name="service"
          label="Service"
          options={services.map(({ slug, nom, maturite }) => ({
            value: slug,
            label: maturite === "en_service" ? nom : `${nom} (${MATURITE_LABELS[maturite].toLowerCase()})`,
          }))}
          empty="Choisir…"
          defaultValue={typeof service === "string" ? service : undefined}
          required
        />
        <TextField name="titre" label="Titre" hint="Par exemple « Quel besoin de cartographie ? »." required />
        <TextareaField name="question" label="Question" rows={3} required />
        <TextareaField
          name="choix"
          label="Choix à cocher"
          hint={`Un par ligne, ${CHOIX_MAX} au plus : usages, modules, compléments.`}
          rows={5}
        />
        <TextField name="jusqua" label="Dernier jour pour répondre" type="date" required />
        <div>
          <SubmitButton pending="Ouverture…">Ouvrir la consultation et prévenir les membres</SubmitButton>
        </div>
      </Form>
    </>
  )
}
