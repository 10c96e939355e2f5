import type { ReactNode } from "react"
import { classNames } from "./class-names.ts"

type FieldProps = {
  id: string
  label: ReactNode
  hint?: ReactNode
  error?: string
  optional?: boolean
  className?: string
  children: ReactNode
}

/** Label, hint below it, error just above the control: the reading order is the order on screen. */
export function Field({ id, label, hint, error, optional, className, children }: FieldProps) {
  return (
    <div className={classNames("grid content-start gap-1", error && "border-s-4 border-danger ps-4", className)}>
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional ? <span className="font-normal text-muted"> (facultatif)</span> : null}
      </label>
      {hint ? <FieldHint id={`${id}-aide`}>{hint}</FieldHint> : null}
      {error ? <FieldError id={`${id}-erreur`}>{error}</FieldError> : null}
      {children}
    </div>
  )
}

export function FieldHint({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="text-muted text-sm">
      {children}
    </p>
  )
}

export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="font-semibold text-danger text-sm">
      <span className="sr-only">Erreur : </span>
      {children}
    </p>
  )
}
