import type { Tx } from "@/lib/access/door.ts"
import { POPULATION_CODE } from "@/lib/collectivites/queries/population.ts"
import { type CalendarDate, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import type { Conditionne, Conditions } from "../rules/conditions.ts"

/** What `checkConditions` judges on, for one collectivité and one service. */
export async function findConditions(
  tx: Tx,
  service: Conditionne & { id: string },
  collectiviteId: string,
  day: CalendarDate,
): Promise<Conditions> {
  const date = toDatabase(day)
  const prerequis = await tx.servicePrerequis.findMany({
    where: { serviceId: service.id },
    include: { requis: { select: { id: true, nom: true, slug: true } } },
  })
  const mine = await tx.souscription.findMany({
    where: {
      collectiviteId,
      serviceId: { in: [service.id, ...prerequis.map(({ requisId }) => requisId)] },
      etat: { in: ["a_approuver", "approuvee", "en_service"] },
    },
    select: { serviceId: true, etat: true },
  })
  const running = new Set(mine.filter(({ etat }) => etat === "en_service").map(({ serviceId }) => serviceId))
  const chosen =
    service.maturite === "experimente"
      ? await tx.experimentationMembre.findFirst({
          where: {
            collectiviteId,
            experimentation: { serviceId: service.id, depuis: { lte: date }, jusqua: { gte: date } },
          },
          include: { experimentation: { select: { jusqua: true } } },
        })
      : null
  return {
    habitants: await findHabitants(tx, collectiviteId),
    placesPrises: service.capacite === null ? 0 : await countPlaces(tx, service.id),
    servie: mine.some(({ serviceId }) => serviceId === service.id),
    prerequis: prerequis.map(({ requis }) => ({
      nom: requis.nom,
      slug: requis.slug,
      enService: running.has(requis.id),
    })),
    experimentation: chosen && { jusqua: fromDatabase(chosen.experimentation.jusqua) },
  }
}

export type PopulationConnue = { genre: "municipale" | "totale"; millesime: number; habitants: number }

/** By the operator's kind of population for the cotisation: the one that members know. */
export const findHabitants = async (tx: Tx, collectiviteId: string): Promise<number | null> =>
  (await findPopulation(tx, collectiviteId))?.habitants ?? null

/** The same, with what it is: evidence of a price that depends on it. */
export async function findPopulation(tx: Tx, collectiviteId: string): Promise<PopulationConnue | null> {
  const [row] = await tx.$queryRaw<PopulationConnue[]>`
    select p.genre, p.millesime, p.habitants from collectivite c cross join operateur o
    join population p on p.code = ${POPULATION_CODE}
      and p.genre = o."populationGenre" and p.millesime = o."populationMillesime"
    where c.id = ${collectiviteId}::uuid and c.type in ('commune', 'epci')`
  return row ?? null
}

/** A count over members that nobody may read one by one. */
async function countPlaces(tx: Tx, serviceId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ prises: number }[]>`select portail_places_prises(${serviceId}::uuid) as prises`
  return row?.prises ?? 0
}
