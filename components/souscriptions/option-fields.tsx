"use client"

import { useState } from "react"
import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { useForm } from "@/components/ui/form-context.ts"
import { TextField } from "@/components/ui/text-field.tsx"
import type { OptionOfferte } from "@/lib/catalogue/types.ts"
import { priseOf } from "@/lib/souscriptions/rules/options.ts"
import type { OptionPrise } from "@/lib/souscriptions/types.ts"
import { priceWords } from "./words.ts"

const nameOf = ({ id }: OptionOfferte): string => `option_${id}`

/** The options as they stand in the form, for the cost beside them; the server reads them again. */
export function useOptions(options: readonly OptionOfferte[]) {
  const { values } = useForm()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const chosen = options.flatMap((option): OptionPrise[] => {
    const text = (typed[option.id] ?? values[nameOf(option)] ?? "").trim()
    const quantite = text === "oui" ? 1 : /^\d{1,4}$/.test(text) ? Number(text) : 0
    return quantite > 0 ? [priseOf(option, quantite)] : []
  })
  return { chosen, choose: (id: string, text: string) => setTyped((before) => ({ ...before, [id]: text })) }
}

type OptionFieldsProps = {
  options: readonly OptionOfferte[]
  legend?: string
  /** What somebody asked for already. */
  asked?: readonly OptionPrise[]
  /** Told of each choice, where a cost is drawn beside them. */
  choose?: (id: string, text: string) => void
}

/** What is counted has a number, what is taken or not a box. */
export function OptionFields({ options, legend = "Options", asked = [], choose }: OptionFieldsProps) {
  if (options.length === 0) return null
  return (
    <fieldset className="grid gap-4">
      <legend className="mb-2 font-semibold">{legend}</legend>
      {options.map((option) => {
        const { id, nom, description, unite, prix } = option
        const price = prix
          ? `${priceWords(prix, unite ?? "collectivité")}.`
          : "Sur devis, à accepter avant d’être fourni."
        const known = asked.find(({ optionId }) => optionId === id)
        const shared = { name: nameOf(option), label: nom, hint: `${description} ${price}` }
        return unite ? (
          <TextField
            key={id}
            {...shared}
            unit={`${unite}s`}
            defaultValue={known?.quantite}
            inputMode="numeric"
            autoComplete="off"
            onChange={(event) => choose?.(id, event.currentTarget.value)}
          />
        ) : (
          <CheckboxField
            key={id}
            {...shared}
            defaultChecked={known !== undefined}
            onChange={(event) => choose?.(id, event.currentTarget.checked ? "oui" : "")}
          />
        )
      })}
    </fieldset>
  )
}
