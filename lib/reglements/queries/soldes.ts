import type { Tx } from "@/lib/access/door.ts"
import { nameContains } from "@/lib/collectivites/queries/name-search.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { SoldesFilter } from "../schema.ts"

export type Solde = { facture: Cents; annule: Cents; regle: Cents; du: Cents; credit: Cents }
export type SoldeRow = Solde & { collectiviteId: string; publicId: string; nom: string }

export const SOLDES_PER_PAGE = 50

/** Billed − cancelled − paid = due, member by member: each sum is of its own table, none is deduced from another. */
const SOLDE = sql`
  select c.id as "collectiviteId", c."publicId", c.nom, c."nomPlie", b.facture, coalesce(x.annule, 0)::bigint as annule, coalesce(p.regle, 0)::bigint as regle,
    (b.facture - coalesce(x.annule, 0) - coalesce(p.regle, 0))::bigint as du, coalesce(k.credit, 0)::bigint as credit
  from (select "collectiviteId", sum("montantTtc")::bigint as facture from titre where nature = 'recette' group by 1) b
  join collectivite c on c.id = b."collectiviteId"
  left join (select "collectiviteId", sum("montantTtc")::bigint as annule from titre where nature <> 'recette' group by 1) x on x."collectiviteId" = c.id
  left join (select "collectiviteId", sum(montant)::bigint as regle from reglement group by 1) p on p."collectiviteId" = c.id
  left join (
    select t."collectiviteId", -sum(portail_titre_du(t."collectiviteId", t.id))::bigint as credit from titre t
    where t.nature = 'recette' and portail_titre_du(t."collectiviteId", t.id) < 0 group by 1
  ) k on k."collectiviteId" = c.id`

const conditions = ({ cherche, montre }: SoldesFilter) => {
  const named = nameContains(cherche)
  return sql`true ${named ? sql`and ${named}` : empty}
    ${montre === "du" ? sql`and c.du > 0` : montre === "credit" ? sql`and c.credit > 0` : empty}`
}

/** What owes most first. */
export const listSoldes = (tx: Tx, filter: SoldesFilter): Promise<SoldeRow[]> => tx.$queryRaw<SoldeRow[]>`
  select c."collectiviteId", c."publicId", c.nom, c.facture, c.annule, c.regle, c.du, c.credit from (${SOLDE}) c
  where ${conditions(filter)} order by c.du desc, c."nomPlie" limit ${SOLDES_PER_PAGE} offset ${(filter.page - 1) * SOLDES_PER_PAGE}`

/** Over all members that the filter keeps, not the page alone. */
export async function totalSoldes(tx: Tx, filter: SoldesFilter): Promise<Solde & { membres: number }> {
  const [row] = await tx.$queryRaw<(Solde & { membres: number })[]>`
    select count(*)::int as membres, coalesce(sum(c.facture), 0)::bigint as facture, coalesce(sum(c.annule), 0)::bigint as annule,
      coalesce(sum(c.regle), 0)::bigint as regle, coalesce(sum(c.du), 0)::bigint as du, coalesce(sum(c.credit), 0)::bigint as credit
    from (${SOLDE}) c where ${conditions(filter)}`
  if (!row) throw new Error("a sum answers one row")
  return row
}
