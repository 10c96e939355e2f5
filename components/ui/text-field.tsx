"use client"

import type { ComponentProps, ReactNode } from "react"
import { Field } from "./field.tsx"
import { useField } from "./form-context.ts"
import { Input } from "./input.tsx"

type TextFieldProps = Omit<ComponentProps<"input">, "id" | "name" | "defaultValue"> & {
  name: string
  label: ReactNode
  hint?: ReactNode
  defaultValue?: string | number
  /** Short words after the control: "€", "habitants", "par an". */
  unit?: ReactNode
}

/** The server judges: `required` only says so, and the browser's own bubbles are off (Form sets noValidate). */
export function TextField({ name, label, hint, defaultValue, unit, required, className, ...rest }: TextFieldProps) {
  const { id, error, typed, aria } = useField(name, hint)
  const input = (
    <Input id={id} name={name} defaultValue={typed ?? defaultValue} required={required} {...aria} {...rest} />
  )
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={!required} className={className}>
      {unit ? (
        <div className="flex items-center gap-2">
          {input}
          <span className="shrink-0 text-muted">{unit}</span>
        </div>
      ) : (
        input
      )}
    </Field>
  )
}
