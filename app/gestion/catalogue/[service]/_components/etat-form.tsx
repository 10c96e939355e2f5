import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { changeServiceEtatAction } from "@/lib/catalogue/actions.ts"
import type { ServiceFile } from "@/lib/catalogue/queries/manage.ts"

type EtatFormProps = { service: Pick<ServiceFile, "slug" | "version" | "nom">; etat: "publie" | "retire" }

export function EtatForm({ service: { slug, version, nom }, etat }: EtatFormProps) {
  const words = etat === "publie" ? "Publier" : "Retirer"
  return (
    <Form action={changeServiceEtatAction} hidden={{ service: slug, version, etat }} aria-label={`${words} ${nom}`}>
      <div>
        <SubmitButton
          look={etat === "publie" ? "primary" : "danger"}
          pending={etat === "publie" ? "Publication…" : "Retrait…"}
        >
          {words} ce service
        </SubmitButton>
      </div>
    </Form>
  )
}
