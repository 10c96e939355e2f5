import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { planDatesAction } from "@/lib/messageries/actions.ts"
import type { MessagerieFile } from "@/lib/messageries/types.ts"

type DatesFormProps = { messagerie: MessagerieFile; target: Readonly<Record<string, string>> }

export const DatesForm = ({ messagerie, target }: DatesFormProps) => (
  <Section title="Les dates">
    <Form action={planDatesAction} hidden={target} aria-label="Les dates">
      <TextField
        name="basculeLe"
        label="Date de bascule"
        hint="Le courrier arrive dans les nouvelles boîtes ce jour-là."
        type="date"
        defaultValue={messagerie.basculeLe ?? ""}
      />
      <TextField name="formationLe" label="Date de formation" type="date" defaultValue={messagerie.formationLe ?? ""} />
      <div>
        <SubmitButton pending="Enregistrement…">Enregistrer les dates</SubmitButton>
      </div>
    </Form>
  </Section>
)
