import type { Tx } from "@/lib/access/door.ts"
import { POPULATION_CODE } from "@/lib/collectivites/queries/population.ts"
import { COLLECTIVITE_TYPES, type CollectiviteType } from "@/lib/collectivites/types.ts"
import { findRegle } from "@/lib/operateur/queries.ts"
import type { RegleCotisation } from "@/lib/operateur/types.ts"
import { type CalendarDate, calendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { formatRate } from "@/lib/platform/format.ts"
import { listCandidates } from "@/lib/souscriptions/queries/candidates.ts"
import { listFacturables, listTarifsOf } from "@/lib/souscriptions/queries/facturation.ts"
import { asIfUsing, chooseEffets, costAt, type Effet, type Essai } from "../rules/simulation.ts"
import { computeCotisation, regleWords } from "../rules.ts"
import type { CotisationRegle } from "../types.ts"
import type { SimulationFile } from "./simulations.ts"

export type Calcule = {
  /** What it was compared with, in words. */
  actuel: string
  effets: Effet[]
}

/** On every member of the first day of the year, the largest difference first. */
export async function computeEffets(tx: Tx, simulation: SimulationFile): Promise<Calcule> {
  const { actuel, effets } =
    "regle" in simulation.objet
      ? await effetsOfRegle(tx, simulation, simulation.objet)
      : await effetsOfPrix(tx, simulation, simulation.objet)
  return { actuel, effets: chooseEffets(effets, { cherche: "", tri: "-ecart", page: 1 }) }
}

type Member = Pick<Effet, "collectiviteId" | "publicId" | "nom" | "type" | "habitants">

const listMembers = (tx: Tx, { population }: SimulationFile, day: CalendarDate): Promise<Member[]> =>
  tx.$queryRaw<Member[]>`
    select c.id as "collectiviteId", c."publicId", c.nom, c.type, p.habitants
    from adhesion a join collectivite c on c.id = a."collectiviteId"
    left join population p on p.code = ${POPULATION_CODE}
      and p.genre = ${population.genre}::population_genre and p.millesime = ${population.millesime}::int
    where a.statut = 'adherent' and daterange(a.depuis, a.jusqua) @> ${toDatabase(day)}::date`

/** Members of the other types keep their rule: they are there for the whole to be seen. */
async function effetsOfRegle(
  tx: Tx,
  simulation: SimulationFile,
  { type, regle }: { type: CollectiviteType; regle: CotisationRegle },
): Promise<Calcule> {
  const day = calendarDate(`${simulation.exercice}-01-01`)
  const regles = new Map<CollectiviteType, RegleCotisation | null>()
  for (const one of COLLECTIVITE_TYPES) regles.set(one, await findRegle(tx, one, day))
  const members = await listMembers(tx, simulation, day)
  const actuelle = regles.get(type)
  return {
    actuel: actuelle ? regleWords(actuelle) : "aucune règle",
    effets: members.map((member): Effet => {
      const now = regles.get(member.type) ?? null
      const then = member.type === type ? regle : now
      const avant = now && computeCotisation(now, member.habitants)
      const apres = then && computeCotisation(then, member.habitants)
      return {
        ...member,
        situation: apres === null ? "exclue" : "paie",
        motif: apres === null ? (then ? SANS_POPULATION : SANS_REGLE) : null,
        avant: avant ?? 0n,
        apres: apres ?? 0n,
      }
    }),
  }
}

const SANS_POPULATION = "Sa population n’est pas connue pour ce millésime."
const SANS_REGLE = "Aucune règle de cotisation pour ce type de membre."

/** Who uses the service, what it pays and would pay; every other member, what it would pay if it did, or why it may not. */
async function effetsOfPrix(
  tx: Tx,
  { exercice, population }: SimulationFile,
  { serviceId, ...essai }: Essai & { serviceId: string },
): Promise<Calcule> {
  const day = calendarDate(`${exercice}-01-01`)
  const service = await tx.service.findUniqueOrThrow({ where: { id: serviceId } })
  const candidates = await listCandidates(tx, service, population, day)
  const periode = { du: day, au: calendarDate(`${exercice}-12-31`) }
  const running = await listFacturables(tx, periode, population, serviceId)
  const own = Map.groupBy(running, ({ beneficiaireId }) => beneficiaireId)
  const tarifs = await listTarifsOf(tx, serviceId)
  const { id, nom, pilierId, regleProrata: prorata, revisionTarif: revision, parPoste } = service
  const tarife = { service: { id, nom, pilierId, prorata, revision }, tarifs, parPoste }
  const publicIds = await publicIdsOf(tx, [...own.keys()])

  const users = [...own].map(([collectiviteId, rows]): Effet => {
    const total = (tried: Essai | null) => rows.reduce((sum, one) => sum + costAt(one, tried, exercice), 0n)
    const [first] = rows
    return {
      ...{ collectiviteId, publicId: publicIds.get(collectiviteId) ?? "", nom: first?.beneficiaireNom ?? "" },
      ...{ type: first?.beneficiaireType ?? "autre", habitants: first?.habitants ?? null },
      ...{ situation: "paie", motif: null, avant: total(null), apres: total(essai) },
    }
  })
  const others = candidates
    .filter(({ collectiviteId }) => !own.has(collectiviteId))
    .map(({ refus, ...member }): Effet => {
      if (refus !== null) return { ...member, situation: "exclue", motif: refus, avant: 0n, apres: 0n }
      const would = asIfUsing(tarife, member, essai, exercice)
      if (!would) return { ...member, situation: "exclue", motif: SANS_PRIX, avant: 0n, apres: 0n }
      const motif = would.quantite > 1 ? null : `Compté pour une unité : ${essai.unite}.`
      const [avant, apres] = [costAt(would, null, exercice), costAt(would, essai, exercice)]
      return { ...member, situation: "pourrait", motif, avant, apres }
    })
  const current = tarifs.filter((one) => one.genre === "usage" && one.unite === essai.unite && one.depuis <= day).at(-1)
  return {
    actuel: current ? `${formatRate(current.prixUnitaire)} par ${essai.unite}` : "aucun prix",
    effets: [...users, ...others],
  }
}

const SANS_PRIX = "Ce service n’a pas encore de prix pour cette unité."

async function publicIdsOf(tx: Tx, ids: readonly string[]): Promise<Map<string, string>> {
  const bodies = await tx.collectivite.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, publicId: true },
  })
  return new Map(bodies.map(({ id, publicId }) => [id, publicId]))
}
