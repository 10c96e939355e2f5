import { fold, formatInteger } from "../../../platform/format.ts"
import { type Adresse, CODE_HORS_COMMUNE, type Constat, type Lot, type Regle, SANS_NUMERO } from "../../types.ts"
import { distanceAuContour, enMetres, estDedans, type Point } from "../geometrie.ts"
import { voiesDe } from "../voies.ts"

/** A row that should be an address: not a toponym. */
export const estAdresse = ({ numero }: Adresse): boolean => numero !== SANS_NUMERO

export const pointOf = ({ long, lat }: Adresse): Point | null => (long === null || lat === null ? null : { long, lat })

const each = ({ adresses }: Lot, keeps: (adresse: Adresse) => boolean): Constat[] =>
  adresses.flatMap((adresse, rang) => (keeps(adresse) ? [{ rang }] : []))

export const POSITION_ABSENTE: Regle = {
  code: "portail.position.absente",
  gravite: "W",
  priorite: 1,
  libelle: "Numéro sans position",
  raison:
    "Sans coordonnées, l’opérateur ne peut pas rattacher le logement à un point de branchement : la commande échoue.",
  exemple: "« 5 rue de la Harpe » sans long, lat, x ni y.",
  remede: "Placez le numéro sur la carte, de préférence à l’entrée.",
  detecter: (lot) =>
    each(
      lot,
      (adresse) => estAdresse(adresse) && pointOf(adresse) === null && (adresse.x === null || adresse.y === null),
    ),
}

const NIVEAU_COMMUNE = /^(commune|centre|centroide|mairie|municipality|zone|hameau|quartier|lieu.?dit)/

export const POSITION_IMPRECISE: Regle = {
  code: "portail.position.imprecise",
  gravite: "W",
  priorite: 2,
  libelle: "Numéro placé seulement sur la rue ou sur la commune",
  raison:
    "Un point au milieu de la rue ou de la commune désigne plusieurs maisons : le technicien ne sait pas laquelle raccorder.",
  exemple: "« 12 chemin des Prés » dont la position est « segment ».",
  remede: "Déplacez le point sur l’entrée ou le bâtiment, et indiquez « entrée » ou « bâtiment ».",
  detecter: (lot) =>
    each(
      lot,
      (adresse) =>
        estAdresse(adresse) &&
        pointOf(adresse) !== null &&
        (adresse.position === "segment" || NIVEAU_COMMUNE.test(fold(adresse.positionBrute))),
    ),
}

/** Contours are drawn to some metres, and houses stand on the limit. */
const TOLERANCE_CONTOUR_M = 50

export const HORS_COMMUNE: Regle = {
  code: CODE_HORS_COMMUNE,
  gravite: "W",
  priorite: 1,
  libelle: "Position hors de la commune",
  raison: "Le logement est cherché dans une autre commune, souvent dans une autre zone de raccordement.",
  exemple:
    "Un numéro de Breteuil placé à 3 km de la limite communale. Jugé seulement quand le contour est chargé ; 50 m de tolérance.",
  remede: "Vérifiez les coordonnées : chiffres inversés, autre commune, copie d’une autre ligne.",
  detecter: ({ adresses, contours }) =>
    adresses.flatMap((adresse, rang) => {
      const point = pointOf(adresse)
      const contour = contours.get(adresse.insee ?? "")
      if (!point || !contour || estDedans(point, contour)) return []
      const distance = distanceAuContour(point, contour)
      return distance <= TOLERANCE_CONTOUR_M ? [] : [{ rang, detail: `à ${metres(distance)} de la limite` }]
    }),
}

export const metres = (distance: number): string =>
  distance < 10_000 ? `${formatInteger(Math.round(distance))} m` : `${formatInteger(Math.round(distance / 1000))} km`

/** No other number of its street within this distance is unusual, even in the country. */
const ISOLEMENT_M = 500
const AUTRES_AU_MOINS = 3

export const POSITION_ELOIGNEE: Regle = {
  code: "portail.position.eloignee",
  gravite: "W",
  priorite: 2,
  libelle: "Position loin des autres numéros de la voie",
  raison:
    "Un numéro éloigné de sa rue est presque toujours une erreur de saisie : il sera raccordé au mauvais endroit.",
  exemple:
    "Trois numéros de la rue Neuve se suivent, le quatrième est à 2 km. Seuil : 500 m, au moins 3 autres numéros.",
  remede: "Replacez le numéro, ou vérifiez que la voie porte le bon nom.",
  detecter: ({ adresses }) => voiesDe(adresses).flatMap(({ numeros }) => isolated(adresses, numeros)),
}

function isolated(adresses: readonly Adresse[], numeros: readonly number[]): Constat[] {
  const placed = numeros.flatMap((rang) => {
    const adresse = adresses[rang]
    const point = adresse && pointOf(adresse)
    return point ? [{ rang, point }] : []
  })
  const [first] = placed
  if (!first || placed.length <= AUTRES_AU_MOINS) return []
  const points = placed.map(({ rang, point }) => ({ rang, ...enMetres(point, first.point) }))
  const grid = new Map<string, typeof points>()
  const cell = (x: number, y: number) => `${Math.floor(x / ISOLEMENT_M)}:${Math.floor(y / ISOLEMENT_M)}`
  for (const point of points) {
    const key = cell(point.x, point.y)
    const group = grid.get(key)
    if (group) group.push(point)
    else grid.set(key, [point])
  }
  const alone = points.filter((point) => {
    for (const dx of [-1, 0, 1])
      for (const dy of [-1, 0, 1]) {
        const around = grid.get(cell(point.x + dx * ISOLEMENT_M, point.y + dy * ISOLEMENT_M)) ?? []
        // A crowded cell is its own proof: the first neighbour found is enough.
        if (
          around.some(
            (other) => other.rang !== point.rang && Math.hypot(other.x - point.x, other.y - point.y) <= ISOLEMENT_M,
          )
        )
          return false
      }
    return true
  })
  // A way whose numbers are all scattered is a name used for a whole sector, not a row of mistakes.
  return alone.length * 2 < points.length ? alone.map(({ rang }) => ({ rang })) : []
}
