import type { Row } from "./insert.ts"
import { FIRST_OPERATOR } from "./territory.ts"

const LEGAL_NOTICE =
  "Titre exécutoire en application de l'article L. 252 A du livre des procédures fiscales, pris, émis et rendu exécutoire " +
  "conformément aux dispositions des articles R. 2342-4 et D. 3342-11 du code général des collectivités territoriales. " +
  "Dans le délai de deux mois suivant la réception du présent titre (article L. 1617-5 du même code), vous pouvez contester " +
  "la somme devant la juridiction compétente. Cette action suspend la force exécutoire du titre."

/** What the sources do not say is marked as an assumption where it shows, and is a setting of the staff. */
const ASSUMED = {
  // No real body's: identifiers that keep their key and cannot be taken for somebody's (hypothèse de démonstration).
  siren: "000000000",
  siret: "00000000000000",
  numeroTva: "FR12000000000",
  iban: "FR1420041010050500013M02606",
  pesPoste: "0000000",
  pesCollectivite: "000",
  courriel: null,
  telephone: null,
  logo: null,
  logoType: null,
  ordonnateurNom: null,
  ordonnateurQualite: "Président",
  comptableNom: "Comptable public à compléter (hypothèse de démonstration)",
  comptableAdresse: null,
  delaiPaiement: 30,
  moyensPaiement: "Virement administratif au comptable public, en rappelant le numéro du titre.",
  voiesRecours: LEGAL_NOTICE,
  // Totale is what CGCT R.2151-2 takes for money, and 2022 its newest millésime in the data.
  populationGenre: "totale",
  populationMillesime: 2022,
  budget: "principal",
  serie: "COT",
  premierNumero: 1,
  // M57: participations des communes; the exact account is agreed with the comptable.
  imputation: "7474",
  approbationSecondePersonne: true,
} satisfies Row

const FIRST: Row = {
  id: 1,
  nom: "Eure Normandie Numérique",
  marque: "Agence du numérique de l'Eure",
  adresse: "CCI WORK, 215 route de Paris",
  codePostal: "27000",
  ville: "Évreux",
  departement: FIRST_OPERATOR,
  accent: "#0b5d56",
  adhesionsSynthetiques: true,
  ...ASSUMED,
}

const neutral = (departement: string): Row => ({
  id: 1,
  nom: `Opérateur du département ${departement} (démonstration)`,
  marque: `Services numériques du ${departement} (démonstration)`,
  adresse: "Adresse à compléter",
  codePostal: "00000",
  ville: "Ville à compléter",
  departement,
  accent: "#274690",
  adhesionsSynthetiques: false,
  ...ASSUMED,
})

export const operateurRow = (departement: string): Row =>
  departement === FIRST_OPERATOR ? FIRST : neutral(departement)

/** Only the rate of communes is the source's (0,10 € per inhabitant); billing began after 2023. Amounts in cents. */
export function cotisationRules(departement: string): Row[] {
  const rule = (type: string, mode: string, taux: string | null, montant: string | null, hypothese: boolean): Row => ({
    type,
    mode,
    taux,
    montant,
    hypothese,
    depuis: "2024-01-01",
  })
  return [
    rule("commune", "taux_population", "0.10", null, departement !== FIRST_OPERATOR),
    rule("epci", "forfait", null, "50000", true),
    rule("departement", "forfait", null, "500000", true),
    rule("syndicat", "forfait", null, "10000", true),
    rule("autre", "forfait", null, "10000", true),
  ]
}
