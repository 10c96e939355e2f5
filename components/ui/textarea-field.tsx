"use client"

import type { ComponentProps, ReactNode } from "react"
import { Field } from "./field.tsx"
import { useField } from "./form-context.ts"
import { Textarea } from "./textarea.tsx"

type TextareaFieldProps = Omit<ComponentProps<"textarea">, "id" | "name" | "defaultValue"> & {
  name: string
  label: ReactNode
  hint?: ReactNode
  defaultValue?: string
  /** Needed or not by what is chosen elsewhere in the form: the hint says it. */
  conditional?: boolean
}

export function TextareaField({
  name,
  label,
  hint,
  defaultValue,
  conditional,
  required,
  className,
  ...rest
}: TextareaFieldProps) {
  const { id, error, typed, aria } = useField(name, hint)
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={!required && !conditional} className={className}>
      <Textarea id={id} name={name} defaultValue={typed ?? defaultValue} required={required} {...aria} {...rest} />
    </Field>
  )
}
