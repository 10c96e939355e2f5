"use client"

import { useSearchParams } from "next/navigation"
import { type ChangeEvent, type ReactNode, useState } from "react"
import { formatInteger } from "@/lib/platform/format.ts"
import { Field } from "./field.tsx"
import { useField } from "./form-context.ts"

type FileFieldProps = {
  name: string
  label: ReactNode
  hint?: ReactNode
  accept?: string
  required?: boolean
  /** A larger file is turned away before it is sent; the server judges again. */
  maxBytes?: number
}

const MB = 1024 * 1024

/** A browser never gives a chosen file back after an error: the hint of the form says to choose it again. */
export function FileField({ name, label, hint, accept, required, maxBytes }: FileFieldProps) {
  const { id, error: answered, aria } = useField(name, hint)
  // The proxy turns back what is larger than the portal reads, before any form sees it.
  const turnedBack = useSearchParams().get("refus") === "taille"
  const [tooLarge, setTooLarge] = useState<string | null>(turnedBack ? limitWords(maxBytes) : null)
  const error = tooLarge ?? answered

  function choose({ currentTarget: input }: ChangeEvent<HTMLInputElement>) {
    const size = input.files?.[0]?.size ?? 0
    const refused = maxBytes !== undefined && size > maxBytes
    if (refused) input.value = ""
    setTooLarge(refused ? sizeWords(size, maxBytes) : null)
  }

  return (
    <Field id={id} label={label} hint={hint} error={error} optional={!required}>
      <input
        type="file"
        id={id}
        name={name}
        accept={accept}
        required={required}
        onChange={choose}
        className="block w-full rounded border border-line-strong bg-surface p-1.5 text-ink file:me-3 file:min-h-8 file:cursor-pointer file:rounded file:border-0 file:bg-accent-soft file:px-3 file:font-semibold file:text-accent-strong aria-invalid:border-2 aria-invalid:border-danger"
        {...aria}
        {...(tooLarge ? { "aria-invalid": true, "aria-describedby": `${id}-erreur` } : {})}
      />
    </Field>
  )
}

const limitWords = (max: number | undefined): string =>
  max === undefined
    ? "Ce fichier est trop gros pour ce portail : rien n’a été enregistré."
    : `Ce fichier dépasse ${formatInteger(Math.floor(max / MB))} Mo : rien n’a été enregistré.`

const sizeWords = (size: number, max: number): string =>
  `Ce fichier pèse ${formatInteger(Math.ceil(size / MB))} Mo, la limite est de ${formatInteger(Math.floor(max / MB))} Mo : il n’a pas été retenu. Choisissez-en un autre.`
