import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { type ARelancer, nextRelance } from "../rules/relances.ts"
import type { PauseGenre } from "../types.ts"

export type TitreEnRetard = ARelancer & {
  collectiviteId: string
  publicId: string
  nom: string
  titreId: string
  exercice: number
  serie: string
  numero: number
  objet: string
  /** A question about it waits for an answer. */
  question: boolean
}

type Row = Omit<TitreEnRetard, "envoyees"> & { envoyees: Date[] | null }

/**
 * Titres of before that échéance that still wait for money, whatever keeps a reminder back, oldest first. `titreIds`: of these
 * only, read again under their lock.
 */
export async function listEnRetard(
  tx: Tx,
  avant: CalendarDate,
  titreIds?: readonly string[],
): Promise<TitreEnRetard[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select * from (
      select t."collectiviteId", c."publicId", c.nom, t.id as "titreId", t.exercice::int, t.serie, t.numero, t.objet, t.echeance::text,
        portail_titre_du(t."collectiviteId", t.id) as reste,
        (select s.etat::text from titre_suivi s where s."collectiviteId" = t."collectiviteId" and s."titreId" = t.id order by s.le desc, s.id desc limit 1) as etat,
        coalesce((select x.genre <> 'reprise' from relance_pause x where x."collectiviteId" = t."collectiviteId" and x."titreId" = t.id
          order by x.le desc, x.id desc limit 1), false) as "enPause",
        coalesce((select not m.agent from titre_message m where m."collectiviteId" = t."collectiviteId" and m."titreId" = t.id
          order by m.le desc, m.id desc limit 1), false) as question,
        (select array_agg(r.le order by r.rang) from relance r where r."collectiviteId" = t."collectiviteId" and r."titreId" = t.id) as envoyees
      from titre t join collectivite c on c.id = t."collectiviteId"
      where t.nature = 'recette' and t.echeance < ${avant}::date ${titreIds ? sql`and t.id = any(${[...titreIds]}::uuid[])` : empty}
    ) x where reste > 0 order by echeance, exercice, serie, numero`
  return rows.map(({ envoyees, ...row }) => ({ ...row, envoyees: (envoyees ?? []).map(dayInParis) }))
}

export type RelancePrevue = TitreEnRetard & { rang: number; le: CalendarDate }

/** What will leave and when, as things stand; the rest is kept back, with its reason elsewhere. */
export const planRelances = (titres: readonly TitreEnRetard[], jours: readonly number[]): RelancePrevue[] =>
  titres
    .flatMap((titre) => {
      const next = nextRelance(titre, jours)
      return next ? [{ ...titre, ...next }] : []
    })
    .sort((one, other) => one.le.localeCompare(other.le))

export type PauseEnCours = {
  titreId: string
  publicId: string
  nom: string
  exercice: number
  serie: string
  numero: number
  genre: PauseGenre
  motif: string
  le: Date
}

/** Titres for which no reminder leaves, by a person's decision. */
export const listPauses = (tx: Tx): Promise<PauseEnCours[]> => tx.$queryRaw<PauseEnCours[]>`
  select * from (
    select distinct on (x."collectiviteId", x."titreId") x."titreId", c."publicId", c.nom, t.exercice::int, t.serie, t.numero, x.genre::text, x.motif, x.le
    from relance_pause x join titre t on t."collectiviteId" = x."collectiviteId" and t.id = x."titreId" join collectivite c on c.id = x."collectiviteId"
    order by x."collectiviteId", x."titreId", x.le desc, x.id desc
  ) p where genre <> 'reprise' order by le desc limit 200`

export type RelanceEnvoyee = {
  id: string
  titreId: string
  nom: string
  exercice: number
  serie: string
  numero: number
  rang: number
  reste: Cents
  le: Date
  /** Mails that left or will; none means that only the letter tells them. */
  courriels: number
  rejetes: number
}

export const RELANCES_SHOWN = 50

/** The latest first, with what became of their mails. */
export const listRelances = (tx: Tx): Promise<RelanceEnvoyee[]> => tx.$queryRaw<RelanceEnvoyee[]>`
  select r.id, r."titreId", c.nom, t.exercice::int, t.serie, t.numero, r.rang::int, r.reste, r.le, m.courriels, m.rejetes
  from relance r join titre t on t."collectiviteId" = r."collectiviteId" and t.id = r."titreId" join collectivite c on c.id = r."collectiviteId",
  lateral (
    select count(*)::int as courriels, count(*) filter (where m.etat = 'rejete')::int as rejetes from courriel m
    where m."collectiviteId" = r."collectiviteId" and ((m.genre = 'titre-relance' and m."objetId" = r.id) or (m.genre = 'notification' and m."objetId" in (
      select n.id from notification n where n."collectiviteId" = r."collectiviteId" and n.genre = 'titre-relance' and n."objetId" = r.id)))
  ) m order by r.le desc, r.id desc limit ${RELANCES_SHOWN}`

export type RelanceLettre = {
  rang: number
  reste: Cents
  le: Date
  exercice: number
  serie: string
  numero: number
  objet: string
  dateEmission: CalendarDate
  echeance: CalendarDate
  montant: Cents
  debiteur: unknown
}

/** All that a reminder's letter says; null for an unknown one. */
export async function findRelance(tx: Tx, id: string): Promise<RelanceLettre | null> {
  const [row] = await tx.$queryRaw<RelanceLettre[]>`
    select r.rang::int, r.reste, r.le, t.exercice::int, t.serie, t.numero, t.objet, t."dateEmission"::text, t.echeance::text,
      t."montantTtc" as montant, t.debiteur
    from relance r join titre t on t."collectiviteId" = r."collectiviteId" and t.id = r."titreId" where r.id = ${id}::uuid`
  return row ?? null
}
