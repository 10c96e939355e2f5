import type { Tx } from "@/lib/access/door.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { regleOf } from "@/lib/operateur/rules.ts"
import { formatRate } from "@/lib/platform/format.ts"
import { asJson } from "@/lib/platform/json.ts"
import { type Decimal, decimal } from "@/lib/platform/money.ts"
import { type Effet, type EffetFige, thawed } from "../rules/simulation.ts"
import { regleWords } from "../rules.ts"
import type { CotisationRegle, SimulationEtat } from "../types.ts"

export type SimulationFile = {
  id: string
  libelle: string
  etat: SimulationEtat
  exercice: number
  objet:
    | { type: CollectiviteType; regle: CotisationRegle }
    | { serviceId: string; slug: string; service: string; pilier: string; unite: string; prixUnitaire: Decimal }
  population: { genre: "municipale" | "totale"; millesime: number }
  deliberation: string | null
  deliberationId: string | null
  /** The figures that were voted on. */
  calculId: string | null
  motif: string | null
  creeLe: Date
}

const INCLUDED = { service: { select: { slug: true, nom: true, pilier: { select: { nom: true } } } } } as const

type Row = NonNullable<Awaited<ReturnType<typeof load>>>
const load = (tx: Tx, id: string) => tx.simulationTarif.findUnique({ where: { id }, include: INCLUDED })

export async function findSimulation(tx: Tx, id: string): Promise<SimulationFile | null> {
  const row = await load(tx, id)
  return row && fileOf(row)
}

export async function listSimulations(tx: Tx): Promise<SimulationFile[]> {
  const rows = await tx.simulationTarif.findMany({
    include: INCLUDED,
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
    calculId,
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
    ...{ id, libelle, etat, exercice, deliberation, deliberationId, calculId, motif, creeLe },
    population: { genre: row.populationGenre, millesime: row.millesime },
  }
  if (service && serviceId && unite && prixUnitaire)
    return {
      ...base,
      objet: {
        serviceId,
        slug: service.slug,
        service: service.nom,
        pilier: service.pilier.nom,
        unite,
        prixUnitaire: decimal(prixUnitaire.toString()),
      },
    }
  if (!type || !mode) throw new Error(`simulation ${id} is about nothing`)
  return { ...base, objet: { type, regle: regleOf({ ...row, mode }) } }
}

export type PrixSimulable = { id: string; service: string; pilier: string; unite: string; prixUnitaire: Decimal }

/** The prices that a vote could continue: the first of each unit of each service, whose unit later ones keep. */
export const listPrixSimulables = (tx: Tx): Promise<PrixSimulable[]> => tx.$queryRaw<PrixSimulable[]>`
  select distinct on (v.nom, v.id, t.unite) t.id, v.nom as service, t.unite, (
    select l."prixUnitaire"::text from tarif l where l."serviceId" = t."serviceId" and l.unite = t.unite and l.genre = 'usage'
    order by l.depuis desc limit 1) as "prixUnitaire"
  from tarif t join service v on v.id = t."serviceId"
  where v.mode = 'unitaire' and t.genre = 'usage' order by v.nom, v.id, t.unite, t.depuis`

export type CalculRow = {
  id: string
  rang: number
  faitLe: Date
  faitPar: string
  actuel: string
  population: { genre: "municipale" | "totale"; millesime: number }
  empreinte: string
}
/** The computings of one simulation, the newest first: none is ever taken away. */
export const listCalculs = (tx: Tx, simulationId: string): Promise<CalculRow[]> => tx.$queryRaw<CalculRow[]>`
  select k.id, k.rang::int, k."faitLe", coalesce(p.nom, '') as "faitPar", k.actuel, k.empreinte,
    json_build_object('genre', k."populationGenre", 'millesime', k.millesime) as population
  from simulation_calcul k left join personne p on p.id = k."faitParId"
  where k."simulationId" = ${simulationId}::uuid order by k.rang desc`

/** The computing that an address asks for: the one it names, else the one that was voted on, else the newest. */
export const chooseCalcul = (
  calculs: readonly CalculRow[],
  { calculId }: Pick<SimulationFile, "calculId">,
  rang: number | undefined,
): CalculRow | undefined =>
  rang ? calculs.find((calcul) => calcul.rang === rang) : (calculs.find(({ id }) => id === calculId) ?? calculs[0])

/** What each member would pay, as that computing found it. */
export async function findEffets(tx: Tx, { id }: CalculRow): Promise<Effet[]> {
  const { effets } = await tx.simulationCalcul.findUniqueOrThrow({ where: { id }, select: { effets: true } })
  return asJson<EffetFige[]>(effets).map(thawed)
}

/** The rule or the price that is tried, in words. */
export const objetWords = ({ objet }: SimulationFile): string =>
  "regle" in objet
    ? regleWords(objet.regle)
    : `${objet.service} à ${formatRate(objet.prixUnitaire)} (unité : ${objet.unite})`
