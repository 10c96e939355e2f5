import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PosteRows } from "@/components/postes/poste-rows.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findTarifs } from "@/lib/catalogue/queries/published.ts"
import { PRORATA_LABELS } from "@/lib/catalogue/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { addPostesAction } from "@/lib/postes/actions.ts"
import { findParc } from "@/lib/postes/queries/parc.ts"
import { POSTES_REFUSALS } from "@/lib/postes/types.ts"
import { isIdentifier } from "@/lib/souscriptions/schema.ts"

export const metadata: Metadata = { title: "Ajouter des postes" }

type Props = { params: Promise<{ collectivite: string; souscription: string }> }

const LINES = 3

export default async function AjouterPage({ params }: Props) {
  const { collectivite, souscription: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId } = only(ctx)
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const parc = await findParc(tx, collectiviteId, id)
    return parc && { parc, tarifs: await findTarifs(tx, parc.service.id, today()) }
  })
  if (!found) notFound()
  const { parc, tarifs } = found
  const path = `/c/${collectivite}/souscriptions/${id}`
  return (
    <>
      <PageHeader
        crumbs={[
          { label: parc.service.nom, href: path },
          { label: "Les postes", href: `${path}/postes` },
        ]}
        title="Ajouter des postes"
        lede={
          parc.exigeApprobation
            ? "Une personne élue approuve ; la commande part ensuite au prestataire."
            : "La commande part au prestataire."
        }
      />
      {parc.etat === "en_service" ? (
        <Form
          action={addPostesAction}
          hidden={{ collectivite, souscription: id, tarif: tarifs.usage?.id ?? "" }}
          aria-label="Ajouter des postes"
          className="max-w-none"
        >
          <TextField
            name="effetLe"
            label="À partir de quand"
            hint={`${PRORATA_LABELS[parc.service.prorata]}.`}
            type="date"
            defaultValue={today()}
            required
          />
          <PosteRows lines={LINES} prix={tarifs.usage} installation={tarifs.installation?.prixUnitaire ?? null} />
          <div>
            <SubmitButton pending="Envoi…">
              {parc.exigeApprobation ? "Envoyer pour accord" : "Commander ces postes"}
            </SubmitButton>
          </div>
        </Form>
      ) : (
        <Notice tone="attention">{POSTES_REFUSALS["pas-en-service"]}</Notice>
      )}
    </>
  )
}
