import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { OffreForm } from "../_components/offre-form.tsx"

export const metadata: Metadata = { title: "Ajouter un service d’un autre acteur" }

export default async function NouvelleOffrePage() {
  await agentContext()
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Catalogue", href: "/gestion/catalogue" },
          { label: "Services d’autres acteurs", href: "/gestion/catalogue/offres" },
        ]}
        title="Ajouter un service d’un autre acteur"
        lede="N’écrivez que ce que la source dit : chacun fixe ses conditions."
      />
      <OffreForm />
    </>
  )
}
