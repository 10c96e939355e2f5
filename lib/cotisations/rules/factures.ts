import type { Cents } from "@/lib/platform/money.ts"
import { sumLignes, voletOfCategorie, withVat } from "@/lib/titres/rules.ts"
import type { TitreVolet } from "@/lib/titres/types.ts"
import type { Element } from "../types.ts"

export type Detail = Element & { montantTva: Cents }

/** All that one payer owes on one document: lines out of the scope of VAT, exempt ones and taxed ones each have theirs. */
export type Facture = {
  payeurId: string
  volet: TitreVolet
  details: Detail[]
  montant: Cents
  montantTva: Cents
  numeroEngagement: string | null
  codeService: string | null
}

/** The documents to make, VAT found once for each rate of each of them. Order of the elements is kept. */
export function assemble(elements: readonly Element[]): Facture[] {
  const groups = Map.groupBy(elements, ({ payeurId, categorieTva }) => `${payeurId} ${voletOfCategorie(categorieTva)}`)
  return [...groups.values()].map((group) => {
    const [first] = group as [Element, ...Element[]]
    const details = withVat(group)
    const { tva, ttc } = sumLignes(details)
    return {
      payeurId: first.payeurId,
      volet: voletOfCategorie(first.categorieTva),
      details,
      montant: ttc,
      montantTva: tva,
      numeroEngagement: agreed(group.map(({ numeroEngagement }) => numeroEngagement)),
      codeService: agreed(group.map(({ codeService }) => codeService)),
    }
  })
}

/** A document quotes one commitment: that of its lines when those that have one agree. */
function agreed(values: readonly (string | null)[]): string | null {
  const known = new Set(values.filter((value) => value !== null))
  return known.size === 1 ? ([...known][0] ?? null) : null
}
