import proj4 from "proj4"
import type { Adresse, Constat, Regle } from "../../types.ts"
import { metres } from "./positions.ts"

/** IGN, RGF93 / Lambert 93 (EPSG 2154). */
const LAMBERT_93 =
  "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs"

const versLambert93 = proj4("EPSG:4326", LAMBERT_93)

/** Overseas communes have projections of their own, which the validator checks. */
const enMetropole = ({ insee }: Adresse): boolean => insee === null || !/^9[78]/.test(insee)

const inMetropole = (long: number, lat: number): boolean => long > -5.6 && long < 10 && lat > 41 && lat < 51.5
const inLambert = (x: number, y: number): boolean => x > 50_000 && x < 1_300_000 && y > 6_000_000 && y < 7_200_000

export const COORDONNEES_INVERSEES: Regle = {
  code: "portail.coordonnees.inversees",
  gravite: "W",
  priorite: 1,
  libelle: "Coordonnées inversées",
  raison: "La longitude est dans la colonne de la latitude (ou x dans celle de y) : le point tombe dans un autre pays.",
  exemple: "long = 49.0241 et lat = 1.1508 pour une rue d’Évreux.",
  remede: "Échangez les deux colonnes dans le logiciel qui produit le fichier.",
  detecter: ({ adresses }) =>
    adresses.flatMap((adresse, rang) => {
      if (!enMetropole(adresse)) return []
      const { long, lat, x, y } = adresse
      const degrees = long !== null && lat !== null && !inMetropole(long, lat) && inMetropole(lat, long)
      const lambert = x !== null && y !== null && !inLambert(x, y) && inLambert(y, x)
      return degrees || lambert ? [{ rang, detail: degrees ? "long et lat" : "x et y" }] : []
    }),
}

/** What the validator allows between the two systems. */
const ECART_M = 10

export const LAMBERT_INCOHERENT: Regle = {
  code: "portail.coordonnees.lambert93",
  gravite: "W",
  priorite: 2,
  libelle: "Deux positions différentes en Lambert 93 et en longitude-latitude",
  raison: "Selon la colonne qu’il lit, un opérateur place le logement à un endroit ou à l’autre.",
  exemple: "x et y désignent un point à 340 m de celui de long et lat. Tolérance : 10 m.",
  remede: "Recalculez x et y à partir de la bonne position, ou videz ces deux colonnes.",
  detecter: ({ adresses }) =>
    adresses.flatMap((adresse, rang) => {
      const gap = ecartM(adresse)
      return gap !== null && gap > ECART_M ? [{ rang, detail: `écart de ${metres(gap)}` }] : []
    }),
}

/** Metres between the two positions of a row; null when one lacks, or is not of metropolitan France. */
export function ecartM(adresse: Adresse): number | null {
  const { long, lat, x, y } = adresse
  if (!enMetropole(adresse) || long === null || lat === null || x === null || y === null) return null
  if (!inMetropole(long, lat)) return null
  const [px, py] = versLambert93.forward([long, lat]) as [number, number]
  return Math.hypot(px - x, py - y)
}

/** Longitude and latitude of a row that has only Lambert 93. */
export function depuisLambert93(x: number, y: number): { long: number; lat: number } | null {
  if (!inLambert(x, y)) return null
  const [long, lat] = versLambert93.inverse([x, y]) as [number, number]
  return { long, lat }
}

export const LAMBERT_SEUL: Regle = {
  code: "portail.coordonnees.lambert93_seul",
  gravite: "W",
  priorite: 2,
  libelle: "Position en Lambert 93 seulement",
  raison: "Les outils des opérateurs lisent la longitude et la latitude : sans elles, la position n’est pas vue.",
  exemple: "x = 565000, y = 6880000, long et lat vides.",
  remede: "Complétez long et lat : l’outil Mes Adresses le fait en enregistrant.",
  detecter: ({ adresses }) =>
    adresses.flatMap((adresse, rang): Constat[] => {
      const { long, lat, x, y } = adresse
      return enMetropole(adresse) && (long === null || lat === null) && x !== null && y !== null && inLambert(x, y)
        ? [{ rang }]
        : []
    }),
}
