"use client"

import type { ReactNode } from "react"
import { Field } from "./field.tsx"
import { useField } from "./form-context.ts"

type FileFieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  accept?: string
  required?: boolean
}

/** A browser never gives a chosen file back after an error: the hint of the form says to choose it again. */
export function FileField({ name, label, hint, accept, required }: FileFieldProps) {
  const { id, error, aria } = useField(name, hint)
  return (
    <Field id={id} label={label} hint={hint} error={error} optional={!required}>
      <input
        type="file"
        id={id}
        name={name}
        accept={accept}
        required={required}
        className="block w-full rounded border border-line-strong bg-surface p-1.5 text-ink file:me-3 file:min-h-8 file:cursor-pointer file:rounded file:border-0 file:bg-accent-soft file:px-3 file:font-semibold file:text-accent-strong aria-invalid:border-2 aria-invalid:border-danger"
        {...aria}
      />
    </Field>
  )
}
