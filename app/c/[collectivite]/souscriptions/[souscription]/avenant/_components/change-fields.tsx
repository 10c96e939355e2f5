"use client"

import { useState } from "react"
import { CoutTable } from "@/components/souscriptions/cout-table.tsx"
import { OptionFields, useOptions } from "@/components/souscriptions/option-fields.tsx"
import { RetraitFields } from "@/components/souscriptions/retrait-fields.tsx"
import { useField, useForm } from "@/components/ui/form-context.ts"
import { TextField } from "@/components/ui/text-field.tsx"
import type { OptionOfferte } from "@/lib/catalogue/types.ts"
import { afterChange } from "@/lib/souscriptions/rules/avenants.ts"
import { type OptionSouscrite, type Prix, QUANTITE_MAX } from "@/lib/souscriptions/types.ts"

type ChangeFieldsProps = {
  prix: Prix | null
  unite: string | null
  quantite: number
  /** Its quantity may change. */
  counted: boolean
  present: readonly OptionSouscrite[]
  offered: readonly OptionOfferte[]
}

/** The cost follows what is typed, by the rule that the server applies again. Without JavaScript it is that of today. */
export function ChangeFields({ prix, unite, quantite, counted, present, offered }: ChangeFieldsProps) {
  const { values } = useForm()
  const { typed: answered } = useField("quantite", null)
  const [typed, setTyped] = useState(answered ?? String(quantite))
  const [gone, setGone] = useState<ReadonlySet<string>>(
    () => new Set(present.filter(({ id }) => values[`retrait_${id}`] === "oui").map(({ id }) => id)),
  )
  const { chosen, choose } = useOptions(offered)
  const wanted = counted ? (/^\d{1,4}$/.test(typed.trim()) ? Number(typed) : 0) : quantite
  const isRead = wanted >= 1 && wanted <= QUANTITE_MAX
  const achat = afterChange(
    { prix, options: present },
    { quantiteApres: wanted, changements: { ajouts: chosen, retraits: present.filter(({ id }) => gone.has(id)) } },
  )
  return (
    <>
      {counted ? (
        <TextField
          name="quantite"
          label={unite ? `Combien de ${unite}s en tout` : "Quantité"}
          hint={`Aujourd’hui : ${quantite}.`}
          inputMode="numeric"
          autoComplete="off"
          defaultValue={String(quantite)}
          onChange={(event) => setTyped(event.currentTarget.value)}
          required
        />
      ) : null}
      <OptionFields options={offered} legend="Options à ajouter" choose={choose} />
      <RetraitFields present={present} choose={(id, checked) => setGone(toggled(gone, id, checked))} />
      <section aria-label="Ce que cela coûtera" aria-live="polite" className="grid gap-2">
        {!isRead ? (
          <p className="text-muted">Indiquez un nombre entier : le coût s’affiche ici.</p>
        ) : achat.prix || achat.options.some((option) => option.prix) ? (
          <>
            <p className="font-semibold">Le coût une fois le changement fait</p>
            <CoutTable achat={achat} />
          </>
        ) : (
          <p className="text-muted">Le coût des options choisies s’affiche ici.</p>
        )}
      </section>
    </>
  )
}

function toggled(gone: ReadonlySet<string>, id: string, checked: boolean): ReadonlySet<string> {
  const next = new Set(gone)
  if (checked) next.add(id)
  else next.delete(id)
  return next
}
