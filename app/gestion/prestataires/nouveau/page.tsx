import type { Metadata } from "next"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { PrestataireForm } from "../_components/prestataire-forms.tsx"

export const metadata: Metadata = { title: "Ajouter un prestataire" }

export default async function NouveauPrestatairePage() {
  await agentContext()
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Prestataires et marchés", href: "/gestion/prestataires" }]}
        title="Ajouter un prestataire"
      />
      <PrestataireForm prestataire={null} />
    </>
  )
}
