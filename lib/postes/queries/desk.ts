import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { empty, join, sql } from "@/lib/platform/db.ts"
import { fold } from "@/lib/platform/format.ts"
import type { ParcFilter } from "../schema.ts"
import type { CommandeEtat, CommandeGenre, LigneVerdict } from "../types.ts"

export type ParcRow = {
  souscriptionId: string
  collectivite: string
  service: string
  factures: number
  actifs: number
  ecarts: number
}

export const PARC_PAGE = 50
const COUNT_BOUND = 1000

/** The parc of every member, billed against active: the same counts as `compareParc`, for all of them in one statement. */
export async function listParcs(
  tx: Tx,
  filter: ParcFilter,
  day: CalendarDate,
): Promise<{ rows: ParcRow[]; total: number }> {
  const clauses = [
    ...(filter.q ? [sql`c."nomPlie" like ${`%${fold(filter.q)}%`}`] : []),
    ...(filter.ecarts ? [sql`e.ecarts > 0`] : []),
  ]
  const from = sql`${parcs(day)} ${clauses.length > 0 ? sql`and ${join(clauses, " and ")}` : empty}`
  const rows = await tx.$queryRaw<ParcRow[]>`
    select s.id as "souscriptionId", c.nom as collectivite, v.nom as service, k.factures, k.actifs + u."inconnusActifs" as actifs, e.ecarts
    ${from} order by e.ecarts desc, c."nomPlie", s.id limit ${PARC_PAGE}::int offset ${(filter.page - 1) * PARC_PAGE}::int`
  const [counted] = await tx.$queryRaw<{ total: number }[]>`
    select count(*)::int as total from (select 1 ${from} limit ${COUNT_BOUND + 1}::int) x`
  return { rows, total: counted?.total ?? 0 }
}

const parcs = (day: CalendarDate) => sql`
  from souscription s join service v on v.id = s."serviceId" and v."parPoste"
  join collectivite c on c.id = s."collectiviteId"
  cross join lateral (${countsOf(day)}) k
  cross join lateral (select count(*)::int as inconnus, (count(*) filter (where u.actif))::int as "inconnusActifs" from poste_inconnu u
    where u."collectiviteId" = s."collectiviteId" and u."serviceId" = s."serviceId") u
  cross join lateral (select case when v."releveLe" is null then 0 else k.ecarts + u.inconnus end as ecarts) e
  where s.etat = 'en_service'`

/** What the desk has to look at, over all members. */
export async function countParcs(tx: Tx, day: CalendarDate) {
  const [row] = await tx.$queryRaw<
    { factures: number; actifs: number; ecarts: number; retards: number; releves: number }[]
  >`
    select coalesce(sum(k.factures), 0)::int as factures, coalesce(sum(k.actifs + u."inconnusActifs"), 0)::int as actifs,
      coalesce(sum(e.ecarts), 0)::int as ecarts,
      (select count(*)::int from commande where etat = 'rejetee' or (etat = 'accusee' and "suiviLe" < ${day}::date)) as retards,
      (select count(*)::int from releve where etat = 'a_verifier') as releves
    ${parcs(day)}`
  return row ?? { factures: 0, actifs: 0, ecarts: 0, retards: 0, releves: 0 }
}

const countsOf = (day: CalendarDate) => sql`
  select (count(*) filter (where facture))::int as factures, (count(*) filter (where actif))::int as actifs,
    (count(*) filter (where (facture and not actif) or (actif and not facture)))::int as ecarts
  from (
    select o.etat not in ('refusee', 'annulee') and coalesce(p.depuis, case when o.genre = 'initiale' then s."enServiceLe" end) <= ${day}::date
        and coalesce(least(p."retireLe", s."termineeLe"), 'infinity') >= ${day}::date is true as facture,
      exists (select from poste_composant x where x."collectiviteId" = p."collectiviteId" and x."posteId" = p.id
        and x."releveLe" = v."releveLe" and x.etat in ('active', 'en_alerte')) as actif
    from poste p join commande o on o."collectiviteId" = p."collectiviteId" and o.id = p."commandeId"
    where p."collectiviteId" = s."collectiviteId" and p."souscriptionId" = s.id) p`

