import { PosteRows } from "@/components/postes/poste-rows.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { formatCount } from "@/lib/platform/format.ts"
import { describePostesAction } from "@/lib/postes/actions.ts"

type ADecrireProps = { target: Readonly<Record<string, string>>; quantite: number }

/** A souscription asked for by number alone: the provider needs to know which posts. */
export const ADecrire = ({ target, quantite }: ADecrireProps) => (
  <Section title="Décrire les postes">
    <p className="max-w-measure">
      {formatCount(quantite, "poste demandé", "postes demandés")}, pas encore décrits : le prestataire ne peut rien
      installer avant de savoir lesquels.
    </p>
    <Form action={describePostesAction} hidden={target} aria-label="Décrire les postes" className="max-w-none">
      <PosteRows lines={quantite} prix={null} installation={null} />
      <div>
        <SubmitButton pending="Enregistrement…">Enregistrer les postes</SubmitButton>
      </div>
    </Form>
  </Section>
)
