import { BarList } from "@/components/ui/bar-list.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Section } from "@/components/ui/section.tsx"
import { postesOf, spendingOf, totalOf } from "@/lib/indicateurs/rules.ts"
import type { Situation } from "@/lib/indicateurs/types.ts"
import { formatAmount } from "@/lib/platform/format.ts"

/** Membership and each domain, on one scale; the same figures as a table one tap away. */
export function Spending({ situation, annee }: { situation: Situation; annee: number }) {
  const depenses = spendingOf(situation, annee)
  return (
    <Section title={`Ce que nous payons en ${annee}`}>
      {depenses.length === 0 ? (
        <p className="text-muted">Rien cette année.</p>
      ) : (
        <>
          <BarList
            caption={`Dépenses de ${annee}, toutes taxes comprises, par domaine`}
            labelHeader="Domaine"
            valueHeader="Montant TTC"
            bars={depenses.map(({ label, montant }) => ({
              label,
              size: Number(montant),
              value: formatAmount(montant),
            }))}
          />
          <p className="text-muted text-sm">
            En tout {formatAmount(totalOf(depenses))} toutes taxes comprises, jusqu’au 31 décembre
            {situation.cotisationEmise === null ? ", adhésion estimée" : ""}. Les services comptent les mois commencés.
          </p>
          <details>
            <summary className="cursor-pointer text-accent">Poste par poste</summary>
            <DescriptionList
              items={postesOf(situation, annee).map(({ label, montant }) => ({ label, value: formatAmount(montant) }))}
            />
          </details>
        </>
      )}
    </Section>
  )
}
