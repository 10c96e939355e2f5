import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from "node:fs"
import { regle } from "../rules/catalogue.ts"
import type { Correction } from "../rules/corrections.ts"
import { corrections } from "../rules/corrections.ts"
import { type Differences, differences } from "../rules/differences.ts"
import { indiceQualite } from "../rules/indice.ts"
import {
  type ComptesVoie,
  type Exception,
  type Niveaux,
  type NombreParCode,
  nombresParCode,
  type RapportVoie,
  rapportVoies,
  sommeComptes,
} from "../rules/rapport.ts"
import type { NonVerifie } from "../types.ts"
import type { Analyse } from "./analyse.ts"
import { loadCommunes, loadValidator } from "./validator.ts"

export type ReportRequest = {
  /** Current INSEE codes that the depositor may speak for. */
  codes: readonly string[]
  exceptions: Readonly<Record<string, readonly Exception[]>>
  /** The version before, by commune: streets, one a line of `{ insee, voie }`; null when there is none. */
  precedentes: string | null
  /** Whether each commune's rows are wanted as a file of their own. */
  partager: boolean
}

/** Lines of the answer: each commune, then its streets. */
export type CommuneLine = {
  genre: "commune"
  insee: string
  profil: string
  valide: boolean
  encodage: string
  separateur: string
  lignes: number
  lignesValides: number
  voies: number
  comptes: ComptesVoie
  indice: number | null
  niveaux: Niveaux
  nombres: NombreParCode[]
  fichier: { code: string; gravite: string }[]
  nonVerifie: NonVerifie[]
  differences: Differences | null
  corrections: Correction[]
  /** The commune's rows under the file's header, when the file holds several. */
  extrait: string | null
}
export type VoieLine = { genre: "voie"; rang: number } & RapportVoie

export type Etrangere = { code: string; lignes: number }

/** Writes the report, or answers the communes that the file may not speak for. */
export function writeReport(bytes: Buffer, done: Analyse, sortie: string, request: ReportRequest): Etrangere[] {
  const { groups, etrangeres } = byCommune(done, request.codes)
  if (etrangeres.length > 0) return etrangeres
  const before = request.precedentes === null ? new Map<string, RapportVoie[]>() : readVoies(request.precedentes)
  const niveaux = niveauxOf(done)
  const file = openSync(sortie, "w")
  try {
    for (const [insee, rangs] of groups) {
      const voies = rapportVoies(done.adresses, done.anomalies, {
        ...{ rangs, niveaux },
        exceptions: request.exceptions[insee] ?? [],
      })
      const line = communeLine(done, { insee, rangs, voies, niveaux, before: before.get(insee) })
      const extrait = request.partager ? writeExtract(bytes, done, rangs, `${sortie}.${insee}`) : null
      writeSync(file, `${JSON.stringify({ ...line, extrait } satisfies CommuneLine)}\n`)
      for (const [rang, voie] of voies.entries()) {
        writeSync(file, `${JSON.stringify({ genre: "voie", rang, ...voie } satisfies VoieLine)}\n`)
      }
    }
  } finally {
    closeSync(file)
  }
  return []
}

/** Rows by commune of today; rows whose commune is not known go with the depositor's first one. */
function byCommune({ adresses }: Analyse, codes: readonly string[]) {
  const today = new Map<string, string>()
  for (const { code, anciensCodes = [] } of loadCommunes()) {
    for (const ancien of anciensCodes) today.set(ancien, code)
  }
  for (const { code } of loadCommunes()) today.set(code, code)
  const allowed = new Set(codes)
  const groups = new Map<string, number[]>()
  const others = new Map<string, number>()
  for (const [rang, { insee }] of adresses.entries()) {
    // A code may have been both: a commune déléguée keeps its own under the new commune.
    const code = insee === null ? codes[0] : allowed.has(insee) ? insee : (today.get(insee) ?? insee)
    if (code === undefined || !allowed.has(code)) {
      const name = insee ?? ""
      others.set(name, (others.get(name) ?? 0) + 1)
      continue
    }
    const group = groups.get(code)
    if (group) group.push(rang)
    else groups.set(code, [rang])
  }
  const etrangeres = [...others].map(([code, lignes]): Etrangere => ({ code, lignes }))
  return { groups, etrangeres: etrangeres.sort((a, b) => b.lignes - a.lignes) }
}

function niveauxOf({ anomalies, fichier }: Analyse): Niveaux {
  const niveaux: Record<string, Niveaux[string]> = {}
  for (const found of [fichier, ...anomalies]) {
    for (const { code, gravite, priorite } of found)
      niveaux[code] ??= { gravite, priorite, libelle: regle(code)?.libelle ?? labelOf(code) }
  }
  return niveaux
}

/** The validator's own sentence; it throws on a code of a column that it does not know. */
function labelOf(code: string): string {
  try {
    return loadValidator().getLabel(code)
  } catch {
    return code
  }
}

type Group = { insee: string; rangs: readonly number[]; voies: RapportVoie[]; niveaux: Niveaux; before?: RapportVoie[] }

function communeLine(done: Analyse, { insee, rangs, voies, niveaux, before }: Group): Omit<CommuneLine, "extrait"> {
  const { report, fichier, nonVerifie, valide } = done
  const comptes = sommeComptes(voies.map((voie) => voie.comptes))
  const adresses = rangs.map((rang) => done.adresses[rang]).filter((adresse) => adresse !== undefined)
  const lot = { adresses, identiques: (a: number, b: number) => done.identiques(rangs[a] ?? -1, rangs[b] ?? -1) }
  const codes = rangs.map((rang) => done.anomalies[rang] ?? [])
  return {
    genre: "commune",
    ...{ insee, valide, niveaux, nonVerifie, comptes },
    profil: report.profile,
    encodage: report.encoding,
    separateur: report.delimiter,
    lignes: rangs.length,
    lignesValides: rangs.filter((rang) => report.rows[rang]?.isValid).length,
    voies: voies.filter(({ nom }) => nom !== null).length,
    indice: indiceQualite(comptes),
    nombres: nombresParCode(voies),
    fichier: fichier.map(({ code, gravite }) => ({ code, gravite })),
    differences: before ? differences(before, voies) : null,
    corrections: corrections(lot, codes, fichier),
  }
}

function readVoies(path: string): Map<string, RapportVoie[]> {
  const voies = new Map<string, RapportVoie[]>()
  for (const line of readFileSync(path, "utf8").split("\n")) {
    if (line === "") continue
    const { insee, voie } = JSON.parse(line) as { insee: string; voie: RapportVoie | null }
    const known = voies.get(insee) ?? []
    voies.set(insee, known)
    if (voie) known.push(voie)
  }
  return voies
}

function writeExtract(bytes: Buffer, { header, places }: Analyse, rangs: readonly number[], path: string): string {
  const parts = [header, ...rangs.map((rang) => places[rang])].flatMap((place) =>
    place ? [bytes.subarray(place.from, place.to)] : [],
  )
  writeFileSync(path, Buffer.concat(parts))
  return path
}
