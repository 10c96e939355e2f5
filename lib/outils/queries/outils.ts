import type { Tx } from "@/lib/access/door.ts"
import { dayInParis, fromDatabase } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import { listMemberSouscriptions } from "@/lib/souscriptions/queries/member.ts"
import { currentOf } from "@/lib/souscriptions/rules/life.ts"
import type { Acces, Outil } from "../types.ts"
import { listMesDemandes, listMesDroits, listOuverts } from "./droits.ts"
import { listMesMontees, listMontees } from "./montees.ts"
import { listSortiesTues } from "./sorties.ts"

type Reader = { collectiviteId: string; personneId: string }

/** The tools of the pack for one person of one collectivité, in the order of the catalogue. */
export async function listOutils(tx: Tx, { collectiviteId, personneId }: Reader, now: Date): Promise<Outil[]> {
  const day = dayInParis(now)
  const rows = await tx.module.findMany({
    // What is only tried is shown to those who try it: to the others, membership does not cover it.
    where: {
      service: {
        etat: "publie",
        OR: [
          { mode: "inclus" },
          { souscriptions: { some: { collectiviteId, etat: "en_service" } } },
          { experimentations: { some: { jusqua: { gte: now }, membres: { some: { collectiviteId } } } } },
        ],
      },
    },
    orderBy: { service: { rang: "asc" } },
    include: {
      service: {
        select: {
          ...{ id: true, slug: true, nom: true },
          maintenances: { where: { annulee: false, fin: { gte: now } }, orderBy: { debut: "asc" } },
          moduleAcces: { where: { collectiviteId, closLe: null } },
        },
      },
    },
  })
  const names = await namesOf(
    tx,
    rows.flatMap(({ service }) => service.moduleAcces.map(({ titulaireId }) => titulaireId)),
  )
  const montees = await listMesMontees(tx, collectiviteId)
  const current = currentOf(await listMemberSouscriptions(tx, collectiviteId))
  const droits = await listMesDroits(tx, { collectiviteId, personneId, day })
  const demandes = await listMesDemandes(tx, { collectiviteId, personneId })
  const ouverts = await listOuverts(tx, collectiviteId, day)
  return rows.map(({ service, ...module }) => {
    const { aQuoiSert, adresse, tutoriel, contact, perturbation, suspendu, connexion } = module
    const { nommes = 0, posees = 0, dernierUsageLe = null } = ouverts.get(service.id) ?? {}
    const acces = service.moduleAcces.find(({ titulaireId }) => titulaireId === collectiviteId)
    const others = service.moduleAcces.filter((one) => one !== acces)
    const mine = current.get(service.id)
    return {
      ...{ slug: service.slug, nom: service.nom, aQuoiSert, adresse, tutoriel, contact, perturbation },
      ...{ suspendu, connexion, nommes, posees, dernierUsageLe: dernierUsageLe && fromDatabase(dernierUsageLe) },
      ...{ droit: droits.get(service.id) ?? null, demande: demandes.get(service.id) ?? null },
      souscription: mine ? { id: mine.id, etat: mine.etat } : null,
      acces: acces ? accesOf(acces) : null,
      reprises: others.map((row) => ({ ...accesOf(row), titulaire: names.get(row.titulaireId) ?? "" })),
      montees: montees.get(service.id) ?? [],
      arrets: service.maintenances.map(({ id, debut, fin, objet }) => ({ id, debut, fin, objet })),
    }
  })
}

/** One of them: what may be opened is judged on the same reading as what is shown. */
export const findOutil = async (tx: Tx, reader: Reader, slug: string, now: Date): Promise<Outil | null> =>
  (await listOutils(tx, reader, now)).find((outil) => outil.slug === slug) ?? null

type AccesRow = {
  comptes: number
  identifiant: string | null
  certificatJusqua: Date | null
  dernierUsageLe: Date | null
}

const accesOf = ({ comptes, identifiant, certificatJusqua, dernierUsageLe }: AccesRow): Acces => ({
  ...{ comptes, identifiant },
  certificatJusqua: certificatJusqua && fromDatabase(certificatJusqua),
  dernierUsageLe: dernierUsageLe && fromDatabase(dernierUsageLe),
})

