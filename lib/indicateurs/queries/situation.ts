import type { Lien } from "@/lib/access/context.ts"
import type { Tx } from "@/lib/access/door.ts"

import { listOffered } from "@/lib/catalogue/queries/published.ts"
import {
  countAdherentNeighbours,
  findCollectivitePublique,
  findHabitants,
} from "@/lib/collectivites/queries/public-register.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { computeCotisation } from "@/lib/cotisations/rules.ts"
import { findOperateurFile, findRegle } from "@/lib/operateur/queries.ts"
import { type CalendarDate, fromDatabase, yearOf } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { listMemberSouscriptions, type MemberSouscription } from "@/lib/souscriptions/queries/member.ts"
import { currentOf } from "@/lib/souscriptions/rules/life.ts"
import type { Adhesion, Inclus, Situation, Voisin, Voisinage } from "../types.ts"

/** All that the élu's screen says of one collectivité. */
export async function findSituation(tx: Tx, lien: Lien, day: CalendarDate): Promise<Situation> {
  const { collectiviteId, publicId, type } = lien
  const body = await findCollectivitePublique(tx, publicId)
  if (!body) throw new Error(`${publicId}: attached to a body that is not in the register`)
  const operateur = await findOperateurFile(tx)
  const regle = await findRegle(tx, type, day)
  const habitants = await findHabitants(tx, body.code, operateur.populationGenre, operateur.populationMillesime)
  const cotisationEmise = await findCotisationEmise(tx, collectiviteId, yearOf(day))
  const souscriptions = await listMemberSouscriptions(tx, collectiviteId)
  // The communes of one's EPCI; for an EPCI, its own.
  const epci = type === "epci" ? { id: collectiviteId, nom: body.nom } : body.epci
  return {
    ...{ type, regle, habitants, cotisationEmise, souscriptions },
    adhesion: await findAdhesion(tx, collectiviteId),
    cotisation: cotisationEmise ?? (regle && computeCotisation(regle, habitants)),
    inclus: await listInclus(tx, type, souscriptions, day),
    voisinage: epci && (await findVoisinage(tx, epci, souscriptions)),
  }
}

async function findAdhesion(tx: Tx, collectiviteId: string): Promise<Adhesion | null> {
  const row = await tx.adhesion.findFirst({ where: { collectiviteId, jusqua: null } })
  return row && { statut: row.statut, depuis: fromDatabase(row.depuis), synthetique: row.synthetique }
}

async function findCotisationEmise(tx: Tx, collectiviteId: string, exercice: number): Promise<Cents | null> {
  const { _sum } = await tx.titre.aggregate({
    where: { collectiviteId, exercice, campagneId: { not: null } },
    _sum: { montantTtc: true },
  })
  return _sum.montantTtc
}

/** What membership covers for this type, and what the member does with it: what is used comes first. */
export async function listInclus(
  tx: Tx,
  type: CollectiviteType,
  souscriptions: readonly MemberSouscription[],
  day: CalendarDate,
): Promise<Inclus[]> {
  const offered = await listOffered(tx, { prix: "inclus" }, day, type)
  const current = currentOf(souscriptions)
  return offered
    .filter(({ maturite }) => maturite === "en_service")
    .map(({ id, slug, nom, resume }) => ({ slug, nom, resume, souscription: current.get(id) ?? null }))
    .sort((a, b) => Number(b.souscription !== null) - Number(a.souscription !== null))
}

async function findVoisinage(
  tx: Tx,
  epci: { id: string; nom: string },
  souscriptions: readonly MemberSouscription[],
): Promise<Voisinage | null> {
  const counts = await countAdherentNeighbours(tx, epci.id)
  if (!counts) return null
  const rows = await tx.$queryRaw<(Omit<Voisin, "used"> & { serviceId: string })[]>`
    select v."serviceId", s.slug, s.nom as service, v.communes
    from portail_voisins_services(${epci.id}::uuid) v join service s on s.id = v."serviceId"
    where s.etat = 'publie' order by v.communes desc, s.nom limit 8`
  const current = currentOf(souscriptions)
  const services = rows.map(({ serviceId, ...row }) => ({
    ...row,
    used: current.get(serviceId)?.etat === "en_service",
  }))
  return { nom: epci.nom, ...counts, services }
}
