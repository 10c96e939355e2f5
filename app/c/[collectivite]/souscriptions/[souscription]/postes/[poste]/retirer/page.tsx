import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { TextareaField } from "@/components/ui/textarea-field.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { PRORATA_LABELS } from "@/lib/catalogue/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { removePosteAction } from "@/lib/postes/actions.ts"
import { findParc } from "@/lib/postes/queries/parc.ts"
import { isIdentifier } from "@/lib/souscriptions/schema.ts"

export const metadata: Metadata = { title: "Retirer un poste" }

type Props = { params: Promise<{ collectivite: string; souscription: string; poste: string }> }

export default async function RetirerPage({ params }: Props) {
  const { collectivite, souscription: id, poste: posteId } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  if (!isIdentifier(id)) notFound()
  const parc = await read(ctx, (tx) => findParc(tx, collectiviteId, id))
  const poste = parc?.postes.find((candidate) => candidate.id === posteId)
  if (!parc || !poste) notFound()
  const path = `/c/${collectivite}/souscriptions/${id}`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: parc.service.nom, href: path },
          { label: "Les postes", href: `${path}/postes` },
        ]}
        title={`Retirer le poste ${poste.nom}`}
        lede="Sans approbation : cela coûte moins. La demande part au prestataire, qui désinstalle."
      />
      <DescriptionList
        items={[
          { label: "Poste", value: `n° ${poste.numero}, ${poste.site}, ${poste.fonction}` },
          { label: "Facturation", value: `${PRORATA_LABELS[parc.service.prorata]}.` },
        ]}
      />
      <Form
        action={removePosteAction}
        hidden={{ collectivite, souscription: id, poste: poste.id }}
        aria-label="Retirer ce poste"
      >
        <TextField name="effetLe" label="Dernier jour" type="date" defaultValue={today()} required />
        <TextareaField name="motif" label="Motif" rows={2} />
        <div>
          <SubmitButton look="danger" pending="Enregistrement…">
            Retirer ce poste
          </SubmitButton>
        </div>
      </Form>
    </>
  )
}
