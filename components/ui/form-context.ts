"use client"

import { createContext, useContext } from "react"
import { emptyForm, type FormState } from "@/lib/platform/form-state.ts"

export const FormContext = createContext<{ id: string; state: FormState }>({ id: "champ", state: emptyForm })

export const fieldId = (formId: string, name: string): string => `${formId}-${name}`

/** What the form came back with: for what is drawn from several of its fields. */
export const useForm = (): FormState => useContext(FormContext).state

/** What a field needs of its form: its identifier, the value last typed, its error. */
export function useField(name: string, hint: unknown) {
  const { id: formId, state } = useContext(FormContext)
  const id = fieldId(formId, name)
  const error = state.errors[name]
  const described = [error && `${id}-erreur`, hint && `${id}-aide`].filter(Boolean).join(" ")
  return {
    id,
    error,
    typed: state.values[name],
    /** The form came back from the server: an absent box is then an unticked one. */
    answered: Object.keys(state.values).length > 0,
    aria: { "aria-invalid": error ? (true as const) : undefined, "aria-describedby": described || undefined },
  }
}
