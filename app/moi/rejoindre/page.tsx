import type { Metadata } from "next"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { FilterBar, FilterText } from "@/components/ui/filter-bar.tsx"
import { Form } from "@/components/ui/form.tsx"
import { listParams } from "@/components/ui/list-url.ts"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { RadioField } from "@/components/ui/radio-field.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import { read } from "@/lib/access/door.ts"
import { personneContext } from "@/lib/access/request.ts"
import { askRattachementAction } from "@/lib/personnes/actions/demandes.ts"
import { type Choice, searchRegister } from "@/lib/personnes/queries.ts"

export const metadata: Metadata = { title: "Rejoindre une collectivité" }

type Search = Record<string, string | string[] | undefined>

export default async function RejoindrePage({ searchParams }: { searchParams: Promise<Search> }) {
  const ctx = await personneContext()
  const params = listParams(await searchParams)
  const typed = (params.q ?? "").trim().slice(0, 80)
  const choices = typed ? await read(ctx, (tx) => searchRegister(tx, typed)) : []
  return (
    <>
      <PageHeader
        title="Rejoindre une collectivité"
        lede="Un code part vers l’adresse officielle de la collectivité ; l’opérateur vérifie ensuite. Sans adresse connue, il vérifie autrement : votre demande n’est jamais perdue."
      />
      <FilterBar path="/moi/rejoindre" params={params} filters={["q"]}>
        <FilterText name="q" label="Nom de la collectivité" params={params} hint="Sans souci d’accents" />
      </FilterBar>
      {typed && choices.length === 0 ? (
        <EmptyState title={`Aucune collectivité ne ressemble à « ${typed} ».`}>
          Essayez une partie de son nom.
        </EmptyState>
      ) : null}
      {choices.length > 0 ? <AskForm choices={choices} /> : null}
    </>
  )
}

const place = ({ codesPostaux, departement }: Choice): string =>
  codesPostaux.length > 0 ? codesPostaux.join(", ") : `Département ${departement}`

function AskForm({ choices }: { choices: readonly Choice[] }) {
  return (
    <Form action={askRattachementAction} aria-label="Demande d’accès">
      <RadioField
        name="collectivite"
        legend="Votre collectivité"
        options={choices.map((choice) => ({ value: choice.publicId, label: choice.nom, hint: place(choice) }))}
        defaultValue={choices.length === 1 ? choices[0]?.publicId : undefined}
      />
      <RadioField
        name="role"
        legend="Votre rôle"
        options={[
          { value: "secretaire", label: "Secrétariat, services", hint: "Voir, préparer, demander" },
          { value: "elu", label: "Élu", hint: "Voir et approuver ce qui engage la collectivité" },
        ]}
      />
      <TextField
        name="fonction"
        label="Votre fonction"
        hint="Par exemple : secrétaire de mairie, maire, adjointe"
        required
      />
      <SubmitButton pending="Envoi…">Demander l’accès</SubmitButton>
    </Form>
  )
}
