"use client"

import { useEffect, useRef } from "react"
import type { FormState } from "@/lib/platform/form-state.ts"
import { fieldId } from "./form-context.ts"

/** Takes the focus when the server refuses, so that a keyboard or a screen reader starts from what is wrong. */
export function ErrorSummary({ formId, state }: { formId: string; state: FormState }) {
  const box = useRef<HTMLDivElement>(null)
  const errors = Object.entries(state.errors)
  const isRefused = errors.length > 0 || state.message !== null

  // biome-ignore lint/correctness/useExhaustiveDependencies: the same errors twice are two answers, each announced.
  useEffect(() => {
    if (isRefused) box.current?.focus()
  }, [state, isRefused])

  if (!isRefused) return null
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      // Without JavaScript the browser itself moves the focus here.
      // biome-ignore lint/a11y/noAutofocus: the page came back because of these errors.
      autoFocus
      className="grid gap-2 rounded border-2 border-danger bg-surface p-4"
    >
      <h2>{title(errors.length)}</h2>
      {state.message && errors.length === 0 ? <p>{state.message}</p> : null}
      {state.link ? (
        <p>
          <a href={state.link.href} target="_blank" rel="noreferrer" className="font-semibold">
            {state.link.label} (nouvel onglet)
          </a>
          , puis renvoyez ce formulaire : ce que vous avez saisi reste ici.
        </p>
      ) : null}
      {errors.length > 0 ? (
        <ul className="grid gap-1">
          {errors.map(([name, error]) => (
            <li key={name}>
              <a href={`#${fieldId(formId, name)}`} className="font-semibold text-danger">
                {error}
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  )
}

const title = (count: number): string => {
  if (count === 0) return "Rien n’a été enregistré"
  return `Rien n’a été enregistré : ${count === 1 ? "un point" : `${count} points`} à corriger`
}
