import { ProveFirst } from "@/components/personnes/prove-first.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SelectField } from "@/components/ui/select-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { SignedIn } from "@/lib/access/context.ts"
import { factorOf } from "@/lib/access/factor-prompt.ts"
import { delegateAction, revokeAction } from "@/lib/signatures/actions.ts"
import type { Attached } from "@/lib/signatures/queries/mandats.ts"

type DelegateProps = { collectivite: string; personnes: readonly Attached[]; who: SignedIn; back: string }

const OBJETS = [
  { value: "convention", label: "Les conventions" },
  { value: "avenant", label: "Les avenants" },
  { value: "charte", label: "La charte d’adhésion" },
]

export function DelegateForm({ collectivite, personnes, who, back }: DelegateProps) {
  return (
    <Section title="Déléguer votre signature">
      <ProveFirst factor={factorOf(who, back)}>
        <Form action={delegateAction} hidden={{ collectivite }} aria-label="Déléguer votre signature">
          <SelectField
            name="personne"
            label="À qui"
            options={personnes.map(({ id, nom, fonction }) => ({ value: id, label: `${nom}, ${fonction}` }))}
            required
          />
          <TextField
            name="fonction"
            label="En qualité de"
            hint="Adjointe aux finances, directeur…"
            maxLength={80}
            required
          />
          <SelectField name="objets" label="Pour signer" options={OBJETS} required />
          <TextField name="depuis" label="Depuis le" type="date" className="max-w-60" required />
          <TextField
            name="jusqua"
            label="Jusqu’au, exclu"
            hint="Laissez vide : elle durera autant que votre mandat."
            type="date"
            className="max-w-60"
          />
          <TextField
            name="fondement"
            label="Arrêté de délégation"
            hint="Son numéro et sa date."
            maxLength={160}
            required
          />
          <div>
            <SubmitButton pending="Enregistrement…">Déléguer ma signature</SubmitButton>
          </div>
        </Form>
      </ProveFirst>
    </Section>
  )
}

export const RevokeForm = ({ collectivite, mandat }: { collectivite: string; mandat: string }) => (
  <Form action={revokeAction} hidden={{ collectivite, mandat }} aria-label="Retirer cette délégation">
    <SubmitButton look="secondary" pending="…">
      Retirer
    </SubmitButton>
  </Form>
)
