"use client"

import { useState } from "react"
import { CoutTable } from "@/components/souscriptions/cout-table.tsx"
import { OptionFields, useOptions } from "@/components/souscriptions/option-fields.tsx"
import { Button } from "@/components/ui/button.tsx"
import { TextField } from "@/components/ui/text-field.tsx"
import type { OptionOfferte } from "@/lib/catalogue/types.ts"
import { formatAmount, formatCount, formatRate } from "@/lib/platform/format.ts"
import { type Decimal, priceOf } from "@/lib/platform/money.ts"
import { POSTE_FIELDS } from "@/lib/postes/schema.ts"
import { POSTES_MAX } from "@/lib/postes/types.ts"
import type { Achat, Prix } from "@/lib/souscriptions/types.ts"

type PosteRowsProps = {
  /** Lines drawn by the server: without JavaScript there are no more. */
  lines: number
  prix: Prix | null
  /** Paid once for each post; null where it is on quote. */
  installation: Decimal | null
  /** Chosen with the first order only. */
  options?: readonly OptionOfferte[]
}

const NO_OPTION: readonly OptionOfferte[] = []

const LABELS = {
  nom: { label: "Nom du poste", hint: "Accueil" },
  site: { label: "Site", hint: "Mairie" },
  fonction: { label: "Fonction de la personne", hint: "Secrétaire de mairie" },
} as const

/** One line a workstation. The cost follows the number of lines begun, by the rule that the server applies again. */
export function PosteRows({ lines, prix, installation, options = NO_OPTION }: PosteRowsProps) {
  const [count, setCount] = useState(lines)
  const [filled, setFilled] = useState(0)
  const { chosen, choose } = useOptions(options)
  const recount = (root: HTMLElement) => {
    const typed = (line: number, name: string) =>
      root.querySelector<HTMLInputElement>(`input[name="${name}_${line}"]`)?.value.trim() !== ""
    setFilled(
      Array.from({ length: count }, (_, at) => at + 1).filter((line) => POSTE_FIELDS.some((name) => typed(line, name)))
        .length,
    )
  }
  return (
    <>
      <div className="grid gap-4" onInput={(event) => recount(event.currentTarget)}>
        {Array.from({ length: count }, (_, at) => at + 1).map((line) => (
          <fieldset key={line} className="grid gap-x-4 gap-y-2 border-line border-t pt-3 sm:grid-cols-3">
            <legend className="float-left w-full font-semibold text-muted sm:col-span-3">Poste {line}</legend>
            {POSTE_FIELDS.map((name) => (
              <TextField
                key={name}
                name={`${name}_${line}`}
                label={LABELS[name].label}
                hint={line === 1 ? `Par exemple ${LABELS[name].hint}` : undefined}
                autoComplete="off"
                conditional
              />
            ))}
          </fieldset>
        ))}
      </div>
      {count < POSTES_MAX ? (
        <div>
          <Button onClick={() => setCount(Math.min(POSTES_MAX, count + 1))}>Ajouter une ligne</Button>
        </div>
      ) : null}
      <OptionFields options={options} choose={choose} />
      <section aria-label="Ce que cela coûte" aria-live="polite" className="grid gap-2">
        <Cost achat={{ quantite: filled, prix, options: chosen }} installation={installation} />
      </section>
    </>
  )
}

function Cost({ achat, installation }: { achat: Achat; installation: Decimal | null }) {
  const { quantite: postes, prix } = achat
  if (!prix) return <p className="text-muted">Le prix est sur demande : l’opérateur le donne avant tout engagement.</p>
  if (postes === 0) return <p className="text-muted">Le coût s’affiche ici à mesure que vous décrivez les postes.</p>
  return (
    <>
      <p className="font-semibold">{formatCount(postes, "poste")}</p>
      <CoutTable achat={achat} nom="Les postes" />
      <p className="text-sm">
        {installation === null
          ? "Installation en plus, sur devis."
          : `Installation en plus, une seule fois : ${formatCount(postes, "poste")} × ${formatRate(installation)} = ${formatAmount(priceOf(postes, installation))} HT.`}
      </p>
    </>
  )
}
