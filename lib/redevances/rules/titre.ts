import { type CalendarDate, yearOf } from "@/lib/platform/dates.ts"
import { de } from "@/lib/platform/ecrit/ecrit.ts"
import { formatAmount, formatDecimal, formatRate } from "@/lib/platform/format.ts"
import { type Cents, type Decimal, decimal, sum } from "@/lib/platform/money.ts"
import type { CreanceEtat, Domaine, NatureTaxee } from "../types.ts"
import { DOMAINE_LABELS, NATURE_LABELS } from "../types.ts"

/** M57: redevances et droits de passage, occupation du domaine public by networks. */
const COMPTE = "70323"

export type LigneDeTitre = { libelle: string; bases: string; quantite: Decimal; prixUnitaire: Decimal; montant: Cents }

/** What the commune's titre says: the creditor is the commune, never the operator of the portal. */
export type TitreDeRedevance = {
  exercice: number
  objet: string
  fondement: string
  imputation: string
  debiteur: { nom: string; adresse: string | null; codePostal: string | null; ville: string | null }
  lignes: LigneDeTitre[]
  montant: Cents
}

type Calculee = {
  nature: NatureTaxee
  domaine: Domaine
  quantite: string
  unite: string
  taux: string
  montant: string
}
type Claim = {
  annee: number
  montant: Cents
  operateur: TitreDeRedevance["debiteur"]
  calcul: { lignes: readonly Calculee[] }
  envoyeeLe: CalendarDate | null
  deliberation: { numero: string | null }
}

/** The bases de liquidation (décret 2012-1246 art. 24), on the exercice in which it is asked. */
export function titreOf(creance: Claim, today: CalendarDate): TitreDeRedevance {
  const { annee, montant, operateur, calcul, envoyeeLe, deliberation } = creance
  const { nom, adresse, codePostal, ville } = operateur
  return {
    exercice: yearOf(envoyeeLe ?? today),
    objet: `Redevance d'occupation du domaine public, réseaux de communications électroniques, année ${annee}`,
    fondement: `CG3P L. 2125-1 et L. 2321-4 ; CPCE R. 20-51 à R. 20-53${deliberation.numero ? ` ; délibération n° ${deliberation.numero}` : ""}`,
    imputation: COMPTE,
    debiteur: { nom, adresse, codePostal, ville },
    lignes: calcul.lignes.map(ligneOf),
    montant,
  }
}

const ORDERED: readonly CreanceEtat[] = ["preparee", "envoyee", "contestee"]
/** Once paid, lost or given up, nothing is ordered any more. */
export const mayOrder = (etat: CreanceEtat): boolean => ORDERED.includes(etat)

/** What the file cannot do without, by name and by who completes it; empty when it can be made. */
export function missingFacts(creancier: Pick<Issuer, "siret">, operateur: TitreDeRedevance["debiteur"]): string[] {
  return [
    creancier.siret ? null : "le SIRET de la collectivité (page « Coordonnées »)",
    operateur.adresse ? null : `l'adresse ${de(operateur.nom)} (complétée par votre opérateur de services)`,
    operateur.codePostal && operateur.ville
      ? null
      : `le code postal et la ville ${de(operateur.nom)} (complétés par votre opérateur de services)`,
  ].filter((fact) => fact !== null)
}
type Issuer = { siret: string | null }

/**
 * The lines of the pièce: their sum is the amount of the claim. Where the council rounds the total to the euro, the
 * difference goes on the largest line, which says so.
 */
export function lignesDePiece({ lignes, montant }: Pick<TitreDeRedevance, "lignes" | "montant">) {
  const difference = montant - sum(lignes.map((ligne) => ligne.montant))
  const largest = [...lignes].sort((a, b) => Number(b.montant - a.montant))[0]
  return lignes
    .map((ligne) =>
      ligne === largest && difference !== 0n
        ? { objet: `${ligne.libelle} : ${ligne.bases}, total arrondi à l'euro`, montant: ligne.montant + difference }
        : { objet: `${ligne.libelle} : ${ligne.bases}`, montant: ligne.montant },
    )
    .filter((ligne) => ligne.montant !== 0n)
}

function ligneOf({ nature, domaine, quantite, unite, taux, montant }: Calculee): LigneDeTitre {
  const [quantity, rate, amount] = [decimal(quantite), decimal(taux), BigInt(montant)]
  return {
    libelle: `${NATURE_LABELS[nature]}, ${DOMAINE_LABELS[domaine]}`,
    bases: `${formatDecimal(quantity)} ${unite} × ${formatRate(rate)} = ${formatAmount(amount)}`,
    ...{ quantite: quantity, prixUnitaire: rate, montant: amount },
  }
}
