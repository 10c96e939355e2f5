import type { Insee } from "./insee.ts"
import { type AdhesionSource, readAdhesions, readSyndicats, type SyndicatSource } from "./sources.ts"

/** Whom an operator's register holds. */
export type Territory = {
  departement: string
  /** SIREN of the EPCI that are in the register. */
  epci: string[]
  /** Codes INSEE. */
  communes: string[]
  syndicats: SyndicatSource[]
  /** Who is a member in each scenario; empty where nobody is. */
  adhesions: AdhesionSource[]
  /** What the operator's own tables call its communes whose EPCI belongs to a neighbour. */
  groupWithoutEpci: string | null
}

/** The first operator's territory is in its files: it reaches into Calvados, and leaves two EPCI to their départements. */
export const FIRST_OPERATOR = "27"

export const territoryOf = (insee: Insee, departement: string): Territory =>
  departement === FIRST_OPERATOR ? firstOperatorTerritory() : plainTerritory(insee, departement)

function firstOperatorTerritory(): Territory {
  const adhesions = readAdhesions()
  const codes = (type: AdhesionSource["type"]) => adhesions.filter((row) => row.type === type).map(({ code }) => code)
  return {
    departement: FIRST_OPERATOR,
    epci: codes("epci"),
    communes: codes("commune"),
    syndicats: readSyndicats(),
    adhesions,
    groupWithoutEpci: "EPCI hors département",
  }
}

/** Any other département: its communes, and the EPCI that have more communes there than anywhere else. */
function plainTerritory(insee: Insee, departement: string): Territory {
  const departementOf = new Map(insee.communes.map((commune) => [commune.code, commune.departement]))
  const communes = insee.communes.filter((commune) => commune.departement === departement).map(({ code }) => code)
  const epci = insee.epci.filter(({ membres }) => {
    const inside = membres.filter(({ code }) => departementOf.get(code) === departement).length
    return inside * 2 > membres.length
  })
  return {
    departement,
    epci: epci.map(({ code }) => code),
    communes,
    syndicats: [],
    adhesions: [],
    groupWithoutEpci: null,
  }
}