/** Names are of the public register: those of bodies that disappeared too. */
async function namesOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.collectivite.findMany({
    where: { id: { in: [...new Set(ids)] } },
    select: { id: true, nom: true },
  })
  return new Map(rows.map(({ id, nom }) => [id, nom]))
}

export type ModuleRow = {
  slug: string
  nom: string
  enService: number
  utilise: number
  certificats: number
  /** Accounts in the name of bodies that disappeared, which wait for a decision. */
  reprises: number
  /** Times it never heard that somebody left. */
  sortiesTues: number
  perturbation: string | null
  prochainArret: Date | null
}

/** A certificate that has reached its first notice, of an access `a`. */
const FINISSANT = sql`a."certificatJusqua" <= (now() at time zone 'Europe/Paris')::date
  + (select coalesce(max(jours), 0) from operateur o, unnest(o."certificatJours") jours)`

/** Each tool over all members: who has it, who uses it, whose certificate ends soon. */
export const listModules = (tx: Tx): Promise<ModuleRow[]> =>
  tx.$queryRaw<ModuleRow[]>`
    select s.slug, s.nom, m.perturbation,
      (select count(distinct o."collectiviteId")::int from souscription o where o."serviceId" = s.id and o.etat = 'en_service') as "enService",
      (select count(*)::int from (select a."collectiviteId" from module_acces a where a."serviceId" = s.id and a."closLe" is null and a."dernierUsageLe" is not null
        union select u."collectiviteId" from module_usage u where u."serviceId" = s.id) used) as utilise,
      (select count(*)::int from module_acces a where a."serviceId" = s.id and a."closLe" is null and a."titulaireId" <> a."collectiviteId") as reprises,
      (select count(*)::int from module_acces a where a."serviceId" = s.id and a."closLe" is null and ${FINISSANT}) as certificats,
      (select count(*)::int from module_sortie x where x."serviceId" = s.id and x."abandonneeLe" is not null) as "sortiesTues",
      (select min(debut) from maintenance x where x."serviceId" = s.id and not x.annulee and x.fin > now()) as "prochainArret"
    from module m join service s on s.id = m."serviceId" order by s.rang, s.nom`

type CertificatRow = { id: string; nom: string; publicId: string; titulaire: string; jusqua: string }

/** One tool for the staff, with its stops and the certificates that end soon. */
export async function findModule(tx: Tx, slug: string) {
  const service = await tx.service.findUnique({
    where: { slug },
    select: { id: true, nom: true, module: true, maintenances: { orderBy: { debut: "desc" }, take: 20 } },
  })
  if (!service?.module) return null
  const certificats = await tx.$queryRaw<CertificatRow[]>`
    select a.id, c.nom, c."publicId", t.nom as titulaire, a."certificatJusqua"::text as jusqua from module_acces a
    join collectivite c on c.id = a."collectiviteId" join collectivite t on t.id = a."titulaireId"
    where a."serviceId" = ${service.id}::uuid and a."closLe" is null and ${FINISSANT} order by a."certificatJusqua", c.nom limit 50`
  const reprises = await listReprises(tx, service.id)
  const montees = await listMontees(tx, service.id)
  return {
    nom: service.nom,
    module: service.module,
    maintenances: service.maintenances,
    certificats,
    reprises,
    montees,
    sortiesTues: await listSortiesTues(tx, slug),
  }
}

export type Reprise = Acces & { id: string; publicId: string; nom: string; titulaire: string }

/** Accounts still in the name of bodies that disappeared, by who took them over. */
async function listReprises(tx: Tx, serviceId: string): Promise<Reprise[]> {
  const rows = await tx.$queryRaw<(AccesRow & Omit<Reprise, keyof Acces>)[]>`
    select a.id, c."publicId", c.nom, t.nom as titulaire, a.comptes, a.identifiant, a."certificatJusqua", a."dernierUsageLe"
    from module_acces a join collectivite c on c.id = a."collectiviteId" join collectivite t on t.id = a."titulaireId"
    where a."serviceId" = ${serviceId}::uuid and a."closLe" is null and a."titulaireId" <> a."collectiviteId"
    order by c.nom, t.nom limit 200`
  return rows.map(({ id, publicId, nom, titulaire, ...acces }) => ({ id, publicId, nom, titulaire, ...accesOf(acces) }))
}
