"use client"

import type { MouseEvent, ReactNode } from "react"
import { useFormStatus } from "react-dom"
import { Button, type ButtonLook } from "./button.tsx"

type SubmitButtonProps = {
  children: ReactNode
  /** The act under way, in words: "Enregistrement…". */
  pending?: string
  look?: ButtonLook
  name?: string
  value?: string
  className?: string
}

/** Stays focusable while the act is under way, and answers no second click. */
export function SubmitButton({ children, pending = "Un instant…", look = "primary", ...rest }: SubmitButtonProps) {
  const status = useFormStatus()
  const isMine = status.pending && (rest.name === undefined || status.data?.get(rest.name) === rest.value)
  const holdBack = (event: MouseEvent) => {
    if (status.pending) event.preventDefault()
  }
  return (
    <Button type="submit" look={look} aria-disabled={status.pending || undefined} onClick={holdBack} {...rest}>
      {isMine ? <span role="status">{pending}</span> : children}
    </Button>
  )
}
