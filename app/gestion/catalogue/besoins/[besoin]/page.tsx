import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { removeBesoinAction } from "@/lib/catalogue/actions.ts"
import { listBesoins } from "@/lib/catalogue/queries/complements.ts"
import { listOffered } from "@/lib/catalogue/queries/published.ts"
import { today } from "@/lib/platform/dates.ts"
import { BesoinForm } from "../_components/besoin-form.tsx"

export const metadata: Metadata = { title: "Un besoin" }

export default async function BesoinPage({ params }: { params: Promise<{ besoin: string }> }) {
  const ctx = await agentContext()
  const { besoin: id } = await params
  const { besoin, services } = await read(ctx, async (tx) => ({
    besoin: (await listBesoins(tx)).find((one) => one.id === id),
    services: await listOffered(tx, {}, today()),
  }))
  if (!besoin) notFound()
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: "Besoins", href: "/gestion/catalogue/besoins" },
        ]}
        title={besoin.nom}
      />
      <BesoinForm besoin={besoin} services={services} />
      <Form action={removeBesoinAction} hidden={{ besoin: id }} aria-label={`Retirer ${besoin.nom}`}>
        <div>
          <SubmitButton look="quiet" pending="Retrait…">
            Ne plus montrer ce besoin
          </SubmitButton>
        </div>
      </Form>
    </>
  )
}
