import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { seenAction } from "@/lib/bal/actions.ts"

export function SeenForm({ collectivite, avis }: { collectivite: string; avis: string }) {
  return (
    <Form action={seenAction} hidden={{ collectivite, avis }} aria-label="Avis lu">
      <p>
        <SubmitButton look="secondary">J’en ai pris connaissance</SubmitButton>
      </p>
    </Form>
  )
}
