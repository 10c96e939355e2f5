"use client"

import type { ReactNode } from "react"
import { classNames } from "./class-names.ts"
import { FieldError, FieldHint } from "./field.tsx"
import { useField } from "./form-context.ts"
import type { Option } from "./select.tsx"

type RadioFieldProps = {
  name: string
  legend: ReactNode
  options: readonly (Option & { hint?: ReactNode })[]
  hint?: ReactNode
  defaultValue?: string
  onChange?: (value: string) => void
  className?: string
}

export function RadioField({ name, legend, options, hint, defaultValue, onChange, className }: RadioFieldProps) {
  const { id, error, typed, aria } = useField(name, hint)
  const value = typed ?? defaultValue
  return (
    <fieldset
      aria-describedby={aria["aria-describedby"]}
      className={classNames("grid gap-1", error && "border-s-4 border-danger ps-4", className)}
    >
      <legend className="font-semibold">{legend}</legend>
      {hint ? <FieldHint id={`${id}-aide`}>{hint}</FieldHint> : null}
      {error ? <FieldError id={`${id}-erreur`}>{error}</FieldError> : null}
      {options.map((option, index) => {
        // The error summary leads to the first choice.
        const optionId = index === 0 ? id : `${id}-${option.value}`
        return (
          <div key={`${option.value} ${value === option.value}`} className="flex gap-3 py-1">
            <input
              type="radio"
              id={optionId}
              name={name}
              value={option.value}
              defaultChecked={value === option.value}
              onChange={onChange && (() => onChange(option.value))}
              aria-describedby={option.hint ? `${optionId}-precision` : undefined}
              className="mt-0.5 size-6 shrink-0"
            />
            <div>
              <label htmlFor={optionId}>{option.label}</label>
              {option.hint ? <FieldHint id={`${optionId}-precision`}>{option.hint}</FieldHint> : null}
            </div>
          </div>
        )
      })}
    </fieldset>
  )
}
