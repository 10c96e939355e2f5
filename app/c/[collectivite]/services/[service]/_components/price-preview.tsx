import type { ServiceOffert } from "@/lib/catalogue/queries/published.ts"
import { dependsOnPopulation } from "@/lib/catalogue/rules/grille.ts"
import { formatAmount, formatCount } from "@/lib/platform/format.ts"
import { computeCout } from "@/lib/souscriptions/rules/cout.ts"

const QUANTITIES = [1, 3, 5, 10]

/** The price made concrete: what it comes to for the sizes of a mairie. */
export function PricePreview({ service }: { service: ServiceOffert }) {
  const tarif = service.mode === "unitaire" ? service.tarifs[0] : undefined
  // Where the population decides, the form says what it comes to for this one.
  if (!tarif || dependsOnPopulation(tarif) || tarif.assiette === "forfait") return null
  return (
    <section aria-label="Exemples de coût" className="overflow-x-auto">
      <table className="data-table max-w-measure">
        <caption className="sr-only">Exemples de coût</caption>
        <thead>
          <tr>
            <th scope="col">Pour</th>
            <th scope="col" className="end">
              {tarif.periodicite === "unique" ? "Une seule fois, HT" : "Par mois, HT"}
            </th>
            {tarif.periodicite === "unique" ? null : (
              <th scope="col" className="end">
                Par an, HT
              </th>
            )}
            <th scope="col" className="end">
              {tarif.periodicite === "unique" ? "TTC" : "Par an, TTC"}
            </th>
          </tr>
        </thead>
        <tbody>
          {QUANTITIES.map((quantite) => {
            const { parMois, parAn, unique } = computeCout(quantite, tarif)
            return (
              <tr key={quantite}>
                <th scope="row">{formatCount(quantite, tarif.unite)}</th>
                <td className="end">{formatAmount((unique ?? parMois).ht)}</td>
                {parAn ? <td className="end">{formatAmount(parAn.ht)}</td> : null}
                <td className="end">{formatAmount((unique ?? parAn).ttc)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
