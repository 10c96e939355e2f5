import { calendarDate } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { decimal } from "@/lib/platform/money.ts"
import type { Emetteur, TitreFile } from "@/lib/titres/types.ts"

export const emetteur = (demonstration: boolean): Emetteur => ({
  nom: "Syndicat mixte ouvert des services numériques",
  marque: "Agence du numérique",
  accent: "#0b5d56",
  adresse: "215 route de Paris",
  codePostal: "27000",
  ville: "Évreux",
  siren: "200045989",
  siret: "20004598900012",
  numeroTva: null,
  iban: "FR7630001007941234567890185",
  bic: "BDFEFRPPCCT",
  payfipNumero: null,
  ordonnateurNom: null,
  ordonnateurQualite: "Président",
  comptableNom: "Service de gestion comptable d'Évreux",
  comptableAdresse: "Cité administrative, boulevard Georges-Chauvin, 27000 Évreux",
  moyensPaiement: "Virement administratif au comptable public, en rappelant le numéro du titre.",
  voiesRecours:
    "Titre exécutoire en application de l'article L. 252 A du livre des procédures fiscales, pris, émis et rendu exécutoire " +
    "conformément aux dispositions des articles R. 2342-4 et D. 3342-11 du code général des collectivités territoriales. " +
    "Dans le délai de deux mois suivant la réception du présent titre (article L. 1617-5 du même code), vous pouvez contester " +
    "la somme devant la juridiction compétente. Cette action suspend la force exécutoire du titre.",
  demonstration,
})

export const titreOf = (nom: string): TitreFile => ({
  exercice: 2026,
  serie: "COT",
  numero: 42,
  bordereau: 3,
  nature: "recette",
  corrige: null,
  surExerciceClos: false,
  motif: null,
  numeroEngagement: null,
  codeService: null,
  periodeDu: null,
  periodeAu: null,
  objet: "Cotisation 2026",
  fondement: "Contribution annuelle des membres aux charges du syndicat (charte d’adhésion, statuts, délibération).",
  imputation: "7474",
  dateEmission: calendarDate("2026-11-22"),
  echeance: calendarDate("2026-12-22"),
  montantHt: 496_140n,
  montantTva: 0n,
  montantTtc: 496_140n,
  debiteur: {
    nom,
    type: "commune",
    siren: "212702294",
    siret: null,
    adresse: "Hôtel de Ville",
    codePostal: "27000",
    ville: "Évreux",
  },
  lignes: [
    {
      libelle: "Cotisation 2026 à l’œuvre commune",
      bases: `49 614 hab. (population totale, millésime 2022) × 0,10 € = ${formatAmount(496_140n)}`,
      quantite: decimal("49614"),
      prixUnitaire: decimal("0.1"),
      montantHt: 496_140n,
      categorieTva: "O",
      tauxTva: decimal("0"),
      montantTva: 0n,
      beneficiaire: null,
      acte: null,
    },
  ],
})
