import type { ComponentProps, ReactNode } from "react"
import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { Choices } from "@/lib/partages/queries/depenses.ts"
import { type Cents, toEuros } from "@/lib/platform/money.ts"
import { PlaceFields } from "./place-fields.tsx"

export const euros = (cents: Cents | undefined) => (cents === undefined ? undefined : toEuros(cents).replace(".", ","))

type Mouvement = NonNullable<ComponentProps<typeof PlaceFields>["placed"]> & {
  libelle: string
  fournisseur: string
  exercice: number
  montantHt: Cents
}
type Words = { libelle: string; fournisseur: string; fournisseurHint?: string; exerciceHint?: string; send: string }

type MouvementFormProps = Pick<ComponentProps<typeof Form>, "action" | "hidden" | "aria-label"> & {
  words: Words
  choices: Choices
  exercice: number
  known: Mouvement | undefined
  date: { name: string; label: string; defaultValue: string | undefined }
  /** What only one of the two asks: before its place in the accounts, and after its amount. */
  before: ReactNode
  after?: ReactNode
}

/** What commits the budget and what is paid on it say the same of themselves: for what, to whom, when, how much. */
export function MouvementForm({ words, choices, exercice, known, date, before, after, ...form }: MouvementFormProps) {
  return (
    <Form {...form}>
      <TextField name="libelle" label={words.libelle} required maxLength={160} defaultValue={known?.libelle} />
      <TextField
        name="fournisseur"
        label={words.fournisseur}
        hint={words.fournisseurHint}
        required
        maxLength={120}
        defaultValue={known?.fournisseur}
      />
      {before}
      <PlaceFields choices={choices} placed={known} />
      <TextField
        name="exercice"
        label="Exercice"
        hint={words.exerciceHint}
        inputMode="numeric"
        required
        defaultValue={known?.exercice ?? exercice}
      />
      <TextField type="date" required {...date} />
      <TextField
        name="montantHt"
        label="Montant hors taxes"
        unit="€"
        inputMode="decimal"
        required
        defaultValue={euros(known?.montantHt)}
      />
      {after}
      <div>
        <SubmitButton pending="Enregistrement…">{known ? "Enregistrer" : words.send}</SubmitButton>
      </div>
    </Form>
  )
}
