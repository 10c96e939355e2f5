import { type Adresse, type Comptes, type Gravite, type Priorite, SANS_NUMERO } from "../types.ts"
import { cleAdresse } from "./regles/doublons.ts"

/** One anomaly of one row; `exception` when a person said that it is no error. */
export type AnomalieLigne = { code: string; detail?: string; exception?: true }

/** A row as the report keeps it: what it takes to show it, to place it and to find it again in the next version. */
export type LigneVoie = {
  ligne: number
  numero: number | null
  suffixe: string
  lieudit: string | null
  position: string | null
  /** Longitude and latitude. */
  point: readonly [number, number] | null
  certifiee: boolean
  parcelle: boolean
  cible: string
  anomalies: AnomalieLigne[]
}

/** Rows with at least one anomaly left, by priority, and what the index is made of. */
export type ComptesVoie = Comptes & {
  p1: number
  p2: number
  p3: number
  p4: number
  ecartees: number
  toponymes: number
}

export type RapportVoie = {
  /** Null for rows without a street name. */
  nom: string | null
  deleguee: string | null
  lignes: LigneVoie[]
  comptes: ComptesVoie
}

/** What a code means in one version: its level depends on the profile. */
export type Niveau = { gravite: Gravite; priorite: Priorite; libelle: string }
export type Niveaux = Readonly<Record<string, Niveau>>

/** Which anomalies a person set aside: of one address, or of a whole street. */
export type Exception = { code: string; cible: string }

const point = ({ long, lat }: Adresse): readonly [number, number] | null =>
  long === null || lat === null ? null : [Number(long.toFixed(7)), Number(lat.toFixed(7))]

/** The address and its kind of position: what an exception is remembered by. */
export const cibleLigne = (adresse: Adresse): string => `${cleAdresse(adresse)}|${adresse.position ?? ""}`
export const cibleVoie = (nom: string | null, deleguee: string | null): string => `voie|${deleguee ?? ""}|${nom ?? ""}`

type Brute = { code: string; detail?: string }

/** The validator may say the same of a row twice: once is enough for a reader. */
const once = (found: readonly Brute[]): Brute[] => [
  ...new Map(found.map((anomalie) => [`${anomalie.code} ${anomalie.detail ?? ""}`, anomalie])).values(),
]

/** The rows of one commune by street, the streets that block most first. */
export function rapportVoies(
  adresses: readonly Adresse[],
  anomalies: readonly (readonly Brute[])[],
  { rangs, exceptions, niveaux }: { rangs: readonly number[]; exceptions: readonly Exception[]; niveaux: Niveaux },
): RapportVoie[] {
  const excepted = new Set(exceptions.map(({ code, cible }) => `${code} ${cible}`))
  const voies = new Map<string, RapportVoie>()
  for (const rang of rangs) {
    const adresse = adresses[rang]
    if (!adresse) continue
    const street = cibleVoie(adresse.voie, adresse.deleguee)
    let voie = voies.get(street)
    if (!voie) {
      voie = { nom: adresse.voie, deleguee: adresse.deleguee, lignes: [], comptes: compterLignes([], niveaux) }
      voies.set(street, voie)
    }
    const cible = cibleLigne(adresse)
    voie.lignes.push({
      ligne: adresse.ligne,
      numero: adresse.numero,
      suffixe: adresse.suffixe,
      lieudit: adresse.lieudit,
      position: adresse.position,
      point: point(adresse),
      certifiee: adresse.certifiee,
      parcelle: adresse.parcelle,
      cible,
      anomalies: once(anomalies[rang] ?? []).map(({ code, detail }) => ({
        code,
        ...(detail ? { detail } : {}),
        ...(excepted.has(`${code} ${cible}`) || excepted.has(`${code} ${street}`) ? { exception: true as const } : {}),
      })),
    })
  }
  for (const voie of voies.values()) voie.comptes = compterLignes(voie.lignes, niveaux)
  return [...voies.values()].sort(plusGraves)
}

/** Raccordement first: most blocked rows, then most misplaced, then most uncertain. */
export const plusGraves = (a: RapportVoie, b: RapportVoie): number =>
  b.comptes.p1 - a.comptes.p1 ||
  b.comptes.p2 - a.comptes.p2 ||
  b.comptes.p3 - a.comptes.p3 ||
  b.comptes.p4 - a.comptes.p4 ||
  ((a.nom ?? "") < (b.nom ?? "") ? -1 : 1)

/** What is left on a row, exceptions apart. */
export function priorites({ anomalies }: Pick<LigneVoie, "anomalies">, niveaux: Niveaux): Set<Priorite> {
  const left = new Set<Priorite>()
  for (const { code, exception } of anomalies) {
    const priorite = niveaux[code]?.priorite
    if (!exception && priorite) left.add(priorite)
  }
  return left
}

export function compterLignes(lignes: readonly LigneVoie[], niveaux: Niveaux): ComptesVoie {
  const comptes: ComptesVoie = {
    ...{ adresses: 0, bloquees: 0, deplacees: 0, certifiees: 0, parcelles: 0 },
    ...{ p1: 0, p2: 0, p3: 0, p4: 0, ecartees: 0, toponymes: 0 },
  }
  for (const { numero, certifiee, parcelle, anomalies } of lignes) {
    const left = priorites({ anomalies }, niveaux)
    comptes.ecartees += anomalies.filter(({ exception }) => exception).length
    for (const priorite of left) comptes[`p${priorite}`] += 1
    if (numero === SANS_NUMERO) {
      comptes.toponymes += 1
      continue
    }
    comptes.adresses += 1
    if (certifiee || anomalies.some(({ code, exception }) => exception && code === "portail.certification.absente"))
      comptes.certifiees += 1
    if (parcelle || anomalies.some(({ code, exception }) => exception && code === "portail.parcelle.absente"))
      comptes.parcelles += 1
    if (left.has(1)) comptes.bloquees += 1
    if (left.has(2)) comptes.deplacees += 1
  }
  return comptes
}

export function sommeComptes(all: readonly ComptesVoie[]): ComptesVoie {
  const sum = compterLignes([], {})
  for (const comptes of all) {
    for (const name of Object.keys(sum) as (keyof ComptesVoie)[]) sum[name] += comptes[name]
  }
  return sum
}

/** How many rows bear each code, exceptions apart: what the list of anomalies is made of. */
export type NombreParCode = { code: string; lignes: number; ecartees: number; voies: number }

export function nombresParCode(voies: readonly Pick<RapportVoie, "lignes">[]): NombreParCode[] {
  const counts = new Map<string, NombreParCode>()
  for (const { lignes } of voies) {
    const here = new Set<string>()
    for (const { anomalies } of lignes) {
      for (const code of new Set(anomalies.map((anomalie) => anomalie.code))) {
        const count = counts.get(code) ?? { code, lignes: 0, ecartees: 0, voies: 0 }
        counts.set(code, count)
        const left = anomalies.some((anomalie) => anomalie.code === code && !anomalie.exception)
        if (left) {
          count.lignes += 1
          here.add(code)
        } else count.ecartees += 1
      }
    }
    for (const code of here) (counts.get(code) as NombreParCode).voies += 1
  }
  return [...counts.values()].sort((a, b) => b.lignes - a.lignes || (a.code < b.code ? -1 : 1))
}
