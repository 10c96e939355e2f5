import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { correctDepotAction, retryDepotAction } from "@/lib/echanges/actions.ts"

type Facts = { codeService: string | null; numeroEngagement: string | null }

export const CorrectForm = ({ id, facts }: { id: string; facts: Facts }) => (
  <Section title="Compléter et déposer à nouveau">
    <p className="max-w-measure text-muted">
      Le titre émis ne change pas : la facture déposée porte en plus ce que le destinataire demande.
    </p>
    <Form action={correctDepotAction} hidden={{ depot: id }} aria-label="Compléter le dépôt">
      <TextField
        name="codeService"
        label="Code service"
        defaultValue={facts.codeService ?? ""}
        maxLength={100}
        autoComplete="off"
      />
      <TextField
        name="numeroEngagement"
        label="Numéro d’engagement"
        defaultValue={facts.numeroEngagement ?? ""}
        maxLength={50}
        autoComplete="off"
      />
      <div>
        <SubmitButton pending="Enregistrement…">Compléter et déposer</SubmitButton>
      </div>
    </Form>
  </Section>
)

export const RetryForm = ({ id }: { id: string }) => (
  <Section title="Déposer à nouveau, sans rien changer">
    <p className="max-w-measure text-muted">Une fois réglé, hors du portail, ce que dit Chorus Pro.</p>
    <Form action={retryDepotAction} hidden={{ depot: id }} aria-label="Déposer à nouveau">
      <div>
        <SubmitButton look="secondary" pending="Enregistrement…">
          Déposer à nouveau
        </SubmitButton>
      </div>
    </Form>
  </Section>
)
