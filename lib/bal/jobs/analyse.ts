import { prioriteDe, REGLES } from "../rules/catalogue.ts"
import { indiceQualite } from "../rules/indice.ts"
import { type RecordPlace, recordPlaces } from "../rules/lines.ts"
import { estAdresse } from "../rules/regles/positions.ts"
import {
  type Adresse,
  CODE_BAN,
  CODE_HORS_COMMUNE,
  type Comptes,
  type Contour,
  type Erreur,
  type Gravite,
  type NonVerifie,
  type Priorite,
} from "../types.ts"
import {
  type ControleBan,
  loadValidator,
  type ParseError,
  type ValidatorReport,
  type ValidatorRow,
} from "./validator.ts"

export type Anomalie = { code: string; gravite: Gravite; priorite: Priorite; detail?: string }

export type Analyse = {
  report: Extract<ValidatorReport, { parseOk: true }>
  valide: boolean
  /** Where the header, then each row, is in the bytes. */
  header: RecordPlace | undefined
  places: RecordPlace[]
  adresses: Adresse[]
  /** Whether two rows say the same in every cell. */
  identiques: (a: number, b: number) => boolean
  /** By row, in the order of the file: the validator's first, then the portal's. */
  anomalies: Anomalie[][]
  fichier: Anomalie[]
  nonVerifie: NonVerifie[]
}

export class Illisible extends Error {
  readonly parseErrors: readonly ParseError[]

  constructor(message: string, parseErrors: readonly ParseError[] = []) {
    super(message)
    this.parseErrors = parseErrors
  }
}

type Options = {
  profil?: string
  contours: ReadonlyMap<string, Contour>
  /** How the network was used, once the validator has run. */
  controleBan: () => ControleBan
}

/** The validator first, in the profile it picks unless one is named, then the portal's own rules on what it read. */
export async function analyse(bytes: Buffer, { profil, contours, controleBan }: Options): Promise<Analyse> {
  const report = await validated(bytes, profil)
  const [header, ...places] = recordPlaces(bytes, report.delimiter, report.linebreak)
  const adresses = report.rows.map((row, rang) => adresseOf(row, places[rang]?.line ?? rang + 2))
  const fichier = report.profilErrors
    .filter(({ code }) => report.globalErrors.includes(code))
    .map(({ code, level }) => ({ code, gravite: level, priorite: prioriteDe(code, level, true) }))
  const anomalies = report.rows.map(({ errors }): Anomalie[] =>
    errors.map(({ code, level }) => ({ code, gravite: level, priorite: prioriteDe(code, level) })),
  )
  const lot = { adresses, contours, identiques: (a: number, b: number) => sameCells(report.rows, a, b) }
  for (const { code, gravite, priorite, detecter } of REGLES) {
    for (const { rang, detail } of detecter(lot)) anomalies[rang]?.push({ code, gravite, priorite, detail })
  }
  return {
    report,
    valide: report.profilesValidation[report.profile]?.isValid ?? false,
    header,
    places,
    adresses,
    anomalies,
    fichier,
    identiques: lot.identiques,
    nonVerifie: [...banCheck(controleBan()), ...contourCheck(adresses, contours)],
  }
}

async function validated(bytes: Buffer, profil: string | undefined): Promise<Analyse["report"]> {
  let report: ValidatorReport
  try {
    report = await loadValidator().validate(bytes, profil ? { profile: profil } : {})
  } catch (error) {
    throw new Illisible(error instanceof Error ? error.message : String(error))
  }
  if (!report.parseOk) throw new Illisible("the rows cannot be told apart", report.parseErrors)
  return report
}

