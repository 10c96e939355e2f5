import type { PersonneGenre, RattachementRole } from "@/generated/prisma/enums.ts"
import type { Lien } from "@/lib/access/context.ts"
import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { fold } from "@/lib/platform/format.ts"
import type { DemandeRattachementEtat } from "./types.ts"

export type Colleague = {
  id: string
  personneId: string
  nom: string
  courriel: string
  genre: PersonneGenre
  role: RattachementRole
  fonction: string
  depuis: CalendarDate
}

export async function listTeam(tx: Tx, collectiviteId: string, day: CalendarDate): Promise<Colleague[]> {
  const date = toDatabase(day)
  const rows = await tx.rattachement.findMany({
    where: { collectiviteId, depuis: { lte: date }, OR: [{ jusqua: null }, { jusqua: { gt: date } }] },
    select: {
      id: true,
      personneId: true,
      role: true,
      fonction: true,
      depuis: true,
      personne: { select: { nom: true, courriel: true, genre: true } },
    },
    orderBy: [{ personne: { nom: "asc" } }, { role: "asc" }],
  })
  return rows.map(({ personne, depuis, ...row }) => ({ ...row, ...personne, depuis: fromDatabase(depuis) }))
}

export const listInvitations = (tx: Tx, collectiviteId: string, now: Date) =>
  tx.invitation.findMany({
    where: { collectiviteId, accepteeLe: null, retireeLe: null, expireLe: { gt: now } },
    select: { id: true, nom: true, courriel: true, role: true, fonction: true, expireLe: true },
    orderBy: { creeLe: "desc" },
  })

export type PendingInvitation = Awaited<ReturnType<typeof listInvitations>>[number]

/** Her own requests, with the collectivité's name; what is closed stays a month. */
export const listMyDemandes = (tx: Tx, personneId: string, now: Date) =>
  tx.demandeRattachement.findMany({
    where: {
      personneId,
      OR: [{ decideLe: null }, { decideLe: { gt: new Date(now.getTime() - 30 * 86_400_000) } }],
    },
    select: {
      id: true,
      etat: true,
      fonction: true,
      creeLe: true,
      motif: true,
      codeConfirmeLe: true,
      collectivite: { select: { nom: true } },
    },
    orderBy: { creeLe: "desc" },
  })

export type MyDemande = Awaited<ReturnType<typeof listMyDemandes>>[number]

export type DemandeToDecide = {
  id: string
  etat: Exclude<DemandeRattachementEtat, "acceptee" | "refusee">
  creeLe: Date
  codeConfirmeLe: Date | null
  role: RattachementRole
  fonction: string
  collectivite: string
  nom: string
  courriel: string
  genre: PersonneGenre
  courrielOfficiel: string | null
  equipe: number
}

export const findMyDemande = (tx: Tx, personneId: string, id: string) =>
  tx.demandeRattachement.findFirst({
    where: { id, personneId },
    select: { id: true, etat: true, collectivite: { select: { nom: true } } },
  })

/** What staff need to decide, oldest first: who asks, from where, and who is there already. */
export const listDemandes = (tx: Tx, day: CalendarDate): Promise<DemandeToDecide[]> =>
  tx.$queryRaw<DemandeToDecide[]>`
    select d.id, d.etat, d."creeLe", d."codeConfirmeLe", d.role, d.fonction, c.nom as collectivite,
      p.nom, p.courriel, p.genre, f."courrielOfficiel",
      (select count(distinct r."personneId")::int from rattachement r
        where r."collectiviteId" = d."collectiviteId" and daterange(r.depuis, r.jusqua) @> ${day}::date) as equipe
    from demande_rattachement d
      join collectivite c on c.id = d."collectiviteId"
      join personne p on p.id = d."personneId"
      left join fiche f on f."collectiviteId" = d."collectiviteId"
    where d.etat in ('a_verifier', 'code_envoye')
    order by (d.etat = 'a_verifier') desc, d."creeLe" limit 200`

export type Choice = { publicId: string; nom: string; departement: string; codesPostaux: string[] }

/** By name, without accents or case, the closest first. */
export async function searchRegister(tx: Tx, typed: string): Promise<Choice[]> {
  const folded = fold(typed)
  const inside = `%${folded.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`
  return tx.$queryRaw<Choice[]>`
    select "publicId", nom, departement, "codesPostaux" from collectivite
    where "nomPlie" like ${inside} or "nomPlie" % ${folded}
    order by similarity("nomPlie", ${folded}) desc, "nomPlie" limit 12`
}

export type Waiting = { lien: Lien; toApprove: number }

/** What waits for a decision in each of her collectivités, in one statement. */
export async function listWaiting(tx: Tx, liens: readonly Lien[]): Promise<Waiting[]> {
  if (liens.length === 0) return []
  const rows = await tx.$queryRaw<{ collectiviteId: string; toApprove: number }[]>`
    select "collectiviteId", count(*)::int as "toApprove" from souscription
    where "collectiviteId" = any (${liens.map(({ collectiviteId }) => collectiviteId)}::uuid[]) and etat = 'a_approuver'
    group by "collectiviteId"`
  const counts = new Map(rows.map(({ collectiviteId, toApprove }) => [collectiviteId, toApprove]))
  return liens.map((lien) => ({ lien, toApprove: counts.get(lien.collectiviteId) ?? 0 }))
}
