import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import type { OptionSouscrite } from "@/lib/souscriptions/types.ts"
import { optionWords } from "./words.ts"

type RetraitFieldsProps = {
  present: readonly OptionSouscrite[]
  /** Ticked already: what the member asked to take away. */
  asked?: readonly OptionSouscrite[]
  /** Who follows what is ticked, in the browser. */
  choose?: (id: string, checked: boolean) => void
}

/** Options that a change takes away, as a member asks for it and as the operator draws it up. */
export const RetraitFields = ({ present, asked = [], choose }: RetraitFieldsProps) =>
  present.length === 0 ? null : (
    <fieldset className="grid gap-4">
      <legend className="mb-2 font-semibold">Options à retirer</legend>
      {present.map((option) => (
        <CheckboxField
          key={option.id}
          name={`retrait_${option.id}`}
          label={optionWords(option)}
          defaultChecked={asked.some(({ id }) => id === option.id)}
          onChange={choose && ((event) => choose(option.id, event.currentTarget.checked))}
        />
      ))}
    </fieldset>
  )
