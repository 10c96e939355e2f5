import type { Tx } from "@/lib/access/door.ts"
import { POPULATION_CODE } from "@/lib/collectivites/queries/population.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { findRegle } from "@/lib/operateur/queries.ts"
import { regleOf } from "@/lib/operateur/rules.ts"
import { calendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { formatRate } from "@/lib/platform/format.ts"
import { type Cents, type Decimal, decimal } from "@/lib/platform/money.ts"
import { listFacturables } from "@/lib/souscriptions/queries/facturation.ts"
import { costAt, type Effet, type Essai } from "../rules/simulation.ts"
import { computeCotisation, regleWords } from "../rules.ts"
import type { CotisationRegle, SimulationEtat } from "../types.ts"

export type SimulationFile = {
  id: string
  libelle: string
  etat: SimulationEtat
  exercice: number
  objet:
    | { type: CollectiviteType; regle: CotisationRegle }
    | { serviceId: string; slug: string; service: string; unite: string; prixUnitaire: Decimal }
  population: { genre: "municipale" | "totale"; millesime: number }
  deliberation: string | null
  deliberationId: string | null
  motif: string | null
  creeLe: Date
}

type Row = NonNullable<Awaited<ReturnType<typeof load>>>
const load = (tx: Tx, id: string) =>
  tx.simulationTarif.findUnique({ where: { id }, include: { service: { select: { slug: true, nom: true } } } })

export async function findSimulation(tx: Tx, id: string): Promise<SimulationFile | null> {
  const row = await load(tx, id)
  return row && fileOf(row)
}

export async function listSimulations(tx: Tx): Promise<SimulationFile[]> {
  const rows = await tx.simulationTarif.findMany({
    include: { service: { select: { slug: true, nom: true } } },
    orderBy: { creeLe: "desc" },
    take: 100,
  })
  return rows.map(fileOf)
}

function fileOf(row: Row): SimulationFile {
  const {
    id,
    libelle,
    etat,
    exercice,
    deliberation,
    deliberationId,
    motif,
    creeLe,
    service,
    serviceId,
    unite,
    type,
    mode,
    prixUnitaire,
  } = row
  const base = {
    ...{ id, libelle, etat, exercice, deliberation, deliberationId, motif, creeLe },
    population: { genre: row.populationGenre, millesime: row.millesime },
  }
  if (service && serviceId && unite && prixUnitaire)
    return {
      ...base,
      objet: {
        serviceId,
        slug: service.slug,
        service: service.nom,
        unite,
        prixUnitaire: decimal(prixUnitaire.toString()),
      },
    }
  if (!type || !mode) throw new Error(`simulation ${id} is about nothing`)
  return { ...base, objet: { type, regle: regleOf({ ...row, mode }) } }
}

export type PrixSimulable = { id: string; service: string; unite: string; prixUnitaire: Decimal }

/** The prices that a vote could continue: the first of each unit of each service, whose unit later ones keep. */
export const listPrixSimulables = (tx: Tx): Promise<PrixSimulable[]> => tx.$queryRaw<PrixSimulable[]>`
  select distinct on (v.nom, v.id, t.unite) t.id, v.nom as service, t.unite, (
    select l."prixUnitaire"::text from tarif l where l."serviceId" = t."serviceId" and l.unite = t.unite and l.genre = 'usage'
    order by l.depuis desc limit 1) as "prixUnitaire"
  from tarif t join service v on v.id = t."serviceId"
  where v.mode = 'unitaire' and t.genre = 'usage' order by v.nom, v.id, t.unite, t.depuis`

/** On every member that it is about, the largest difference first. */
export async function computeEffets(tx: Tx, simulation: SimulationFile): Promise<Effet[]> {
  const effets =
    "regle" in simulation.objet
      ? await effetsOfRegle(tx, simulation, simulation.objet)
      : await effetsOfPrix(tx, simulation, simulation.objet)
  return effets.sort((a, b) => {
    const [one, other] = [size(a), size(b)]
    return one === other ? a.nom.localeCompare(b.nom, "fr") : one < other ? 1 : -1
  })
}

const size = ({ avant, apres }: Effet): Cents => (apres > avant ? apres - avant : avant - apres)

async function effetsOfRegle(
  tx: Tx,
  { exercice, population }: SimulationFile,
  { type, regle }: { type: CollectiviteType; regle: CotisationRegle },
): Promise<Effet[]> {
  const day = calendarDate(`${exercice}-01-01`)
  const actuelle = await findRegle(tx, type, day)
  const rows = await tx.$queryRaw<Omit<Effet, "avant" | "apres">[]>`
    select c.id as "collectiviteId", c."publicId", c.nom, c.type, p.habitants
    from adhesion a join collectivite c on c.id = a."collectiviteId"
    left join population p on p.code = ${POPULATION_CODE}
      and p.genre = ${population.genre}::population_genre and p.millesime = ${population.millesime}::int
    where a.statut = 'adherent' and daterange(a.depuis, a.jusqua) @> ${toDatabase(day)}::date and c.type = ${type}::collectivite_type`
  return rows.map((row) => ({
    ...row,
    avant: (actuelle && computeCotisation(actuelle, row.habitants)) ?? 0n,
    apres: computeCotisation(regle, row.habitants) ?? 0n,
  }))
}

async function effetsOfPrix(
  tx: Tx,
  { exercice, population }: SimulationFile,
  { serviceId, ...essai }: Essai & { serviceId: string },
): Promise<Effet[]> {
  const periode = { du: calendarDate(`${exercice}-01-01`), au: calendarDate(`${exercice}-12-31`) }
  const rows = await listFacturables(tx, periode, population, serviceId)
  const bodies = await tx.collectivite.findMany({
    where: { id: { in: [...new Set(rows.map(({ beneficiaireId }) => beneficiaireId))] } },
    select: { id: true, publicId: true },
  })
  const publicIds = new Map(bodies.map(({ id, publicId }) => [id, publicId]))
  return [...Map.groupBy(rows, ({ beneficiaireId }) => beneficiaireId)].flatMap(([collectiviteId, own]) => {
    const [first] = own
    if (!first) return []
    const total = (tried: Essai | null) => own.reduce((sum, one) => sum + costAt(one, tried, exercice), 0n)
    const { beneficiaireNom: nom, beneficiaireType: type, habitants } = first
    const effet = { collectiviteId, publicId: publicIds.get(collectiviteId) ?? "", nom, type, habitants }
    return [{ ...effet, avant: total(null), apres: total(essai) }]
  })
}

/** The rule or the price that is tried, in words. */
export const objetWords = ({ objet }: SimulationFile): string =>
  "regle" in objet
    ? regleWords(objet.regle)
    : `${objet.service} à ${formatRate(objet.prixUnitaire)} (unité : ${objet.unite})`
