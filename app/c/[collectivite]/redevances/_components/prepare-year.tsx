import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { prepareAllAction } from "@/lib/redevances/actions/commune.ts"

/** Freezes the claims of a year on all operators; letters and titre follow on their pages. */
export const PrepareYear = ({ collectivite, annee }: { collectivite: string; annee: number }) => (
  <Form action={prepareAllAction} hidden={{ collectivite, annee: String(annee) }} aria-label={`Créances ${annee}`}>
    <SubmitButton look="secondary" pending="Préparation…">
      Préparer les créances {annee}
    </SubmitButton>
  </Form>
)