export type CommandeRow = {
  id: string
  collectivite: string
  collectivitePublicId: string
  souscriptionId: string
  service: string
  genre: CommandeGenre
  etat: CommandeEtat
  postes: number
  effetLe: CalendarDate
  suiviLe: CalendarDate | null
  accuseReference: string | null
  reponse: string | null
  version: number
}

/** Orders that somebody must still see through: refused by the provider, late, then waiting. */
export const listCommandesOuvertes = (tx: Tx, day: CalendarDate): Promise<CommandeRow[]> =>
  tx.$queryRaw<CommandeRow[]>`${commandes}
    where k.etat in ('rejetee', 'a_transmettre', 'transmise', 'accusee') and s.etat in ('approuvee', 'en_service')
    order by case when k.etat = 'rejetee' then 0 when k.etat = 'accusee' and k."suiviLe" < ${day}::date then 1
      when k.etat = 'a_transmettre' then 2 else 3 end, k."suiviLe" nulls first, k."demandeLe", k.id limit 200`

export async function findCommande(tx: Tx, id: string): Promise<CommandeRow | null> {
  const [row] = await tx.$queryRaw<CommandeRow[]>`${commandes} where k.id = ${id}::uuid`
  return row ?? null
}

const commandes = sql`
    select k.id, c.nom as collectivite, c."publicId" as "collectivitePublicId", s.id as "souscriptionId", v.nom as service,
      k.genre, k.etat, k."effetLe"::text, k."suiviLe"::text, k."accuseReference", k.reponse, k.version,
      (select count(*)::int from poste p where p."collectiviteId" = k."collectiviteId"
        and (case when k.genre = 'retrait' then p."retraitId" else p."commandeId" end) = k.id) as postes
    from commande k join souscription s on s."collectiviteId" = k."collectiviteId" and s.id = k."souscriptionId"
    join service v on v.id = s."serviceId" join collectivite c on c.id = k."collectiviteId"`

const RELEVES = 30

export async function listReleves(tx: Tx) {
  const rows = await tx.releve.findMany({
    orderBy: [{ recuLe: "desc" }],
    take: RELEVES,
    include: { service: { select: { nom: true } } },
  })
  return rows.map(({ releveLe, service, ...row }) => ({
    ...row,
    service: service.nom,
    releveLe: fromDatabase(releveLe),
  }))
}

const LIGNES = 500

/** One reading, with the lines that a person must look at. */
export async function findReleve(tx: Tx, id: string) {
  const row = await tx.releve.findUnique({
    where: { id },
    include: { service: { select: { nom: true } } },
  })
  if (!row) return null
  const counts = await tx.releveLigne.groupBy({ by: ["verdict"], where: { releveId: id }, _count: { _all: true } })
  const lignes = await tx.$queryRaw<LigneDouteuse[]>`
    select l.ligne, l.client, l.numero, l.libelle, l.verdict, c.nom as collectivite from releve_ligne l
    left join collectivite c on c.id = l."concerneId"
    where l."releveId" = ${id}::uuid and l.verdict <> 'connu' order by l.ligne limit ${LIGNES}::int`
  return {
    ...row,
    service: row.service.nom,
    releveLe: fromDatabase(row.releveLe),
    counts: Object.fromEntries(counts.map(({ verdict, _count }) => [verdict, _count._all])) as Partial<
      Record<LigneVerdict, number>
    >,
    lignes,
  }
}

export type LigneDouteuse = {
  ligne: number
  client: string
  numero: string
  libelle: string
  verdict: Exclude<LigneVerdict, "connu">
  collectivite: string | null
}

/** The services whose provider can be asked, and what is waiting on each. */
export const listSuivis = (tx: Tx): Promise<{ slug: string; nom: string; releveLe: Date | null }[]> =>
  tx.service.findMany({
    where: { parPoste: true },
    select: { slug: true, nom: true, releveLe: true },
    orderBy: { nom: "asc" },
  })
