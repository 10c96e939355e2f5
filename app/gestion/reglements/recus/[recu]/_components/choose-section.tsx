import { Amount } from "@/components/ui/amount.tsx"
import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { FilterBar, FilterText } from "@/components/ui/filter-bar.tsx"
import { Form } from "@/components/ui/form.tsx"
import { Section } from "@/components/ui/section.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { formatAmount } from "@/lib/platform/format.ts"
import { affectRecuAction } from "@/lib/reglements/actions.ts"
import type { Candidat } from "@/lib/reglements/rules/match.ts"
import { titreReference } from "@/lib/titres/rules.ts"

type Props = { recu: { id: string; disponible: bigint }; cherche: string; candidats: readonly Candidat[] }

/** One payment over as many titres as a person finds. */
export function ChooseSection({ recu, cherche, candidats }: Props) {
  const path = `/gestion/reglements/recus/${recu.id}`
  return (
    <Section title="Choisir les titres vous-même">
      <FilterBar path={path} params={cherche ? { cherche } : {}} filters={["cherche"]}>
        <FilterText name="cherche" label="Débiteur ou numéro de titre" params={{ cherche }} hint="routot, COT 118" />
      </FilterBar>
      {cherche && candidats.length === 0 ? <p role="status">Aucun titre à payer ne répond à cette recherche.</p> : null}
      {candidats.length > 0 ? (
        <Form
          action={affectRecuAction}
          hidden={{
            recu: recu.id,
            ...Object.fromEntries(candidats.map(({ titreId, reste }) => [`lu-${titreId}`, String(reste)])),
          }}
          aria-label="Affecter aux titres choisis"
        >
          <p>
            Il reste <Amount cents={recu.disponible} /> à affecter. Laissez vides les titres que ce paiement ne règle
            pas.
          </p>
          {candidats.map((titre) => (
            <TextField
              key={titre.titreId}
              name={`montant-${titre.titreId}`}
              label={`${titreReference(titre)}, ${titre.nom}`}
              hint={`Reste dû : ${formatAmount(titre.reste)}`}
              inputMode="decimal"
              autoComplete="off"
              maxLength={20}
              unit="€"
              conditional
            />
          ))}
          <CheckboxField
            name="tropPercu"
            label="Accepter un trop-perçu"
            hint="Le débiteur a payé plus que ce qui est dû : la différence reste à son compte, à reporter ou à rembourser."
          />
          <div>
            <SubmitButton pending="Affectation…">Affecter aux titres choisis</SubmitButton>
          </div>
        </Form>
      ) : null}
    </Section>
  )
}
