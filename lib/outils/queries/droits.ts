import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import type { Compte } from "../rules/comptes.ts"
import type { Connexion, Droit, MaDemande } from "../types.ts"

/** A right that holds that day: begun, not over, and its person still acts for the collectivité. */
export const holds = (day: CalendarDate) => sql`d.fin is null and daterange(d.depuis, d.jusqua) @> ${day}::date
  and portail_habilitee(d."collectiviteId", d."personneId", ${day}::date)`

type DroitRow = { id: string; serviceId: string; profil: string; depuis: Date; jusqua: Date | null }

const droitOf = ({ id, profil, depuis, jusqua }: DroitRow): Droit => ({
  ...{ id, profil, depuis: fromDatabase(depuis) },
  jusqua: jusqua && fromDatabase(jusqua),
})

/** What one person may open in one collectivité, by service. */
export async function listMesDroits(
  tx: Tx,
  { collectiviteId, personneId, day }: { collectiviteId: string; personneId: string; day: CalendarDate },
): Promise<Map<string, Droit>> {
  const rows = await tx.$queryRaw<DroitRow[]>`
    select d.id, d."serviceId", d.profil, d.depuis, d.jusqua from module_droit d
    where d."collectiviteId" = ${collectiviteId}::uuid and d."personneId" = ${personneId}::uuid and ${holds(day)}`
  return new Map(rows.map((row) => [row.serviceId, droitOf(row)]))
}

/** What she asked, the latest of each service. */
export async function listMesDemandes(
  tx: Tx,
  { collectiviteId, personneId }: { collectiviteId: string; personneId: string },
): Promise<Map<string, MaDemande>> {
  const rows = await tx.moduleDemande.findMany({
    where: { collectiviteId, personneId },
    select: { serviceId: true, etat: true, poseeLe: true, motif: true },
    orderBy: { poseeLe: "asc" },
  })
  return new Map(rows.map(({ serviceId, ...demande }) => [serviceId, demande]))
}

export type Ouvert = { serviceId: string; nommes: number; posees: number; dernierUsageLe: Date | null }

/** How many may open each tool of a collectivité, how many ask, and when somebody last did. */
export async function listOuverts(tx: Tx, collectiviteId: string, day: CalendarDate): Promise<Map<string, Ouvert>> {
  const rows = await tx.$queryRaw<Ouvert[]>`
    select m."serviceId",
      (select count(*)::int from module_droit d where d."collectiviteId" = ${collectiviteId}::uuid
        and d."serviceId" = m."serviceId" and ${holds(day)}) as nommes,
      (select count(*)::int from module_demande q where q."collectiviteId" = ${collectiviteId}::uuid
        and q."serviceId" = m."serviceId" and q.etat = 'posee'
        and portail_habilitee(q."collectiviteId", q."personneId", ${day}::date)) as posees,
      (select max(u.jour) from module_usage u where u."collectiviteId" = ${collectiviteId}::uuid
        and u."serviceId" = m."serviceId") as "dernierUsageLe"
    from module m`
  return new Map(rows.map((row) => [row.serviceId, row]))
}

export type Nomme = Droit & {
  personneId: string
  nom: string
  courriel: string
  /** Null: somebody of the operator's, whom a member does not see. */
  donnePar: string | null
  donneLe: Date
}

/** Persons named for one tool in one collectivité. */
export async function listNommes(
  tx: Tx,
  { collectiviteId, serviceId, day }: { collectiviteId: string; serviceId: string; day: CalendarDate },
): Promise<Nomme[]> {
  type Row = DroitRow & Omit<Nomme, keyof Droit>
  const rows = await tx.$queryRaw<Row[]>`
    select d.id, d."serviceId", d.profil, d.depuis, d.jusqua, d."personneId", p.nom, p.courriel, d."donneLe",
      (select g.nom from personne g where g.id = d."donneParId") as "donnePar"
    from module_droit d join personne p on p.id = d."personneId"
    where d."collectiviteId" = ${collectiviteId}::uuid and d."serviceId" = ${serviceId}::uuid and ${holds(day)}
    order by p.nom, d.id`
  return rows.map(({ personneId, nom, courriel, donnePar, donneLe, ...row }) => ({
    ...droitOf(row),
    ...{ personneId, nom, courriel, donnePar, donneLe },
  }))
}

