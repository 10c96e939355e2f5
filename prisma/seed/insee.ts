import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

/** `@etalab/decoupage-administratif`: INSEE (COG, populations), DGCL (EPCI, SIREN), La Poste (postcodes). */
export type InseeCommune = {
  code: string
  nom: string
  departement: string
  siren?: string
  codesPostaux?: string[]
  /** Municipale, millésime 2023. */
  population?: number
}
export type InseeMembre = { code: string; populationMunicipale?: number; populationTotale?: number }
export type InseeEpci = {
  code: string
  nom: string
  type: string
  /** Both of millésime 2022: the file of EPCI is older than the one of communes. */
  populationMunicipale?: number
  populationTotale?: number
  membres: InseeMembre[]
}
export type InseeDepartement = { code: string; nom: string; typeLiaison: number }
export type Insee = { communes: InseeCommune[]; epci: InseeEpci[]; departements: InseeDepartement[] }

const require = createRequire(import.meta.url)
const load = <T>(file: string): T =>
  JSON.parse(readFileSync(require.resolve(`@etalab/decoupage-administratif/data/${file}.json`), "utf8")) as T

export function readInsee(): Insee {
  return {
    communes: load<(InseeCommune & { type: string })[]>("communes").filter(({ type }) => type === "commune-actuelle"),
    epci: load<InseeEpci[]>("epci"),
    departements: load<InseeDepartement[]>("departements"),
  }
}

/** The version that is installed, for the page on data. */
export const inseeVersion = (): string =>
  (
    JSON.parse(readFileSync(require.resolve("@etalab/decoupage-administratif/package.json"), "utf8")) as {
      version: string
    }
  ).version
