import { Fact, Facts } from "@/components/ui/facts.tsx"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatCount } from "@/lib/platform/format.ts"
import type { Bilan } from "@/lib/redevances/rules/situation.ts"

/** Owed, asked, received, at risk this year: one number each. */
export function BilanFacts({ bilan, today }: { bilan: Bilan; today: CalendarDate }) {
  return (
    <Facts label="Les redevances en quatre chiffres">
      <Fact value={formatAmount(bilan.du)} label="restent dus">
        {bilan.sansBareme > 0
          ? `Sans compter ${formatCount(bilan.sansBareme, "état", "états")} d’années au barème non renseigné.`
          : "Toutes années encore réclamables."}
      </Fact>
      <Fact value={formatAmount(bilan.demande)} label="ont été demandés" />
      <Fact value={formatAmount(bilan.recu)} label="ont été reçus" />
      <Fact value={formatAmount(bilan.enJeu)} label="se jouent cette année">
        {bilan.enJeu > 0n ? `Perdus après le 31 décembre ${yearOf(today)}.` : "Rien n’est menacé par la prescription."}
      </Fact>
    </Facts>
  )
}
