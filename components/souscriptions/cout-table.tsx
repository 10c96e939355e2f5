import { formatAmount } from "@/lib/platform/format.ts"
import { computeCout, computeTotal } from "@/lib/souscriptions/rules/cout.ts"
import { standing } from "@/lib/souscriptions/rules/options.ts"
import type { Achat, Montants, Total } from "@/lib/souscriptions/types.ts"

type CoutTableProps = {
  achat: Achat
  /** What the first line is called where options stand beside it. */
  nom?: string
}

/** The cost of a request, options line by line, VAT apart; the browser draws it while one types, the server on the file. */
export function CoutTable({ achat, nom = "Le service" }: CoutTableProps) {
  const total = computeTotal(achat)
  const periods = PERIODS.filter(([, period]) => total[period] !== null)
  return (
    <section aria-label="Détail du coût" className="overflow-x-auto">
      <table className="data-table max-w-measure">
        <caption className="sr-only">Ce que cela coûte</caption>
        <thead>
          <tr>
            <td />
            {periods.map(([label]) => (
              <th key={label} scope="col" className="end">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {linesOf(achat, nom).map(({ key, label, cout }) => (
            <tr key={key}>
              <th scope="row" className="font-normal">
                {label}
              </th>
              {periods.map(([, period]) => (
                <td key={period} className="end text-muted">
                  {cout?.[period] ? formatAmount(cout[period].ht) : cout ? "–" : "sur devis"}
                </td>
              ))}
            </tr>
          ))}
          {ROWS.map(([label, key]) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {periods.map(([, period]) => (
                <td key={period} className={key === "ttc" ? "end font-semibold" : "end"}>
                  {formatAmount(total[period]?.[key] ?? 0n)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Before tax; a service without options is its own total. */
function linesOf({ quantite, prix, options }: Achat, nom: string) {
  const kept = standing(options)
  if (kept.length === 0) return []
  const own = prix ? [{ key: "service", label: nom, cout: computeCout(quantite, prix) }] : []
  return [
    ...own,
    ...kept.map((option, index) => ({
      key: `${option.optionId} ${index}`,
      label: option.unite && option.quantite > 1 ? `${option.nom} × ${option.quantite}` : option.nom,
      cout: option.prix && computeCout(option.quantite, option.prix),
    })),
  ]
}

const PERIODS: readonly [string, keyof Total][] = [
  ["Par mois", "parMois"],
  ["Par an", "parAn"],
  ["Une seule fois", "unique"],
]

const ROWS: readonly [string, keyof Montants][] = [
  ["Hors taxes", "ht"],
  ["TVA", "tva"],
  ["Toutes taxes comprises", "ttc"],
]
