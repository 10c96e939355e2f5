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
  /** Needed or not by what is chosen elsewhere in the form: the hint says it. */
  conditional?: boolean
}

/** As wide as what is typed: a number or a date never needs a whole line. */
const isShort = (type: string | undefined, inputMode: string | undefined): boolean =>
  type === "date" || inputMode === "numeric" || inputMode === "decimal"

/** The server judges: `required` only says so, and the browser's own bubbles are off (Form sets noValidate). */
export function TextField({
  name,
  label,
  hint,
  defaultValue,
  unit,
  conditional,
  required,
  className,
  ...rest
}: TextFieldProps) {
  const { id, error, typed, aria } = useField(name, hint)
  const input = (
    <Input
      id={id}
      name={name}
      defaultValue={typed ?? defaultValue}
      required={required}
      className={isShort(rest.type, rest.inputMode) ? "max-w-56" : undefined}
      {...aria}
      {...rest}
    />
  )
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={!required && !conditional} className={className}>
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