export type Posee = { id: string; nom: string; courriel: string; pourquoi: string | null; poseeLe: Date }

/** Requests that wait for the collectivité's answer, oldest first; of who left it, nobody has anything to answer. */
export const listPosees = (
  tx: Tx,
  { collectiviteId, serviceId, day }: { collectiviteId: string; serviceId: string; day: CalendarDate },
): Promise<Posee[]> =>
  tx.$queryRaw<Posee[]>`
    select m.id, m.pourquoi, m."poseeLe", p.nom, p.courriel from module_demande m join personne p on p.id = m."personneId"
    where m."collectiviteId" = ${collectiviteId}::uuid and m."serviceId" = ${serviceId}::uuid and m.etat = 'posee'
      and portail_habilitee(m."collectiviteId", p.id, ${day}::date)
    order by m."poseeLe", m.id`

/** Accounts of the provider's last list; empty when there is none. */
export async function listComptes(tx: Tx, collectiviteId: string, serviceId: string): Promise<Compte[]> {
  const rows = await tx.moduleCompte.findMany({
    where: { collectiviteId, serviceId },
    select: { courriel: true, nom: true, profil: true, dernierUsageLe: true },
    orderBy: { nom: "asc" },
  })
  return rows.map((row) => ({ ...row, dernierUsageLe: row.dernierUsageLe && fromDatabase(row.dernierUsageLe) }))
}

/** Who may still be named: persons of the team, never a shared mailbox, without a right of today. */
export const listNommables = (
  tx: Tx,
  { collectiviteId, serviceId, day }: { collectiviteId: string; serviceId: string; day: CalendarDate },
): Promise<{ id: string; nom: string; fonction: string }[]> =>
  tx.$queryRaw`
    select p.id, p.nom, min(r.fonction) as fonction from rattachement r join personne p on p.id = r."personneId"
    where r."collectiviteId" = ${collectiviteId}::uuid and daterange(r.depuis, r.jusqua) @> ${day}::date and p.genre = 'personne'
      and not exists (select from module_droit d where d."collectiviteId" = r."collectiviteId"
        and d."serviceId" = ${serviceId}::uuid and d."personneId" = p.id and ${holds(day)})
    group by p.id, p.nom order by p.nom`

export type ModuleFiche = {
  serviceId: string
  slug: string
  nom: string
  profils: string[]
  comptesInclus: number | null
  connexion: Connexion
}

/** One tool for one collectivité: who is named, who asks, what the provider lists. Null for an unknown tool. */
export async function findDroits(
  tx: Tx,
  { collectiviteId, slug, day }: { collectiviteId: string; slug: string; day: CalendarDate },
) {
  const module = await tx.module.findFirst({
    where: { service: { slug } },
    select: {
      ...{ serviceId: true, profils: true, comptesInclus: true, connexion: true },
      service: { select: { slug: true, nom: true } },
    },
  })
  if (!module) return null
  const { serviceId, profils, comptesInclus, connexion, service } = module
  const at = { collectiviteId, serviceId, day }
  const acces = await tx.moduleAcces.findFirst({
    where: { collectiviteId, serviceId, titulaireId: collectiviteId, closLe: null },
    select: { comptes: true, listeLe: true },
  })
  const enService = await tx.souscription.count({ where: { collectiviteId, serviceId, etat: "en_service" } })
  return {
    module: { serviceId, profils, comptesInclus, connexion, ...service } satisfies ModuleFiche,
    enService: enService > 0,
    nommes: await listNommes(tx, at),
    posees: await listPosees(tx, at),
    nommables: await listNommables(tx, at),
    comptes: await listComptes(tx, collectiviteId, serviceId),
    fournisseur: acces?.comptes ?? null,
    listeLe: acces?.listeLe ? fromDatabase(acces.listeLe) : null,
  }
}

export type DroitsPage = NonNullable<Awaited<ReturnType<typeof findDroits>>>

export const findPlace = (tx: Tx, publicId: string) =>
  tx.collectivite.findFirst({ where: { publicId }, select: { id: true, publicId: true, nom: true } })
