import { SelectField } from "@/components/ui/select-field.tsx"
import type { Choices } from "@/lib/partages/queries/depenses.ts"

type Placed = {
  service: { slug: string } | null
  pilier: { id: string } | null
  action: { id: string } | null
}

/** What it is for, in the accounts: a service, a pillar, an action of the budget. */
export function PlaceFields({ choices, placed }: { choices: Choices; placed?: Placed }) {
  return (
    <>
      <SelectField
        name="service"
        label="Pour le service"
        empty="Aucun en particulier"
        options={choices.services.map(({ slug, nom }) => ({ value: slug, label: nom }))}
        defaultValue={placed?.service?.slug}
      />
      <SelectField
        name="pilier"
        label="Ou pour le pilier"
        hint="Sans service ni pilier, c’est une charge générale."
        empty="Charges générales"
        options={choices.piliers.map(({ id, nom }) => ({ value: id, label: nom }))}
        defaultValue={placed?.pilier?.id}
      />
      <SelectField
        name="action"
        label="Action du budget"
        hint="Elle donne son pilier."
        empty="Aucune"
        options={choices.actions.map(({ id, nom, pilier }) => ({ value: id, label: `${pilier} : ${nom}` }))}
        defaultValue={placed?.action?.id}
      />
    </>
  )
}
