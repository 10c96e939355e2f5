import type { CalendarDate } from "@/lib/platform/dates.ts"
import { COMMANDES_SANS_SUITE, type Comparaison, type Ecart, type EcartGenre, type Poste } from "../types.ts"

export type PosteCompare = Pick<Poste, "numero" | "nom" | "commande" | "debut" | "fin" | "etats" | "releveLe">
export type PosteEtranger = { reference: string; libelle: string; actif: boolean; releveLe: CalendarDate }

/** A post runs at the provider's as soon as one of its components does. */
export const isActif = (etats: PosteCompare["etats"]): boolean =>
  Object.values(etats).some((etat) => etat === "active" || etat === "en_alerte")

export const isFacture = ({ commande, debut, fin }: PosteCompare, day: CalendarDate): boolean =>
  !isSansSuite(commande) && debut !== null && debut <= day && (fin === null || fin >= day)

export const isSansSuite = ({ etat }: { etat: Poste["commande"]["etat"] }): boolean =>
  (COMMANDES_SANS_SUITE as readonly string[]).includes(etat)

/**
 * What is billed that day against what runs at the provider's, post by post. `releveLe` is the day of the last reading:
 * a post that an older one named, and this one does not, is absent.
 */
export function compareParc(
  postes: readonly PosteCompare[],
  etrangers: readonly PosteEtranger[],
  day: CalendarDate,
  releveLe: CalendarDate | null,
): Comparaison {
  const seen = (poste: PosteCompare) => poste.releveLe !== null && poste.releveLe === releveLe
  const runs = (poste: PosteCompare) => seen(poste) && isActif(poste.etats)
  const ecarts: Ecart[] = postes.flatMap((poste) => {
    const genre = ecartOf(isFacture(poste, day), seen(poste), runs(poste))
    return genre ? [{ genre, reference: String(poste.numero), nom: poste.nom, depuis: poste.debut }] : []
  })
  const unknown = etrangers.map(
    ({ reference, libelle, releveLe: depuis }): Ecart => ({ genre: "inconnu", reference, nom: libelle, depuis }),
  )
  return {
    factures: postes.filter((poste) => isFacture(poste, day)).length,
    actifs: postes.filter(runs).length + etrangers.filter(({ actif }) => actif).length,
    // Without any reading there is nothing to compare with.
    ecarts: releveLe === null ? [] : [...ecarts, ...unknown],
  }
}

function ecartOf(facture: boolean, seen: boolean, actif: boolean): EcartGenre | null {
  if (facture && !seen) return "facture_absent"
  if (facture && !actif) return "facture_non_actif"
  return !facture && actif ? "actif_non_facture" : null
}
