import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { removeOffreAction } from "@/lib/catalogue/actions.ts"
import { listOffresExternes } from "@/lib/catalogue/queries/complements.ts"
import { OffreForm } from "../_components/offre-form.tsx"

export const metadata: Metadata = { title: "Service d’un autre acteur" }

export default async function OffrePage({ params }: { params: Promise<{ offre: string }> }) {
  const ctx = await agentContext()
  const { offre: id } = await params
  const offre = (await read(ctx, listOffresExternes)).find((one) => one.id === id)
  if (!offre) notFound()
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: "Services d’autres acteurs", href: "/gestion/catalogue/offres" },
        ]}
        title={offre.nom}
        lede={offre.organisme}
      />
      <OffreForm offre={offre} />
      <Section title="Ne plus le montrer">
        <p className="max-w-measure text-muted">
          Les membres ne le verront plus. Ce qui en était dit reste au journal.
        </p>
        <Form action={removeOffreAction} hidden={{ offre: id }} aria-label={`Retirer ${offre.nom}`}>
          <div>
            <SubmitButton look="danger" pending="Retrait…">
              Retirer ce service
            </SubmitButton>
          </div>
        </Form>
      </Section>
    </>
  )
}
