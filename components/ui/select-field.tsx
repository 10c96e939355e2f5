"use client"

import type { ComponentProps, ReactNode } from "react"
import { Field } from "./field.tsx"
import { useField } from "./form-context.ts"
import { type Option, Select } from "./select.tsx"

type SelectFieldProps = Omit<ComponentProps<"select">, "id" | "name" | "defaultValue" | "children"> & {
  name: string
  label: ReactNode
  options: readonly Option[]
  empty?: string
  hint?: ReactNode
  defaultValue?: string
}

export function SelectField({ name, label, hint, defaultValue, required, className, ...rest }: SelectFieldProps) {
  const { id, error, typed, aria } = useField(name, hint)
  const value = typed ?? defaultValue
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={!required} className={className}>
      {/* React resets a form after its action to the value that the select had when first drawn: a new key, a new select. */}
      <Select key={value} id={id} name={name} defaultValue={value} required={required} {...aria} {...rest} />
    </Field>
  )
}
