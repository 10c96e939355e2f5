import type { Metadata } from "next"
import { Form } from "@/components/ui/form.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { agentContext } from "@/lib/access/request.ts"
import { recordDeliberationAction } from "@/lib/deliberations/actions.ts"
import { DeliberationFields } from "../_components/deliberation-fields.tsx"
import { PdfField } from "../_components/pdf-field.tsx"

export const metadata: Metadata = { title: "Enregistrer une délibération" }

export default async function NouvelleDeliberationPage() {
  await agentContext()
  return (
    <>
      <PageHeader
        title="Enregistrer une délibération"
        crumbs={[{ href: "/gestion/deliberations", label: "Délibérations" }]}
        lede="Une fois qu’un tarif repose sur elle, son numéro, sa date et son objet ne changent plus."
      />
      <Form action={recordDeliberationAction} aria-label="Enregistrer une délibération">
        <DeliberationFields />
        <PdfField />
        <div>
          <SubmitButton pending="Envoi et vérification du fichier…">Enregistrer cette délibération</SubmitButton>
        </div>
      </Form>
    </>
  )
}
