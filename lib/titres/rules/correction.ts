import { formatAmount } from "../../platform/format.ts"
import { type Cents, decimal, sum, toEuros } from "../../platform/money.ts"
import { ok, type Result, refuse } from "../../platform/result.ts"
import { withVat } from "../rules.ts"
import { TITRE_TRANSITIONS, type TitreLigne, type TitreState } from "../types.ts"

/** A line of an issued titre, and what earlier corrections left of it. */
export type LigneRestante = Pick<
  TitreLigne,
  "libelle" | "quantite" | "prixUnitaire" | "montantHt" | "categorieTva" | "tauxTva" | "montantTva"
> & { rang: number; resteHt: Cents; resteTva: Cents }

export type LigneCorrigee = Pick<
  TitreLigne,
  "libelle" | "bases" | "quantite" | "prixUnitaire" | "montantHt" | "categorieTva" | "tauxTva" | "montantTva"
> & { rangCorrige: number }

export type CorrectionRefusal = "rien-a-corriger" | "correction-trop-grande" | "ligne-inconnue"

/** Cents before tax to take off each line, by its rank; everything that is left when it is "tout". */
export type CorrectionAsked = "tout" | ReadonlyMap<number, Cents>

/**
 * The lines of a correction. VAT follows its rate, except that a line whose whole price goes loses all of its VAT: what is left is
 * then zero on both sides, to the cent.
 */
export function computeCorrection(
  lignes: readonly LigneRestante[],
  asked: CorrectionAsked,
  reference: string,
): Result<LigneCorrigee[], CorrectionRefusal> {
  const chosen: { ligne: LigneRestante; ht: Cents }[] = []
  if (asked === "tout") {
    for (const ligne of lignes) if (ligne.resteHt > 0n) chosen.push({ ligne, ht: ligne.resteHt })
  } else {
    for (const [rang, ht] of asked) {
      if (ht === 0n) continue
      const ligne = lignes.find((one) => one.rang === rang)
      if (!ligne) return refuse("ligne-inconnue", { rang: String(rang) })
      if (ht < 0n || ht > ligne.resteHt)
        return refuse("correction-trop-grande", { rang: String(rang), reste: formatAmount(ligne.resteHt) })
      chosen.push({ ligne, ht })
    }
  }
  if (chosen.length === 0) return refuse("rien-a-corriger")
  const taxed = withVat(chosen.map(({ ligne, ht }) => ({ ...ligne, montantHt: ht })))
  return ok(
    chosen.map(({ ligne, ht }, index) => {
      const share = taxed[index]?.montantTva ?? 0n
      const montantTva = ht === ligne.resteHt ? ligne.resteTva : share < ligne.resteTva ? share : ligne.resteTva
      return correctedLine(ligne, ht, montantTva, reference)
    }),
  )
}

function correctedLine(ligne: LigneRestante, ht: Cents, montantTva: Cents, reference: string): LigneCorrigee {
  const whole = ht === ligne.montantHt
  const { rang, libelle, categorieTva, tauxTva } = ligne
  return {
    rangCorrige: rang,
    libelle,
    bases: whole
      ? `Ligne ${rang} du titre n° ${reference}, en entier`
      : `${formatAmount(ht)} sur ${formatAmount(ligne.montantHt)}${categorieTva === "S" ? " hors taxes" : ""}, ligne ${rang} du titre n° ${reference}`,
    quantite: whole ? ligne.quantite : decimal("1"),
    prixUnitaire: whole ? ligne.prixUnitaire : toEuros(ht),
    montantHt: ht,
    categorieTva,
    tauxTva,
    montantTva,
  }
}

/** An annulation when nothing is left after it, a réduction otherwise. */
export function natureOfCorrection(
  lignes: readonly Pick<LigneRestante, "resteHt">[],
  corrected: readonly Pick<LigneCorrigee, "montantHt">[],
): "annulation" | "reduction" {
  const left = sum(lignes.map(({ resteHt }) => resteHt)) - sum(corrected.map(({ montantHt }) => montantHt))
  return left === 0n ? "annulation" : "reduction"
}

/** What a correction makes of the titre it lowers. */
export const stateAfter = (nature: "annulation" | "reduction"): TitreState =>
  nature === "annulation" ? "annule" : "reduit"

export const maySuffer = (etat: TitreState, nature: "annulation" | "reduction"): boolean =>
  // The states that follow one are a tuple of their own: asked about any state, it is a list of states.
  (TITRE_TRANSITIONS[etat] as readonly TitreState[]).includes(stateAfter(nature))
