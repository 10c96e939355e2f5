import { Section } from "@/components/ui/section.tsx"
import { PRORATA_LABELS, type Prorata } from "@/lib/catalogue/types.ts"
import { formatAmount, formatCount, formatMonth, formatRate, formatShortDay } from "@/lib/platform/format.ts"
import { computeMois, type Mois, type PosteFacture } from "@/lib/postes/rules/facturation.ts"
import type { LigneFacture, MoisFacture } from "@/lib/postes/types.ts"

type MoisSectionProps = {
  postes: readonly PosteFacture[]
  prorata: Prorata
  mois: readonly Mois[]
}

/** What some months cost, line by line, as they will be billed. */
export function MoisSection({ postes, prorata, mois }: MoisSectionProps) {
  return (
    <Section title="Ce que cela coûte, mois par mois">
      {mois.map((one) => (
        <MoisTable key={one} mois={one} facture={computeMois(postes, prorata, one)} />
      ))}
      <p className="max-w-measure text-muted text-sm">
        {PRORATA_LABELS[prorata]}. Chaque ligne est arrondie une fois, la TVA se calcule sur leur total.
      </p>
    </Section>
  )
}

function MoisTable({ mois, facture }: { mois: Mois; facture: MoisFacture }) {
  const { lignes, ht, tva, ttc } = facture
  if (lignes.length === 0) return <p className="text-muted">{formatMonth(mois)} : aucun poste en service.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (axe: scrollable-region-focusable).
    <section aria-label={formatMonth(mois)} tabIndex={0} className="overflow-x-auto">
      <table className="data-table max-w-measure">
        <caption className="pb-1 text-start font-semibold">{formatMonth(mois)}</caption>
        <thead>
          <tr>
            <th scope="col">Postes</th>
            <th scope="col">Période</th>
            <th scope="col" className="end">
              Prix
            </th>
            <th scope="col" className="end">
              Montant HT
            </th>
          </tr>
        </thead>
        <tbody>
          {lignes.map((ligne) => (
            <tr key={`${ligne.genre} ${ligne.du} ${ligne.au} ${ligne.prixUnitaire} ${ligne.postes.join()}`}>
              <th scope="row" className="nowrap">
                {ligne.genre === "installation" ? "Installation, " : ""}
                {formatCount(ligne.postes.length, "poste")}
              </th>
              <td className="nowrap">{periodWords(ligne)}</td>
              <td className="end">{formatRate(ligne.prixUnitaire)}</td>
              <td className="end">{formatAmount(ligne.montantHt)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <Total label="Hors taxes" amount={formatAmount(ht)} />
          <Total label="TVA" amount={formatAmount(tva)} />
          <Total label="Toutes taxes comprises" amount={formatAmount(ttc)} strong />
        </tfoot>
      </table>
    </section>
  )
}

const Total = ({ label, amount, strong = false }: { label: string; amount: string; strong?: boolean }) => (
  <tr>
    <th scope="row" colSpan={3}>
      {label}
    </th>
    <td className={strong ? "end font-semibold" : "end"}>{amount}</td>
  </tr>
)

function periodWords({ genre, du, au, jours, joursDuMois }: LigneFacture): string {
  if (genre === "installation") return `le ${formatShortDay(du)}, une seule fois`
  if (jours === joursDuMois) return "tout le mois"
  return `du ${formatShortDay(du)} au ${formatShortDay(au)} (${jours} jours sur ${joursDuMois})`
}
