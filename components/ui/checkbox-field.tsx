"use client"

import type { ComponentProps, ReactNode } from "react"
import { FieldError, FieldHint } from "./field.tsx"
import { useField } from "./form-context.ts"

type CheckboxFieldProps = Omit<ComponentProps<"input">, "id" | "name" | "type" | "value" | "defaultChecked"> & {
  name: string
  label: ReactNode
  hint?: ReactNode
  defaultChecked?: boolean
}

/** Sends "oui" when ticked, nothing otherwise, as any box does. */
export function CheckboxField({ name, label, hint, defaultChecked = false, className, ...rest }: CheckboxFieldProps) {
  const { id, error, answered, typed, aria } = useField(name, hint)
  const checked = answered ? typed === "oui" : defaultChecked
  return (
    <div className={className}>
      {error ? <FieldError id={`${id}-erreur`}>{error}</FieldError> : null}
      <div className="flex gap-3 py-1">
        <input
          key={String(checked)}
          type="checkbox"
          id={id}
          name={name}
          value="oui"
          defaultChecked={checked}
          className="mt-0.5 size-6 shrink-0"
          {...aria}
          {...rest}
        />
        <div>
          <label htmlFor={id}>{label}</label>
          {hint ? <FieldHint id={`${id}-aide`}>{hint}</FieldHint> : null}
        </div>
      </div>
    </div>
  )
}
