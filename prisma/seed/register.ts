import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { fold } from "@/lib/platform/format.ts"
import { stableId, stablePublicId } from "./ids.ts"
import type { Insee, InseeCommune, InseeDepartement, InseeEpci } from "./insee.ts"
import type { Territory } from "./territory.ts"

export type RegisterRow = {
  id: string
  publicId: string
  /** What other tables and files name it by: code INSEE, SIREN of an EPCI, "D27", or a syndicat's own short name. */
  code: string
  type: CollectiviteType
  nom: string
  nomPlie: string
  codeInsee: string | null
  siren: string | null
  departement: string
  epciId: string | null
  codesPostaux: string[]
  categorieJuridique: string | null
  groupe: string | null
}
export type PopulationRow = {
  code: string
  genre: "municipale" | "totale"
  millesime: number
  habitants: number
  source: string
}
export type Register = { collectivites: RegisterRow[]; populations: PopulationRow[] }

const COMMUNES_2023 = "INSEE, populations légales 2023"
const EPCI_2022 = "INSEE, populations légales 2022 (fichier des EPCI de la DGCL)"
const SUM = "Somme des communes"

/** INSEE's TNCC: the article of a name, hence "Département de l'Eure", "du Calvados". */
const LIAISON = ["de ", "d'", "du ", "de la ", "des ", "de l'", "des ", "de las ", "de los "]
/** Legal category (INSEE) of each kind of EPCI (DGCL); the métropole de Lyon is a collectivité of its own kind. */
const EPCI_CATEGORY: Record<string, string> = { CC: "7346", CA: "7348", CU: "7343", METRO: "7344", MET69: "7229" }

export const departementCode = (departement: string) => `D${departement}`

export function buildRegister(insee: Insee, territory: Territory): Register {
  const communes = new Map(insee.communes.map((commune) => [commune.code, commune]))
  const kept = territory.communes.map((code) => found(communes.get(code), code))
  const own = insee.departements.find(({ code }) => code === territory.departement)
  const departement = found(own, territory.departement)
  const groupings = new Map(insee.epci.map((epci) => [epci.code, epci]))
  const keptEpci = territory.epci.map((siren) => found(groupings.get(siren), siren))
  const epciOfCommune = new Map(insee.epci.flatMap((epci) => epci.membres.map(({ code }) => [code, epci] as const)))

  const rows: RegisterRow[] = [
    departementRow(departement),
    ...keptEpci.map((epci) => epciRow(epci, mainDepartement(epci, communes))),
    ...kept.map((commune) => communeRow(commune, epciOfCommune.get(commune.code), territory)),
    ...territory.syndicats.map(({ code, nom }) => syndicatRow(code, nom, territory.departement)),
  ]
  const inDepartement = insee.communes.filter((commune) => commune.departement === territory.departement)
  const populations = [
    ...kept.flatMap((commune) => communePopulations(commune, epciOfCommune.get(commune.code))),
    ...keptEpci.flatMap((epci) => epciPopulations(epci, communes)),
    ...departementPopulations(territory.departement, inDepartement, epciOfCommune),
  ]
  return { collectivites: rows, populations }
}

function found<T>(value: T | undefined, code: string): T {
  if (value === undefined) throw new Error(`code absent from @etalab/decoupage-administratif: ${code}`)
  return value
}

const row = (code: string, type: CollectiviteType, nom: string, rest: Partial<RegisterRow>): RegisterRow => ({
  id: stableId("collectivite", code),
  publicId: stablePublicId(code),
  code,
  type,
  nom,
  nomPlie: fold(nom),
  codeInsee: null,
  siren: null,
  departement: "",
  epciId: null,
  codesPostaux: [],
  categorieJuridique: null,
  groupe: null,
  ...rest,
})

const departementRow = ({ code, nom, typeLiaison }: InseeDepartement) =>
  row(departementCode(code), "departement", `Département ${LIAISON[typeLiaison] ?? "de "}${nom}`, {
    departement: code,
    categorieJuridique: "7220",
  })

const epciRow = (epci: InseeEpci, departement: string) =>
  row(epci.code, "epci", epci.nom, {
    siren: epci.code,
    departement,
    categorieJuridique: EPCI_CATEGORY[epci.type] ?? null,
  })

function communeRow(commune: InseeCommune, epci: InseeEpci | undefined, territory: Territory) {
  const inRegister = epci !== undefined && territory.epci.includes(epci.code)
  return row(commune.code, "commune", commune.nom, {
    codeInsee: commune.code,
    siren: commune.siren ?? null,
    departement: commune.departement,
    epciId: inRegister ? stableId("collectivite", epci.code) : null,
    codesPostaux: commune.codesPostaux ?? [],
    categorieJuridique: "7210",
    groupe: (inRegister ? epci.nom : territory.groupWithoutEpci) ?? null,
  })
}

const syndicatRow = (code: string, nom: string, departement: string) => row(code, "syndicat", nom, { departement })

/** Where most of its communes are: the files do not give the seat. */
function mainDepartement(epci: InseeEpci, communes: Map<string, InseeCommune>): string {
  const counts = new Map<string, number>()
  for (const { code } of epci.membres) {
    const departement = communes.get(code)?.departement
    if (departement) counts.set(departement, (counts.get(departement) ?? 0) + 1)
  }
  const [first] = [...counts].sort(([a, m], [b, n]) => n - m || a.localeCompare(b))
  return found(first, epci.code)[0]
}

const population = (
  code: string,
  genre: PopulationRow["genre"],
  millesime: number,
  habitants: number | undefined,
  source: string,
): PopulationRow[] => (habitants === undefined ? [] : [{ code, genre, millesime, habitants, source }])

function communePopulations(commune: InseeCommune, epci: InseeEpci | undefined): PopulationRow[] {
  const membre = epci?.membres.find(({ code }) => code === commune.code)
  return [
    ...population(commune.code, "municipale", 2023, commune.population, COMMUNES_2023),
    ...population(commune.code, "municipale", 2022, membre?.populationMunicipale, EPCI_2022),
    ...population(commune.code, "totale", 2022, membre?.populationTotale, EPCI_2022),
  ]
}

function epciPopulations(epci: InseeEpci, communes: Map<string, InseeCommune>): PopulationRow[] {
  const members2023 = epci.membres.map(({ code }) => communes.get(code)?.population)
  return [
    ...population(epci.code, "municipale", 2023, total(members2023), SUM),
    ...population(epci.code, "municipale", 2022, epci.populationMunicipale, EPCI_2022),
    ...population(epci.code, "totale", 2022, epci.populationTotale, EPCI_2022),
  ]
}

function departementPopulations(departement: string, communes: InseeCommune[], epciOf: Map<string, InseeEpci>) {
  const code = departementCode(departement)
  const all = communes.flatMap((commune) => communePopulations(commune, epciOf.get(commune.code)))
  const sumOf = (genre: PopulationRow["genre"], millesime: number) => {
    const rows = all.filter((one) => one.genre === genre && one.millesime === millesime)
    // A commune without the figure (an island without EPCI) would make the sum false: better none.
    return rows.length === communes.length ? total(rows.map(({ habitants }) => habitants)) : undefined
  }
  return [
    ...population(code, "municipale", 2023, sumOf("municipale", 2023), SUM),
    ...population(code, "municipale", 2022, sumOf("municipale", 2022), SUM),
    ...population(code, "totale", 2022, sumOf("totale", 2022), SUM),
  ]
}

function total(values: (number | undefined)[]): number | undefined {
  let sum = 0
  for (const value of values) {
    if (value === undefined) return undefined
    sum += value
  }
  return sum
}
