"use client"

import { useState } from "react"
import { CoutTable } from "@/components/souscriptions/cout-table.tsx"
import { useField } from "@/components/ui/form-context.ts"
import { TextField } from "@/components/ui/text-field.tsx"
import { computeCout } from "@/lib/souscriptions/rules/cout.ts"
import { type Prix, QUANTITE_MAX } from "@/lib/souscriptions/types.ts"

type QuantityFieldProps = { prix: Prix | null; unite: string | null }

/** The cost follows what is typed, by the rule that the server applies again. Without JavaScript it is that of the first value. */
export function QuantityField({ prix, unite }: QuantityFieldProps) {
  const { typed: answered } = useField("quantite", null)
  const [typed, setTyped] = useState(answered ?? "1")
  const quantite = /^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0
  const isCounted = quantite >= 1 && quantite <= QUANTITE_MAX
  return (
    <>
      <TextField
        name="quantite"
        label={unite ? `Combien de ${unite}s` : "Quantité"}
        hint={unite === null ? "Ce que vous pensez en utiliser ; 1 si la question ne se pose pas." : undefined}
        inputMode="numeric"
        autoComplete="off"
        defaultValue="1"
        onChange={(event) => setTyped(event.currentTarget.value)}
        required
      />
      {prix ? (
        <section aria-label="Ce que cela coûte" aria-live="polite" className="grid gap-2">
          {isCounted ? (
            <CoutTable cout={computeCout(quantite, prix)} />
          ) : (
            <p className="text-muted">Indiquez un nombre entier : le coût s’affiche ici.</p>
          )}
        </section>
      ) : null}
    </>
  )
}
