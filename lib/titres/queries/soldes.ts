import type { Tx } from "@/lib/access/door.ts"
import { nameContains } from "@/lib/collectivites/queries/name-search.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { SoldesFilter } from "../schema.ts"

export type SoldeRow = {
  nom: string
  siren: string | null
  titres: number
  facture: Cents
  annule: Cents
  regle: Cents
  du: Cents
}

/** By its definition: billed − cancelled − paid = due, for each debtor. A correction counts in the exercice of the titre it lowers. */
const accounts = ({ exercice, cherche, solde }: SoldesFilter) => {
  const named = nameContains(cherche)
  return sql`
    select c.nom, c."nomPlie", c.siren, x.* from (
      select t."collectiviteId", count(*)::int as titres, sum(t."montantTtc")::bigint as facture,
        coalesce(sum(k.annule), 0)::bigint as annule, coalesce(sum(r.regle), 0)::bigint as regle,
        (sum(t."montantTtc") - coalesce(sum(k.annule), 0) - coalesce(sum(r.regle), 0))::bigint as du
      from titre t
      left join (select "collectiviteId", "corrigeId", sum("montantTtc") as annule from titre where "corrigeId" is not null group by 1, 2) k
        on k."collectiviteId" = t."collectiviteId" and k."corrigeId" = t.id
      left join (select "collectiviteId", "titreId", sum(montant) as regle from reglement group by 1, 2) r
        on r."collectiviteId" = t."collectiviteId" and r."titreId" = t.id
      where t.nature = 'recette' ${exercice ? sql`and t.exercice = ${exercice}::int` : empty}
      group by t."collectiviteId") x
    join collectivite c on c.id = x."collectiviteId"
    where true ${named ? sql`and ${named}` : empty}
      ${solde === "du" ? sql`and x.du > 0` : solde === "credit" ? sql`and x.du < 0` : solde === "nul" ? sql`and x.du = 0` : empty}`
}

/** All debtors that the filter keeps, what owes most first. */
export const listSoldes = (tx: Tx, filter: SoldesFilter): Promise<SoldeRow[]> => tx.$queryRaw<SoldeRow[]>`
  select nom, siren, titres, facture, annule, regle, du from (${accounts(filter)}) a order by du desc, "nomPlie"`