function adresseOf({ parsedValues: v, rawValues: raw, additionalValues }: ValidatorRow, ligne: number): Adresse {
  const number = (name: string) => (typeof v[name] === "number" ? v[name] : null)
  const text = (name: string) => (typeof v[name] === "string" && v[name] !== "" ? v[name] : null)
  return {
    ligne,
    insee: text("commune_insee") ?? additionalValues.cle_interop?.codeCommune ?? null,
    deleguee: text("commune_deleguee_insee"),
    voie: text("voie_nom") ?? text("toponyme"),
    lieudit: text("lieudit_complement_nom"),
    numero: number("numero"),
    suffixe: text("suffixe") ?? "",
    position: text("position"),
    positionBrute: raw.position ?? "",
    long: number("long"),
    lat: number("lat"),
    x: number("x"),
    y: number("y"),
    parcelle: Array.isArray(v.cad_parcelles) && v.cad_parcelles.length > 0,
    certifiee: v.certification_commune === true,
  }
}

function sameCells(rows: readonly ValidatorRow[], a: number, b: number): boolean {
  const [one, other] = [rows[a]?.rawValues ?? {}, rows[b]?.rawValues ?? {}]
  return Object.keys(one).every((name) => one[name] === other[name])
}

const BAN_REASONS = {
  non_demande: "La comparaison avec la Base adresse nationale est désactivée : rien n’a été demandé à l’extérieur.",
  incomplet:
    "La Base adresse nationale n’a pas répondu, ou pas à temps : le contrôle n’est pas fait pour toutes les communes.",
} as const

const banCheck = (done: ControleBan): NonVerifie[] =>
  done === "fait" ? [] : [{ code: CODE_BAN, raison: BAN_REASONS[done] }]

function contourCheck(adresses: readonly Adresse[], contours: ReadonlyMap<string, Contour>): NonVerifie[] {
  const codes = new Set(adresses.flatMap(({ insee }) => (insee ? [insee] : [])))
  const missing = [...codes].filter((code) => !contours.has(code))
  if (missing.length === 0 && codes.size > 0) return []
  return [
    {
      code: CODE_HORS_COMMUNE,
      raison: "Le contour de la commune n’est pas chargé : les positions hors de la commune ne sont pas cherchées.",
    },
  ]
}

/** What the index is made of; rows that a person set aside count as sound for that anomaly. */
export function comptesDe(
  adresses: readonly Adresse[],
  anomalies: readonly (readonly { priorite: Priorite }[])[],
): Comptes {
  const comptes: Comptes = { adresses: 0, bloquees: 0, deplacees: 0, certifiees: 0, parcelles: 0 }
  for (const [rang, adresse] of adresses.entries()) {
    if (!estAdresse(adresse)) continue
    comptes.adresses += 1
    if (adresse.certifiee) comptes.certifiees += 1
    if (adresse.parcelle) comptes.parcelles += 1
    const found = anomalies[rang] ?? []
    if (found.some(({ priorite }) => priorite === 1)) comptes.bloquees += 1
    if (found.some(({ priorite }) => priorite === 2)) comptes.deplacees += 1
  }
  return comptes
}

/** The whole verdict, for the command line: the file's own lines first, then each row's in their order. */
export function verdictOf({ report, valide, adresses, anomalies, fichier, nonVerifie }: Analyse) {
  const erreurs: Erreur[] = fichier.map(({ code, gravite }) => ({ code, ligne: null, gravite }))
  for (const [rang, found] of anomalies.entries()) {
    const ligne = adresses[rang]?.ligne ?? null
    for (const { code, gravite } of found) erreurs.push({ code, ligne, gravite })
  }
  const comptes = comptesDe(adresses, anomalies)
  return {
    profil: report.profile,
    valide,
    lignes: report.rows.length,
    lignesValides: report.rows.filter(({ isValid }) => isValid).length,
    encodage: report.encoding,
    separateur: report.delimiter,
    profils: Object.fromEntries(
      Object.entries(report.profilesValidation).map(([name, { isValid }]) => [name, isValid]),
    ),
    erreurs,
    indice: indiceQualite(comptes),
    ...comptes,
    nonVerifie,
  }
}
