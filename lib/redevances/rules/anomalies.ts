import { formatCount, formatDecimal } from "@/lib/platform/format.ts"
import { kilometres } from "./assiette.ts"
import type { EtatDeclare } from "./situation.ts"

export type Anomalie = {
  genre: "baisse" | "annee_manquante" | "absent_chez_nous"
  annee: number
  operateurId: string
  message: string
}

/** In how many communes of the same EPCI an operator declares lines for a year: never fewer than three. */
export type Voisinage = { operateurId: string; operateur: string; annee: number; communes: number }

type Known = { etats: readonly EtatDeclare[]; voisins: readonly Voisinage[]; annees: readonly number[] }

/** What deserves a question to the operator before the bill goes. */
export function findAnomalies({ etats, voisins, annees }: Known): Anomalie[] {
  return [...drops(etats), ...gaps(etats, annees), ...absences(etats, voisins, annees)].sort(
    (a, b) => b.annee - a.annee,
  )
}

/** Half or less of the year before. */
function drops(etats: readonly EtatDeclare[]): Anomalie[] {
  return etats.flatMap((etat) => {
    const before = etats.find(({ operateurId, annee }) => operateurId === etat.operateurId && annee === etat.annee - 1)
    if (!before) return []
    const [was, is] = [kilometres(before.lignes), kilometres(etat.lignes)]
    if (Number(was) === 0 || Number(is) * 2 > Number(was)) return []
    const message = `${etat.operateur} déclare ${formatDecimal(is)} km pour ${etat.annee}, contre ${formatDecimal(was)} km l'année précédente : demandez-lui pourquoi.`
    return [{ genre: "baisse", annee: etat.annee, operateurId: etat.operateurId, message }]
  })
}

/** An operator that declared before a claimable year, and nothing for that year. */
function gaps(etats: readonly EtatDeclare[], annees: readonly number[]): Anomalie[] {
  const operators = new Map(etats.map(({ operateurId, operateur }) => [operateurId, operateur]))
  return [...operators].flatMap(([operateurId, operateur]) => {
    const declared = etats.filter((etat) => etat.operateurId === operateurId).map(({ annee }) => annee)
    return annees
      .filter((annee) => annee > Math.min(...declared) && !declared.includes(annee))
      .map((annee): Anomalie => {
        const message = `${operateur} n'a pas d'état du patrimoine pour ${annee} : demandez-le, ou reprenez celui de l'année précédente.`
        return { genre: "annee_manquante", annee, operateurId, message }
      })
  })
}

/** An operator with lines all around, never here. */
function absences(etats: readonly EtatDeclare[], voisins: readonly Voisinage[], annees: readonly number[]): Anomalie[] {
  const here = new Set(etats.map(({ operateurId }) => operateurId))
  const newest = new Map<string, Voisinage>()
  for (const one of voisins) {
    if (here.has(one.operateurId) || !annees.includes(one.annee)) continue
    if (one.annee > (newest.get(one.operateurId)?.annee ?? 0)) newest.set(one.operateurId, one)
  }
  return [...newest.values()].map(({ operateurId, operateur, annee, communes }) => {
    const message = `${operateur} ne déclare rien ici, mais a des lignes dans ${formatCount(communes, "commune voisine", "communes voisines")} pour ${annee}.`
    return { genre: "absent_chez_nous", annee, operateurId, message }
  })
}
