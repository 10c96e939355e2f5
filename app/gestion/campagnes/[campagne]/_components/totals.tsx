import { Amount } from "@/components/ui/amount.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import type { CampagneTotals } from "@/lib/cotisations/queries.ts"
import { formatAmount, formatInteger } from "@/lib/platform/format.ts"

export function Totals({ totals, path }: { totals: CampagneTotals; path: string }) {
  return (
    <Figures
      figures={[
        {
          label: "Titres",
          value: formatInteger(totals.aEmettre),
          comparison: `sur ${formatInteger(totals.membres)} membres`,
          href: path,
        },
        { label: "À décider", value: formatInteger(totals.aDecider), href: `${path}?vue=a-decider` },
        { label: "Sans titre", value: formatInteger(totals.exclus), href: `${path}?vue=exclus` },
        { label: "Total", value: <Amount cents={totals.total} /> },
        {
          label: "Écart avec l’an dernier",
          value: <Amount cents={totals.total - totals.totalPrecedent} difference />,
          comparison: `${formatAmount(totals.totalPrecedent)} l’an dernier`,
          href: `${path}?vue=ecart`,
        },
      ]}
    />
  )
}
