import { SelectField } from "@/components/ui/select-field.tsx"

type DeliberationFieldProps = {
  choices: readonly { value: string; label: string }[]
  hint: string
  required: boolean
}

/** The act that a tariff rests on, among those recorded. */
export const DeliberationField = ({ choices, hint, required }: DeliberationFieldProps) => (
  <SelectField
    name="deliberation"
    label="Délibération"
    hint={
      <>
        {hint} Elle n’est pas dans la liste ? <a href="/gestion/deliberations/nouvelle">Enregistrez-la</a> d’abord.
      </>
    }
    empty="Choisir une délibération"
    options={choices}
    required={required}
  />
)
