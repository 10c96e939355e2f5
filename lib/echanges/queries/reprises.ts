import type { Tx } from "@/lib/access/door.ts"
import { sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { DepotEtat } from "../types.ts"

/** A titre of which something failed: its page, or its deposit. */
export type RepriseRow = {
  titreId: string
  /** Null: its page. */
  depotId: string | null
  depotEtat: DepotEtat | null
  nom: string
  reference: string
  montant: Cents
  message: string | null
}

export const REPRISES_PER_PAGE = 100

const failed = (exercice: number) => sql`
  select t.id as "titreId", null::uuid as "depotId", null::text as "depotEtat", t.debiteur ->> 'nom' as nom,
    t.exercice || '-' || t.serie || '-' || t.numero as reference, t.numero, t."montantTtc" as montant, e.erreur as message
  from titre_page_echec e join titre t on t."collectiviteId" = e."collectiviteId" and t.id = e."titreId"
  where t.exercice = ${exercice}::int
  union all
  select t.id, d.id, d.etat::text, t.debiteur ->> 'nom', t.exercice || '-' || t.serie || '-' || t.numero, t.numero, t."montantTtc", d.message
  from depot d join titre t on t."collectiviteId" = d."collectiviteId" and t.id = d."titreId"
  where t.exercice = ${exercice}::int and d.etat in ('rejete', 'a_corriger')`

/** What failed in an exercice and waits for a person: pages first, since no deposit leaves without its page. */
export const listReprises = (tx: Tx, exercice: number, page: number): Promise<RepriseRow[]> => tx.$queryRaw<
  RepriseRow[]
>`
  select "titreId", "depotId", "depotEtat", nom, reference, montant, message from (${failed(exercice)}) f
  order by "depotId" is not null, numero, reference
  limit ${REPRISES_PER_PAGE}::int offset ${(page - 1) * REPRISES_PER_PAGE}::int`

/** How far the documents and the deposits of an exercice are: all, done, and those that failed. */
export type Envois = {
  pages: { tous: number; faits: number; echecs: number }
  depots: { tous: number; faits: number; echecs: number }
}

export async function findEnvois(tx: Tx, exercice: number): Promise<Envois> {
  const [row] = await tx.$queryRaw<[Envois]>`
    select (select json_build_object('tous', count(*), 'faits', count(d.id), 'echecs', count(e.id)) from titre t
        left join document d on d."collectiviteId" = t."collectiviteId" and d.genre = 'titre' and d."objetId" = t.id and d.version = 1
        left join titre_page_echec e on e."collectiviteId" = t."collectiviteId" and e."titreId" = t.id
        where t.exercice = ${exercice}::int) as pages,
      (select json_build_object('tous', count(*), 'faits', count(*) filter (where d.etat in ('depose', 'integre', 'mis_a_disposition')),
          'echecs', count(*) filter (where d.etat in ('rejete', 'a_corriger')))
        from depot d join titre t on t."collectiviteId" = d."collectiviteId" and t.id = d."titreId"
        where t.exercice = ${exercice}::int) as depots`
  return row
}
