import { Amount } from "@/components/ui/amount.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { formatCount } from "@/lib/platform/format.ts"
import { sum } from "@/lib/platform/money.ts"
import { affectSureAction } from "@/lib/reglements/actions.ts"

type Sure = { id: string; disponible: bigint }

/** One act for those that leave no doubt: shown before, applied by a person, read again at that moment. */
export const SureForm = ({ rows }: { rows: readonly Sure[] }) => (
  <Section title="Paiements certains">
    <p className="max-w-measure text-muted">
      {formatCount(rows.length, "paiement")} de cette page,{" "}
      <Amount cents={sum(rows.map(({ disponible }) => disponible))} /> en tout : la référence désigne un seul titre et
      le montant est exactement ce qui reste dû. Les autres attendent votre choix, un par un.
    </p>
    <Form
      action={affectSureAction}
      hidden={{ recus: rows.map(({ id }) => id).join(",") }}
      aria-label="Affecter les paiements certains"
    >
      <div>
        <SubmitButton pending="Affectation…">
          {rows.length === 1 ? "Affecter le paiement certain" : `Affecter les ${rows.length} paiements certains`}
        </SubmitButton>
      </div>
    </Form>
  </Section>
)
