import type { Tx } from "@/lib/access/door.ts"
import { nameContains } from "@/lib/collectivites/queries/name-search.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { SoldesFilter } from "../schema.ts"

/** `credit`: what was paid too much, titre by titre; it is in `du`, and told apart because it does not pay another titre by itself. */
type Solde = { facture: Cents; annule: Cents; regle: Cents; du: Cents; credit: Cents }
export type SoldeRow = Solde & {
  collectiviteId: string
  publicId: string
  nom: string
  siren: string | null
  titres: number
}

export const SOLDES_PER_PAGE = 50

/** By its definition: billed − cancelled − paid = due, for each debtor. A correction counts in the exercice of the titre it lowers. */
const accounts = ({ exercice, cherche, solde }: SoldesFilter) => {
  const named = nameContains(cherche)
  return sql`
    select c."publicId", c.nom, c."nomPlie", c.siren, x.* from (
      select "collectiviteId", count(*)::int as titres, sum(facture)::bigint as facture, sum(annule)::bigint as annule,
        sum(regle)::bigint as regle, sum(facture - annule - regle)::bigint as du,
        sum(greatest(annule + regle - facture, 0))::bigint as credit
      from (
        select t."collectiviteId", t."montantTtc" as facture, coalesce(k.annule, 0) as annule, coalesce(r.regle, 0) as regle
        from titre t
        left join (select "collectiviteId", "corrigeId", sum("montantTtc") as annule from titre where "corrigeId" is not null group by 1, 2) k
          on k."collectiviteId" = t."collectiviteId" and k."corrigeId" = t.id
        left join (select "collectiviteId", "titreId", sum(montant) as regle from reglement group by 1, 2) r
          on r."collectiviteId" = t."collectiviteId" and r."titreId" = t.id
        where t.nature = 'recette' ${exercice ? sql`and t.exercice = ${exercice}::int` : empty}) e
      group by "collectiviteId") x
    join collectivite c on c.id = x."collectiviteId"
    where true ${named ? sql`and ${named}` : empty}
      ${solde === "du" ? sql`and x.du > 0` : solde === "credit" ? sql`and x.credit > 0` : empty}`
}

type Window = { limit?: number; offset?: number }

/** What owes most first; an export asks for all. */
export const listSoldes = (
  tx: Tx,
  filter: SoldesFilter,
  { limit = SOLDES_PER_PAGE, offset = (filter.page - 1) * SOLDES_PER_PAGE }: Window = {},
): Promise<SoldeRow[]> => tx.$queryRaw<SoldeRow[]>`
  select "collectiviteId", "publicId", nom, siren, titres, facture, annule, regle, du, credit from (${accounts(filter)}) a
  order by du desc, "nomPlie" limit ${limit}::int offset ${offset}::int`

/** Over all debtors that the filter keeps, not the page alone. */
export async function totalSoldes(tx: Tx, filter: SoldesFilter): Promise<Solde & { membres: number }> {
  const [row] = await tx.$queryRaw<[Solde & { membres: number }]>`
    select count(*)::int as membres, coalesce(sum(facture), 0)::bigint as facture, coalesce(sum(annule), 0)::bigint as annule,
      coalesce(sum(regle), 0)::bigint as regle, coalesce(sum(du), 0)::bigint as du, coalesce(sum(credit), 0)::bigint as credit
    from (${accounts(filter)}) a`
  return row
}
