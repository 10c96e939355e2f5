import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { DEPART, FACTS_AT_ONCE, RESTE } from "@/lib/titres/queries/situation.ts"
import type { Bilan, Exercice } from "./types.ts"

/** The accounts of a year and what is still open in it, in one statement. */
export async function findBilan(tx: Tx, annee: number): Promise<Bilan> {
  const [row] = await tx.$queryRaw<[Bilan]>`
    select count(*) filter (where t.nature = 'recette')::int as titres,
      coalesce(sum(t."montantTtc") filter (where t.nature = 'recette'), 0)::bigint as facture,
      coalesce(sum(k.corrige), 0)::bigint as annule, coalesce(sum(r.regle), 0)::bigint as regle, coalesce(sum(${RESTE}), 0)::bigint as du,
      count(*) filter (where ${RESTE} > 0)::int as dus, count(*) filter (where ${RESTE} < 0)::int as credits,
      count(*) filter (where ${DEPART} = 'a_envoyer')::int as "aEnvoyer", count(*) filter (where ${DEPART} = 'refuse')::int as refuses,
      (select count(*)::int from campagne where exercice = ${annee}::int and etat in ('brouillon', 'a_approuver', 'approuvee', 'en_emission')) as campagnes,
      (select count(*)::int from projet_titre p join titre o on o."collectiviteId" = p."collectiviteId" and o.id = p."corrigeId"
        where p.etat = 'propose' and o.exercice = ${annee}::int) as projets
    from titre t ${FACTS_AT_ONCE} where t.exercice = ${annee}::int`
  return row
}

/** A year without a row is open, and nobody asked to close it. */
export async function findExercice(tx: Tx, annee: number): Promise<Exercice> {
  const row = await tx.exercice.findUnique({ where: { annee } })
  const ids = [row?.demandeParId, row?.closParId].filter((id): id is string => Boolean(id))
  const people = await tx.personne.findMany({ where: { id: { in: ids } }, select: { id: true, nom: true } })
  const name = (id: string | null | undefined) => people.find((one) => one.id === id)?.nom ?? null
  return {
    annee,
    closLe: row?.closLe ? fromDatabase(row.closLe) : null,
    closPar: name(row?.closParId),
    demandeParId: row?.demandeParId ?? null,
    demandePar: name(row?.demandeParId),
    demandeLe: row?.demandeLe ?? null,
    secondePersonne: row?.secondePersonne ?? true,
  }
}
