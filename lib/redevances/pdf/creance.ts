import type { CalendarDate } from "@/lib/platform/dates.ts"
import { type Bloc, de, type Ecrit } from "@/lib/platform/ecrit/ecrit.ts"
import { formatAmount, formatDay, formatDecimal, formatRate } from "@/lib/platform/format.ts"
import { decimal, sum } from "@/lib/platform/money.ts"
import type { CreanceFile } from "../queries/creance.ts"
import type { Creancier } from "../queries/dossier.ts"
import { lastDayToAct } from "../rules/prescription.ts"
import { titreOf } from "../rules/titre.ts"
import { DOMAINE_LABELS, NATURE_LABELS } from "../types.ts"

export type Paper = { creance: CreanceFile; creancier: Creancier; today: CalendarDate; demonstration: boolean }

/** The demand to the operator, ready to sign. */
export function lettreOf({ creance, creancier, today, demonstration }: Paper): Ecrit {
  const { annee, montant, operateur, echeance, deliberation } = creance
  const voted = deliberation.adopteeLe
    ? `la délibération n° ${deliberation.numero ?? ""} du ${formatDay(deliberation.adopteeLe)}`
    : "la délibération du conseil"
  return {
    ...frame({ creance, creancier, today, demonstration }),
    titre: `Redevance d’occupation du domaine public par vos réseaux, année ${annee}`,
    fichier: `lettre-redevance-${annee}`,
    destinataire: [operateur.nom, operateur.adresse ?? "Service des redevances", place(operateur)].filter(
      (line) => line !== "",
    ),
    blocs: [
      p("Madame, Monsieur,"),
      p(
        `Vos réseaux de communications électroniques occupent le domaine public ${de(creancier.nom)}. En application de l’article L. 2125-1 du code général de la propriété des personnes publiques, des articles R. 20-51 à R. 20-53 du code des postes et des communications électroniques et de ${voted}, la redevance due pour l’année ${annee} s’élève à ${formatAmount(montant)}.`,
      ),
      p(`Elle est calculée sur l’état de votre patrimoine au 31 décembre ${annee - 1} :`),
      tableau(creance),
      p(
        echeance
          ? `Je vous remercie de régler cette somme avant le ${formatDay(echeance)} auprès du comptable public, à réception du titre de recette qui vous est adressé.`
          : "Je vous remercie de régler cette somme auprès du comptable public, à réception du titre de recette qui vous sera adressé.",
      ),
      p(
        "En cas de désaccord sur les longueurs ou les surfaces, veuillez m’adresser votre propre relevé, avec le plan des ouvrages, dans les trente jours. À défaut de paiement à l’échéance, la somme porte intérêt au taux légal.",
      ),
      p("Je vous prie d’agréer, Madame, Monsieur, l’expression de mes salutations distinguées."),
      { genre: "signature", lignes: [ordonnateur(creancier)] },
    ],
  }
}

/** The calculation certified by the one who orders the receipt: what backs the titre. */
export function etatOf({ creance, creancier, today, demonstration }: Paper): Ecrit {
  const { annee, montant, paye, operateur, exigibleLe } = creance
  const titre = titreOf(creance, today)
  const rounded = montant !== sum(titre.lignes.map((ligne) => ligne.montant))
  return {
    ...frame({ creance, creancier, today, demonstration }),
    titre: `État des sommes dues, année ${annee}`,
    fichier: `etat-sommes-dues-${annee}`,
    destinataire: [],
    blocs: [
      { genre: "titre", texte: "Débiteur et créance" },
      {
        genre: "liste",
        elements: [
          `Débiteur : ${[operateur.nom, operateur.adresse, place(operateur)].filter(Boolean).join(", ")}`,
          `Créancier : ${creancier.nom}${creancier.siret ? `, SIRET ${creancier.siret}` : creancier.siren ? `, SIREN ${creancier.siren}` : ""}`,
          `Nature : ${titre.objet}`,
          `Imputation : exercice ${titre.exercice}, compte ${titre.imputation} (M57)`,
          `Exigible le ${formatDay(exigibleLe)}, réclamable jusqu’au ${formatDay(lastDayToAct(exigibleLe))} (CG3P, article L. 2321-4)`,
        ],
      },
      { genre: "titre", texte: "Bases de liquidation" },
      tableau(creance),
      { genre: "liste", elements: creance.calcul.etapes },
      { genre: "mention", texte: `Tarifs : ${creance.calcul.source}.` },
      ...(paye > 0n ? [p(`Déjà reçu : ${formatAmount(paye)}. Reste dû : ${formatAmount(montant - paye)}.`)] : []),
      p(`Arrêté le présent état à la somme de ${formatAmount(montant)}.`),
      {
        genre: "mention",
        texte: `Fondement : ${titre.fondement} ; arrondi au centime par ligne (arrêté du 22 mars 1972)${rounded ? ", puis le total à l’euro (CG3P, article L. 2322-4)" : ""}.`,
      },
      { genre: "signature", lignes: [ordonnateur(creancier)] },
    ],
  }
}

function frame({ creancier, today, demonstration }: Paper) {
  return {
    auteur: creancier.nom,
    langue: "fr-FR" as const,
    date: today,
    expediteur: [creancier.nom, creancier.adresse ?? "", place(creancier)].filter((line) => line !== ""),
    lieuEtDate: `${creancier.ville ?? creancier.nom}, le ${formatDay(today)}`,
    demonstration,
  }
}

const p = (texte: string): Bloc => ({ genre: "paragraphe", texte })
const place = ({ codePostal, ville }: { codePostal: string | null; ville: string | null }) =>
  [codePostal, ville].filter(Boolean).join(" ")
export const ordonnateur = ({ type }: Pick<Creancier, "type">) => (type === "commune" ? "Le maire" : "Le président")

function tableau(creance: CreanceFile): Bloc {
  const { annee, montant, calcul } = creance
  return {
    genre: "tableau",
    resume: `Calcul de la redevance ${annee}`,
    entetes: ["Réseau", "Quantité", "Tarif", "Montant"],
    lignes: calcul.lignes.map(({ nature, domaine, quantite, unite, taux, montant: part }) => [
      `${NATURE_LABELS[nature]}, ${DOMAINE_LABELS[domaine]}`,
      `${formatDecimal(quantite)} ${unite}`,
      `${formatRate(decimal(taux))}/${unite}`,
      formatAmount(BigInt(part)),
    ]),
    total: [`Total dû pour ${annee}`, "", "", formatAmount(montant)],
  }
}

/** By its word in the address. */
export function papierOf(word: string): ((paper: Paper) => Ecrit) | null {
  if (word === "lettre") return lettreOf
  return word === "etat" ? etatOf : null
}
