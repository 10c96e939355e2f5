import proj4 from "proj4"

/** A commune made up from a seed: straight streets, odd numbers on one side and even ones on the other, nothing wrong. */
export type Commune = { insee: string; nom: string; long: number; lat: number }

export const BRETEUIL: Commune = { insee: "27112", nom: "Breteuil", long: 0.912, lat: 48.838 }

export const COLONNES = [
  "cle_interop",
  "commune_insee",
  "commune_nom",
  "commune_deleguee_insee",
  "commune_deleguee_nom",
  "voie_nom",
  "lieudit_complement_nom",
  "numero",
  "suffixe",
  "position",
  "x",
  "y",
  "long",
  "lat",
  "cad_parcelles",
  "source",
  "date_der_maj",
  "certification_commune",
] as const
export type LigneBal = Record<(typeof COLONNES)[number], string>

const toLambert = proj4(
  "EPSG:4326",
  "+proj=lcc +lat_1=49 +lat_2=44 +lat_0=46.5 +lon_0=3 +x_0=700000 +y_0=6600000 +ellps=GRS80 +towgs84=0,0,0,0,0,0,0 +units=m +no_defs",
)
const METRE = 1 / 111_320

const TYPES = ["Rue", "Chemin", "Impasse", "Route", "Allée"]
const NOMS = [
  "du Lavoir",
  "des Peupliers",
  "Charles Gounod",
  "de la Fontaine",
  "du Colombier",
  "Victor Hugo",
  "des Acacias",
]

/** Numbers that differ from one another by more than a letter, so that no two streets are alike. */
const nomDeVoie = (rang: number): string =>
  `${TYPES[rang % TYPES.length]} ${NOMS[rang % NOMS.length]}${rang < 35 ? "" : ` ${String(rang).padStart(4, "0")}`}`

/** Row `rang` of a sound file of this commune: `parVoie` numbers a street. */
export function ligneSaine(rang: number, commune: Commune = BRETEUIL, parVoie = 20): LigneBal {
  const voie = Math.floor(rang / parVoie)
  const numero = (rang % parVoie) + 1
  const cos = Math.cos((commune.lat * Math.PI) / 180)
  // Streets run east, sixty metres apart; houses every twelve metres, eight metres from the axis.
  const long = commune.long + (numero * 12 + (voie % 12) * (parVoie * 12 + 60)) * (METRE / cos)
  const lat = commune.lat + Math.floor(voie / 12) * 60 * METRE + (numero % 2 === 0 ? 8 : -8) * METRE
  const [x, y] = toLambert.forward([Number(long.toFixed(7)), Number(lat.toFixed(7))]) as [number, number]
  return {
    cle_interop:
      `${commune.insee}_${String(voie + 1).padStart(4, "0")}_${String(numero).padStart(5, "0")}`.toLowerCase(),
    commune_insee: commune.insee,
    commune_nom: commune.nom,
    commune_deleguee_insee: "",
    commune_deleguee_nom: "",
    voie_nom: nomDeVoie(voie),
    lieudit_complement_nom: "",
    numero: String(numero),
    suffixe: "",
    position: "entrée",
    x: x.toFixed(2),
    y: y.toFixed(2),
    long: long.toFixed(7),
    lat: lat.toFixed(7),
    cad_parcelles: `${commune.insee}000AB${String((rang % 9999) + 1).padStart(4, "0")}`,
    source: commune.nom,
    date_der_maj: "2025-06-02",
    certification_commune: "1",
  }
}

export const fichierSain = (adresses: number, commune: Commune = BRETEUIL, parVoie = 20): LigneBal[] =>
  Array.from({ length: adresses }, (_, rang) => ligneSaine(rang, commune, parVoie))

