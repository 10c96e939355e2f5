"use client"

import { useState } from "react"
import { CoutTable } from "@/components/souscriptions/cout-table.tsx"
import { OptionFields, useOptions } from "@/components/souscriptions/option-fields.tsx"
import { useField } from "@/components/ui/form-context.ts"
import { TextField } from "@/components/ui/text-field.tsx"
import type { OptionOfferte } from "@/lib/catalogue/types.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { type Prix, QUANTITE_MAX } from "@/lib/souscriptions/types.ts"

type CostFieldsProps = {
  prix: Prix | null
  unite: string | null
  /** What membership covers has no quantity, nor what is counted by itself. */
  asked: boolean
  fixed: number
  options: readonly OptionOfferte[]
}

/** The cost follows what is typed, by the rule that the server applies again. Without JavaScript it is that of the first values. */
export function CostFields({ prix, unite, asked, fixed, options }: CostFieldsProps) {
  const { typed: answered } = useField("quantite", null)
  const [typed, setTyped] = useState(answered ?? "1")
  const { chosen, choose } = useOptions(options)
  const quantite = asked ? (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0) : fixed
  const isCounted = !asked || (quantite >= 1 && quantite <= QUANTITE_MAX)
  return (
    <>
      {asked ? (
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
      ) : null}
      <OptionFields options={options} choose={choose} />
      {prix || options.some((option) => option.prix) ? (
        <section aria-label="Ce que cela coûte" aria-live="polite" className="grid gap-2">
          {!asked && prix && fixed > 1 ? <p className="font-semibold">{formatCount(fixed, unite ?? "unité")}</p> : null}
          <Cost isCounted={isCounted} achat={{ quantite, prix, options: chosen }} />
        </section>
      ) : null}
    </>
  )
}

function Cost({ isCounted, achat }: { isCounted: boolean; achat: Parameters<typeof CoutTable>[0]["achat"] }) {
  if (!isCounted) return <p className="text-muted">Indiquez un nombre entier : le coût s’affiche ici.</p>
  if (!achat.prix && !achat.options.some(({ prix }) => prix))
    return <p className="text-muted">Le coût des options choisies s’affiche ici.</p>
  return <CoutTable achat={achat} />
}
