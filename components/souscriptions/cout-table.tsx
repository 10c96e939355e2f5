import { formatAmount } from "@/lib/platform/format.ts"
import type { Cout, Montants } from "@/lib/souscriptions/types.ts"

/** The cost of a request, VAT apart; the browser draws it while one types, the server on the file. */
export function CoutTable({ cout }: { cout: Cout }) {
  const columns: [string, Montants][] = cout.unique
    ? [["Une seule fois", cout.unique]]
    : [
        ["Par mois", cout.parMois],
        ["Par an", cout.parAn],
      ]
  return (
    <table className="data-table max-w-measure">
      <caption className="sr-only">Ce que cela coûte</caption>
      <thead>
        <tr>
          <td />
          {columns.map(([label]) => (
            <th key={label} scope="col" className="end">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ROWS.map(([label, key]) => (
          <tr key={key}>
            <th scope="row">{label}</th>
            {columns.map(([period, montants]) => (
              <td key={period} className={key === "ttc" ? "end font-semibold" : "end"}>
                {formatAmount(montants[key])}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const ROWS: readonly [string, keyof Montants][] = [
  ["Hors taxes", "ht"],
  ["TVA", "tva"],
  ["Toutes taxes comprises", "ttc"],
]
