import type { Tx } from "@/lib/access/door.ts"
import {
  type CollectivitePublique,
  countAdherentNeighbours,
  findCollectivitePublique,
  findHabitants,
} from "@/lib/collectivites/queries/public-register.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { computeCotisation } from "@/lib/cotisations/rules.ts"
import { listCiteesPubliques } from "@/lib/deliberations/queries.ts"
import type { DeliberationCitee } from "@/lib/deliberations/types.ts"
import { findOperateurFile, findRegle } from "@/lib/operateur/queries.ts"
import type { OperateurFile, RegleCotisation } from "@/lib/operateur/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"

export type IncludedService = { slug: string; nom: string; pilier: string }

export type Simulation = {
  collectivite: CollectivitePublique
  operateur: OperateurFile
  regle: RegleCotisation | null
  /** The act that voted it, where the operator shows it to all. */
  deliberation: DeliberationCitee | null
  habitants: number | null
  /** For a whole year; null while the population is not known or the operator has no rule. */
  cotisation: Cents | null
  voisins: { communes: number; adherentes: number } | null
  inclus: IncludedService[]
}

/** All that the simulator says of one body; null for an unknown one. */
export async function findSimulation(tx: Tx, publicId: string, day: CalendarDate): Promise<Simulation | null> {
  const collectivite = await findCollectivitePublique(tx, publicId)
  if (!collectivite) return null
  const operateur = await findOperateurFile(tx)
  const regle = await findRegle(tx, collectivite.type, day)
  const voted = await listCiteesPubliques(tx, [regle?.deliberationId ?? null])
  const habitants = await findHabitants(tx, collectivite.code, operateur.populationGenre, operateur.populationMillesime)
  return {
    collectivite,
    operateur,
    regle,
    deliberation: [...voted.values()][0] ?? null,
    habitants,
    cotisation: regle && computeCotisation(regle, habitants),
    voisins: collectivite.epci ? await countAdherentNeighbours(tx, collectivite.epci.id) : null,
    inclus: await listIncluded(tx, collectivite.type),
  }
}

/** Services that the cotisation covers today, for this type of member. */
export async function listIncluded(tx: Tx, type: CollectiviteType): Promise<IncludedService[]> {
  const rows = await tx.service.findMany({
    where: {
      etat: "publie",
      mode: "inclus",
      maturite: "en_service",
      OR: [{ types: { isEmpty: true } }, { types: { has: type } }],
    },
    select: { slug: true, nom: true, pilier: { select: { nom: true } } },
    orderBy: [{ pilier: { rang: "asc" } }, { rang: "asc" }],
  })
  return rows.map(({ slug, nom, pilier }) => ({ slug, nom, pilier: pilier.nom }))
}

export type PilierSummary = { id: string; nom: string; besoin: string; services: number }

/** The pillars with a published service: what the operator offers, in a few lines. */
export const listPiliers = (tx: Tx): Promise<PilierSummary[]> =>
  tx.$queryRaw<PilierSummary[]>`
    select p.id, p.nom, p.besoin, count(*)::int as services
    from pilier p join service s on s."pilierId" = p.id and s.etat = 'publie'
    group by p.id order by p.rang`
