import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listOffered } from "@/lib/catalogue/queries/published.ts"
import { today } from "@/lib/platform/dates.ts"
import { BesoinForm } from "../_components/besoin-form.tsx"

export const metadata: Metadata = { title: "Ajouter un besoin" }

export default async function NouveauBesoinPage() {
  const ctx = await agentContext()
  const services = await read(ctx, (tx) => listOffered(tx, {}, today()))
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: "Besoins", href: "/gestion/catalogue/besoins" },
        ]}
        title="Ajouter un besoin"
      />
      <BesoinForm services={services} />
    </>
  )
}
