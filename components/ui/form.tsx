"use client"

import { type ReactNode, useActionState, useId } from "react"
import { emptyForm, type FormState } from "@/lib/platform/form-state.ts"
import { classNames } from "./class-names.ts"
import { ErrorSummary } from "./error-summary.tsx"
import { FormContext } from "./form-context.ts"
import { Notice } from "./notice.tsx"

type FormProps = {
  /** A server action: without JavaScript the browser posts the form itself and the same state comes back. */
  action: (state: FormState, data: FormData) => Promise<FormState>
  /** Values that go along unseen: identifiers, the version read. */
  hidden?: Readonly<Record<string, string>>
  "aria-label"?: string
  "aria-labelledby"?: string
  className?: string
  children: ReactNode
}

export function Form({ action, hidden = {}, className, children, ...labels }: FormProps) {
  const id = useId()
  const [state, submit] = useActionState(action, emptyForm)
  return (
    <FormContext value={{ id, state }}>
      <form
        id={id}
        action={submit}
        noValidate
        className={classNames("grid max-w-measure gap-6", className)}
        {...labels}
      >
        <ErrorSummary formId={id} state={state} />
        <div role="status" className="empty:hidden">
          {state.done ? <Notice tone="ok">{state.done}</Notice> : null}
        </div>
        {Object.entries(hidden).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
      </form>
    </FormContext>
  )
}
