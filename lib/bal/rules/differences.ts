import { distanceM } from "./geometrie.ts"
import type { LigneVoie, RapportVoie } from "./rapport.ts"

/** What changed from one version of a commune's BAL to the next. */
export const DIFFERENCE_GENRES = ["ajoutee", "supprimee", "deplacee", "renommee", "certifiee", "decertifiee"] as const
export type DifferenceGenre = (typeof DIFFERENCE_GENRES)[number]

export const DIFFERENCE_LABELS = {
  ajoutee: "ajoutées",
  supprimee: "supprimées",
  deplacee: "déplacées",
  renommee: "renommées",
  certifiee: "certifiées",
  decertifiee: "qui ne sont plus certifiées",
} as const satisfies Record<DifferenceGenre, string>

export type Difference = { genre: DifferenceGenre; adresse: string; detail?: string }
export type Differences = { nombres: Record<DifferenceGenre, number>; exemples: Difference[] }

/** What a person can read; the counts are whole. */
const EXEMPLES = 300
/** Below it, a position was copied with other decimals, not moved. */
const DEPLACEMENT_M = 1

type Ligne = { voie: string | null; ligne: LigneVoie }

/** One row stands for an address that has several positions: the first of the file. */
function adressesDe(voies: readonly RapportVoie[]): Map<string, Ligne> {
  const found = new Map<string, Ligne>()
  for (const { nom, lignes } of voies) {
    for (const ligne of lignes) {
      const key = ligne.cible.slice(0, ligne.cible.lastIndexOf("|"))
      if (!found.has(key)) found.set(key, { voie: nom, ligne })
    }
  }
  return found
}

/** The same house under another street name: number, suffix and place (to a metre or so) are the same. */
const maison = ({ numero, suffixe, point }: LigneVoie): string | null =>
  point && numero !== null ? `${numero}${suffixe.toLowerCase()}@${point[0].toFixed(5)},${point[1].toFixed(5)}` : null

export function differences(before: readonly RapportVoie[], after: readonly RapportVoie[]): Differences {
  const [old, now] = [adressesDe(before), adressesDe(after)]
  const nombres = { ajoutee: 0, supprimee: 0, deplacee: 0, renommee: 0, certifiee: 0, decertifiee: 0 }
  const exemples: Difference[] = []
  const say = (genre: DifferenceGenre, one: Ligne, detail?: string) => {
    nombres[genre] += 1
    if (nombres[genre] <= EXEMPLES / DIFFERENCE_GENRES.length)
      exemples.push({ genre, adresse: adresseEnMots(one.ligne, one.voie), ...(detail ? { detail } : {}) })
  }

  const gone = [...old].filter(([key]) => !now.has(key))
  const houses = new Map(
    gone.flatMap(([key, one]) => (maison(one.ligne) ? [[maison(one.ligne) as string, key] as const] : [])),
  )
  const renamed = new Set<string>()
  for (const [key, one] of now) {
    const former = old.get(key)
    if (former) {
      if (former.voie !== one.voie) say("renommee", one, `était « ${former.voie ?? ""} »`)
      compare(former.ligne, one, say)
      continue
    }
    const formerKey = houses.get(maison(one.ligne) ?? "")
    const same = formerKey === undefined ? undefined : old.get(formerKey)
    if (formerKey !== undefined && same && !renamed.has(formerKey)) {
      renamed.add(formerKey)
      say("renommee", one, `était « ${same.voie ?? ""} »`)
      compare(same.ligne, one, say)
    } else say("ajoutee", one)
  }
  for (const [key, one] of gone) if (!renamed.has(key)) say("supprimee", one)
  return { nombres, exemples }
}

function compare(
  before: LigneVoie,
  one: Ligne,
  say: (genre: DifferenceGenre, one: Ligne, detail?: string) => void,
): void {
  const after = one.ligne
  if (before.point && after.point) {
    const metres = distanceM(
      { long: before.point[0], lat: before.point[1] },
      { long: after.point[0], lat: after.point[1] },
    )
    if (metres > DEPLACEMENT_M) say("deplacee", one, `de ${Math.round(metres)} m`)
  } else if (after.point) say("deplacee", one, "placée")
  if (!before.certifiee && after.certifiee) say("certifiee", one)
  if (before.certifiee && !after.certifiee) say("decertifiee", one)
}

/** "5 bis rue de la Harpe (Le Bourg)"; a toponym is its name alone. */
export function adresseEnMots({ numero, suffixe, lieudit }: LigneVoie, voie: string | null): string {
  const place = lieudit ? ` (${lieudit})` : ""
  const street = voie ?? "sans nom de voie"
  if (numero === null) return `sans numéro, ${street}${place}`
  return numero === 99_999
    ? `${street}${place}`
    : `${[numero, suffixe].filter((part) => part !== "").join(" ")} ${street}${place}`
}