/** CSV as the specification asks: semicolons, no quotes but where a cell needs them. */
export function csvBal(
  lignes: readonly Partial<LigneBal>[],
  options: { separateur?: string; fin?: string } = {},
): string {
  const { separateur = ";", fin = "\n" } = options
  const cell = (text: string) =>
    /["\r\n]/.test(text) || text.includes(separateur) ? `"${text.replaceAll('"', '""')}"` : text
  const rows = lignes.map((ligne) => COLONNES.map((name) => cell(ligne[name] ?? "")).join(separateur))
  return [COLONNES.join(separateur), ...rows].join(fin) + fin
}

type Defaut = { code: string; change: (lignes: LigneBal[], rang: number) => number[] }

/** Defects of known effect: each changes the rows around `rang` and answers the indexes where its code must stand. */
export const DEFAUTS: Record<string, Defaut> = {
  sans_position: {
    code: "portail.position.absente",
    change: (lignes, rang) => alter(lignes, rang, { x: "", y: "", long: "", lat: "" }),
  },
  segment: {
    code: "portail.position.imprecise",
    change: (lignes, rang) => alter(lignes, rang, { position: "segment" }),
  },
  eloignee: {
    code: "portail.position.eloignee",
    change: (lignes, rang) => moved(lignes, rang, 0, 3000),
  },
  inversees: {
    code: "portail.coordonnees.inversees",
    change: (lignes, rang) => alter(lignes, rang, { long: lignes[rang]?.lat ?? "", lat: lignes[rang]?.long ?? "" }),
  },
  lambert: {
    code: "portail.coordonnees.lambert93",
    change: (lignes, rang) => alter(lignes, rang, { x: String(Number(lignes[rang]?.x) + 40) }),
  },
  doublon: {
    code: "portail.doublon.adresse",
    change: (lignes, rang) => {
      lignes.splice(rang + 1, 0, { ...(lignes[rang] as LigneBal) })
      return [rang, rang + 1]
    },
  },
  meme_position: {
    code: "portail.doublon.position",
    change: (lignes, rang) => {
      const { x, y, long, lat } = lignes[rang] as LigneBal
      alter(lignes, rang + 2, { x, y, long, lat })
      return [rang, rang + 2]
    },
  },
  orthographe: {
    code: "portail.voie.orthographe",
    change: (lignes, rang) => alter(lignes, rang, { voie_nom: (lignes[rang]?.voie_nom ?? "").toUpperCase() }),
  },
  sans_numero: {
    code: "portail.voie.sans_numero",
    change: (lignes, rang) =>
      alter(lignes, rang, { voie_nom: "Venelle oubliée", numero: "99999", cle_interop: "27112_b999_99999" }),
  },
  mauvais_cote: {
    code: "portail.numerotation.parite",
    change: (lignes, rang) => moved(lignes, rang, 0, evenSide(lignes, rang)),
  },
  non_certifiee: {
    code: "portail.certification.absente",
    change: (lignes, rang) => alter(lignes, rang, { certification_commune: "0" }),
  },
  sans_parcelle: {
    code: "portail.parcelle.absente",
    change: (lignes, rang) => alter(lignes, rang, { cad_parcelles: "" }),
  },
}

const alter = (lignes: LigneBal[], rang: number, cells: Partial<LigneBal>): number[] => {
  lignes[rang] = { ...(lignes[rang] as LigneBal), ...cells }
  return [rang]
}

const evenSide = (lignes: LigneBal[], rang: number): number => (Number(lignes[rang]?.numero) % 2 === 0 ? -16 : 16)

/** Moves a row by metres, in both systems. */
function moved(lignes: LigneBal[], rang: number, east: number, north: number): number[] {
  const row = lignes[rang] as LigneBal
  const long = Number(row.long) + east * (METRE / Math.cos((Number(row.lat) * Math.PI) / 180))
  const lat = Number(row.lat) + north * METRE
  const [x, y] = toLambert.forward([long, lat]) as [number, number]
  return alter(lignes, rang, { long: long.toFixed(7), lat: lat.toFixed(7), x: x.toFixed(2), y: y.toFixed(2) })
}

/** A sound file in which every `pas`-th row bears a defect, in turn: what a large file of a real commune looks like. */
export function fichierFautif(adresses: number, pas: number, commune: Commune = BRETEUIL): LigneBal[] {
  const lignes = fichierSain(adresses, commune)
  const defauts = Object.values(DEFAUTS)
  for (let rang = pas, at = 0; rang < lignes.length - 3; rang += pas, at += 1)
    defauts[at % defauts.length]?.change(lignes, rang)
  return lignes
}
