import { fold } from "../../platform/format.ts"
import { type Adresse, SANS_NUMERO } from "../types.ts"

/** Short forms that people write for the same word. */
const ABREVIATIONS: Readonly<Record<string, string>> = {
  r: "rue",
  av: "avenue",
  ave: "avenue",
  bd: "boulevard",
  bld: "boulevard",
  boul: "boulevard",
  ch: "chemin",
  che: "chemin",
  chem: "chemin",
  imp: "impasse",
  pl: "place",
  rte: "route",
  sq: "square",
  all: "allee",
  qu: "quai",
  fg: "faubourg",
  fbg: "faubourg",
  res: "residence",
  lot: "lotissement",
  ham: "hameau",
  st: "saint",
  ste: "sainte",
  dr: "docteur",
  gal: "general",
  gen: "general",
  mal: "marechal",
  cdt: "commandant",
  pdt: "president",
  pr: "professeur",
}

const LIAISONS = new Set(["de", "du", "des", "la", "le", "les", "l", "d", "et", "a", "au", "aux", "en"])

const TYPES_DE_VOIE = new Set(
  "rue avenue boulevard chemin impasse place route square allee allees quai faubourg sente sentier ruelle cour cours passage venelle rond esplanade promenade voie mail villa".split(
    " ",
  ),
)

const words = (nom: string): string[] =>
  fold(nom)
    .replace(/[^a-z0-9]+/g, " ")
    .trim()
    .split(" ")
    .filter(Boolean)

/** The same for spellings that differ by case, accents, punctuation or a usual abbreviation: certainly one street. */
export const cleVoie = (nom: string): string =>
  words(nom)
    .map((word) => ABREVIATIONS[word] ?? word)
    .join(" ")

/** The same for names that differ by a linking word besides: probably one street, a person decides. */
export const cleProche = (nom: string): string =>
  cleVoie(nom)
    .split(" ")
    .filter((word) => !LIAISONS.has(word))
    .join(" ")

/** Streets have numbers as a rule; a lieu-dit may have none. */
export const estVoie = (nom: string): boolean => TYPES_DE_VOIE.has(cleVoie(nom).split(" ")[0] ?? "")

/** Streets of the same name in two communes, or in two communes déléguées, are two streets. */
const placeOf = ({ insee, deleguee }: Adresse): string => `${insee ?? ""}/${deleguee ?? ""}`

export type Voie = {
  place: string
  nom: string
  /** Indexes of its numbered rows, then of its rows without number. */
  numeros: number[]
  toponymes: number[]
}

/** Rows by street as it is written, in the order of the file. Rows without a street name are in none. */
export function voiesDe(adresses: readonly Adresse[]): Voie[] {
  const voies = new Map<string, Voie>()
  for (const [rang, adresse] of adresses.entries()) {
    if (adresse.voie === null) continue
    const place = placeOf(adresse)
    const key = `${place}/${adresse.voie}`
    let voie = voies.get(key)
    if (!voie) {
      voie = { place, nom: adresse.voie, numeros: [], toponymes: [] }
      voies.set(key, voie)
    }
    if (adresse.numero === SANS_NUMERO) voie.toponymes.push(rang)
    else voie.numeros.push(rang)
  }
  return [...voies.values()]
}

export type Orthographes = {
  /** Certain when only case, accents, punctuation or abbreviations differ. */
  certaine: boolean
  /** The most used first. */
  voies: Voie[]
}

/** Groups of street names of one place that differ by spelling only. */
export function orthographes(voies: readonly Voie[]): Orthographes[] {
  const certain = groupsBy(voies, (voie) => `${voie.place}/${cleVoie(voie.nom)}`)
  const groups: Orthographes[] = certain.filter((group) => group.length > 1).map((group) => ranked(group, true))
  // One of each certain group stands for it in what is only probable.
  const heads = certain.map((group) => ranked(group, true).voies[0]).filter((voie) => voie !== undefined)
  const seen = new Set<Voie>()
  for (const group of groupsBy(heads, (voie) => `${voie.place}/${cleProche(voie.nom)}`)) {
    if (group.length < 2) continue
    for (const voie of group) seen.add(voie)
    groups.push(ranked(group, false))
  }
  for (const pair of oneLetterApart(heads.filter((voie) => !seen.has(voie)))) groups.push(ranked(pair, false))
  return groups
}

function groupsBy(voies: readonly Voie[], keyOf: (voie: Voie) => string): Voie[][] {
  const groups = new Map<string, Voie[]>()
  for (const voie of voies) {
    const key = keyOf(voie)
    const group = groups.get(key)
    if (group) group.push(voie)
    else groups.set(key, [voie])
  }
  return [...groups.values()]
}

const rowsOf = (voie: Voie): number => voie.numeros.length + voie.toponymes.length
const capitals = (nom: string): number => (nom === nom.toUpperCase() ? 1 : 0)
const accents = (nom: string): number => nom.normalize("NFD").length - nom.length

/** The spelling to propose first: not in capitals, most used, most accented, then by alphabet. */
const ranked = (voies: readonly Voie[], certaine: boolean): Orthographes => ({
  certaine,
  voies: [...voies].sort(
    (a, b) =>
      capitals(a.nom) - capitals(b.nom) ||
      rowsOf(b) - rowsOf(a) ||
      accents(b.nom) - accents(a.nom) ||
      (a.nom < b.nom ? -1 : 1),
  ),
})

const SHORTEST = 8

/**
 * Pairs of long names that differ by one letter inside a long word: found by their common deletions, so that thousands of
 * streets cost thousands of steps. A figure, or the whole of a short word ("Impasse A", "Impasse B"), makes another street.
 */
function oneLetterApart(voies: readonly Voie[]): Voie[][] {
  const byDeletion = new Map<string, Voie[]>()
  for (const voie of voies) {
    const name = cleProche(voie.nom)
    if (name.length < SHORTEST) continue
    const forms = new Set([name, ...Array.from(name, (_, at) => name.slice(0, at) + name.slice(at + 1))])
    for (const form of forms) {
      const key = `${voie.place}/${form}`
      const group = byDeletion.get(key)
      if (group) group.push(voie)
      else byDeletion.set(key, [voie])
    }
  }
  const pairs = new Map<string, Voie[]>()
  for (const group of byDeletion.values()) {
    for (const [at, a] of group.entries()) {
      for (const b of group.slice(at + 1)) {
        const pair = [a, b].sort((one, other) => (one.nom < other.nom ? -1 : 1))
        if (a !== b && sameButALetter(cleProche(a.nom), cleProche(b.nom)))
          pairs.set(pair.map(({ nom }) => nom).join("/"), pair)
      }
    }
  }
  return [...pairs.values()]
}

const LONG_WORD = 5

export function sameButALetter(a: string, b: string): boolean {
  const [left, right] = [a.split(" "), b.split(" ")]
  if (left.length !== right.length) return false
  const differing = left.flatMap((word, at) => (word === right[at] ? [] : [[word, right[at] ?? ""] as const]))
  const [pair] = differing
  if (differing.length !== 1 || !pair) return false
  const [one, other] = pair
  if (/\d/.test(one + other) || Math.min(one.length, other.length) < LONG_WORD) return false
  return editOne(one, other)
}

/** At most one letter added, taken away or replaced. */
function editOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let from = 0
  while (from < a.length && a[from] === b[from]) from += 1
  let end = 0
  while (end < Math.min(a.length, b.length) - from && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1
  return Math.max(a.length, b.length) - from - end <= 1
}
