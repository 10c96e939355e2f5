import type { AvenantDemandeEtat } from "@/generated/prisma/enums.ts"
import type { TarifAssiette, TarifMode } from "@/lib/catalogue/types.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import {
  type Achat,
  AVENANT_DEMANDE_LABELS,
  type AvenantDemande,
  type Changements,
  type Denonciation,
  ETAT_LABELS,
  type OptionPrise,
  type OptionSouscrite,
  type SouscriptionEtat,
} from "../types.ts"
import { premiereAnnee } from "./cout.ts"
import { standing } from "./options.ts"
import { type Clause, canRenew } from "./reconduction.ts"

type Counted = { service: { mode: TarifMode; parPoste: boolean }; tarif: { assiette: TarifAssiette } | null }

/**
 * Its quantity is its own to change: not what membership covers, nor what the price counts by itself (inhabitants, a flat
 * price); workstations come and go by their own orders.
 */
export const isCounted = ({ service: { mode, parPoste }, tarif }: Counted): boolean =>
  mode !== "inclus" && !parPoste && (tarif?.assiette ?? "unite") === "unite"

/** Something of it may be asked to change: its quantity, an option offered or one that it has. */
export const canChange = (
  souscription: Counted & Clause & { options: readonly OptionSouscrite[]; denonciation: Denonciation | null },
  offered: readonly unknown[],
): boolean =>
  souscription.etat === "en_service" &&
  (isCounted(souscription) ||
    offered.length + standing(souscription.options).length > 0 ||
    canRenew(souscription, souscription.denonciation))

type Changing = Counted & { etat: SouscriptionEtat; quantite: number }

/** Only what runs changes by an amendment, and only if something does. */
export function checkAskable(
  souscription: Changing,
  wanted: { quantite: number; options: readonly unknown[]; retraits: readonly unknown[]; prolongeMois: number | null },
): Result<void, "pas-en-service" | "quantite-ailleurs" | "rien-change"> {
  const { etat, quantite } = souscription
  if (etat !== "en_service") return refuse("pas-en-service", { etat: ETAT_LABELS[etat] })
  if (wanted.quantite !== quantite && !isCounted(souscription)) return refuse("quantite-ailleurs")
  const same =
    wanted.quantite === quantite && wanted.options.length + wanted.retraits.length === 0 && wanted.prolongeMois === null
  return same ? refuse("rien-change", { quantite: String(quantite) }) : ok(undefined)
}

type Changed = Pick<AvenantDemande, "quantiteApres" | "changements">

/** What the souscription comes to once the change is made. */
export function afterChange(
  { prix, options }: { prix: Achat["prix"]; options: readonly OptionSouscrite[] },
  { quantiteApres, changements: { ajouts, retraits } }: Changed,
): { quantite: number; prix: Achat["prix"]; options: OptionPrise[] } {
  const gone = new Set(retraits.map(({ id }) => id))
  return { quantite: quantiteApres, prix, options: [...standing(options).filter(({ id }) => !gone.has(id)), ...ajouts] }
}

/**
 * What is added over its first year, before tax: what goes away pays for nothing else. A renewal engages the whole anew. Null where it
 * is not known.
 */
export function addedSpending(
  running: { prix: Achat["prix"]; options: readonly OptionSouscrite[] },
  change: Omit<Changed, "quantiteApres"> & Quantities,
): Cents | null {
  const { quantiteAvant, quantiteApres, changements, prolongeMois } = change
  const { prix } = running
  if (prolongeMois !== null) {
    const whole = afterChange(running, change)
    return prix === null ? null : (premiereAnnee(whole, false)?.ht ?? null)
  }
  const more = Math.max(0, quantiteApres - quantiteAvant)
  if (more > 0 && prix === null) return null
  return premiereAnnee({ quantite: more, prix, options: changements.ajouts }, prix === null)?.ht ?? null
}
type Quantities = Pick<AvenantDemande, "quantiteAvant" | "quantiteApres" | "prolongeMois">

/** As for a request: nobody has to approve what costs nothing more, nor less than the operator's threshold. */
export function firstDemandeEtat(
  { mode, exigeApprobation }: { mode: TarifMode; exigeApprobation: boolean },
  { depense, seuil }: { depense: Cents | null; seuil: Cents | null },
): "a_approuver" | "demandee" {
  if (depense === 0n || (mode !== "inclus" && !exigeApprobation)) return "demandee"
  return depense !== null && seuil !== null && depense <= seuil ? "demandee" : "a_approuver"
}

export const isOpenDemande = ({ etat }: { etat: AvenantDemandeEtat }): boolean =>
  etat === "a_approuver" || etat === "demandee"

export const checkDemandeEtat = (
  { etat }: { etat: AvenantDemandeEtat },
  awaited: readonly AvenantDemandeEtat[],
): Result<void, "demande-autre-etat"> =>
  awaited.includes(etat) ? ok(undefined) : refuse("demande-autre-etat", { etat: AVENANT_DEMANDE_LABELS[etat] })

/** "quantité 2 → 3, ajoute « Archivage », retire « Formation »" */
export const changeWords = ({
  quantiteAvant,
  quantiteApres,
  changements: { ajouts, retraits },
  prolongeMois,
}: Quantities & { changements: Changements }): string =>
  [
    ...(prolongeMois === null ? [] : [`renouvelle la convention pour ${prolongeMois} mois`]),
    ...(quantiteAvant === quantiteApres ? [] : [`quantité ${quantiteAvant} → ${quantiteApres}`]),
    ...ajouts.map(({ nom, quantite }) => `ajoute « ${nom} »${quantite > 1 ? ` × ${quantite}` : ""}`),
    ...retraits.map(({ nom }) => `retire « ${nom} »`),
  ].join(", ")
