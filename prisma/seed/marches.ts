import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"

/** The parts of the pack, as the source lists them; the codes are the columns of the provider's readings. */
export const COMPOSANTS = [
  { code: "sauvegarde", nom: "Sauvegarde (50 Go)", description: "Une copie de vos données gardée hors de la mairie." },
  {
    code: "edr_soc",
    nom: "EDR et SOC",
    description: "Une surveillance du poste qui détecte les attaques et y réagit.",
  },
  { code: "proxy", nom: "Proxy", description: "Un filtre qui protège la navigation sur internet." },
  {
    code: "mots_de_passe",
    nom: "Mots de passe",
    description: "Un coffre qui garde et propose des mots de passe solides.",
  },
] as const

/** Days since the last reading of the demonstration. */
export const RELEVE_DAYS = 2
const PACK = "pack-cyber"
const DOCAPOSTE = stableId("prestataire", "docaposte")
const MARCHE = stableId("marche", "confiance-numerique")

export const marcheRows = (): { prestataires: Row[]; marches: Row[] } => ({
  prestataires: [
    {
      id: DOCAPOSTE,
      nom: "Docaposte",
      telephone: "02 32 31 93 09",
      site: "https://cyberenm27.fr",
      precisions: "Contact unique, de l'installation des solutions au service après-vente.",
    },
  ],
  marches: [
    {
      id: MARCHE,
      prestataireId: DOCAPOSTE,
      objet: "Pack cybersécurité, messagerie sécurisée et nom de domaine",
      jusqua: "2029-12-31",
      alerteMois: 18,
      prix: "14 € HT par mois et par poste (à partir de), hors frais d'installation",
      hebergement: "Solutions françaises ; souveraineté des données garantie selon le titulaire",
      certification: "Solutions certifiées, selon le titulaire",
      source: "SDUN 2026-2029, § 5 : « jusqu'en 2029 », sans le jour",
    },
  ],
})

const UNDER_MARCHE = [PACK, "messagerie-nom-de-domaine"]
export const marcheOf = (slug: string) => ({ marcheId: UNDER_MARCHE.includes(slug) ? MARCHE : null })

/** How long their conventions run and what follows: the sources do not say it, the demonstration does. */
const CONVENTIONS: Record<string, { conventionMois: number; reconduction: string; preavisMois: number | null }> = {
  [PACK]: { conventionMois: 12, reconduction: "tacite", preavisMois: 2 },
  "messagerie-nom-de-domaine": { conventionMois: 36, reconduction: "expresse", preavisMois: null },
}
export const conventionOf = (slug: string) =>
  CONVENTIONS[slug] ?? { conventionMois: null, reconduction: null, preavisMois: null }

const PROCEDURE = [
  "Débranchez le poste du réseau : retirez le câble, coupez le wifi. Ne l'éteignez pas : la mémoire garde des traces utiles.",
  "N'utilisez plus ce poste, et n'y branchez ni clé USB ni disque.",
  "Appelez le prestataire au numéro ci-dessus : donnez le nom du poste, tel qu'il est écrit sur cette page.",
  "Prévenez le maire ou la présidente, puis votre interlocuteur chez l'opérateur.",
  "Ne payez aucune rançon et ne répondez pas aux messages reçus. Gardez-les : photographiez l'écran.",
  "Notez l'heure, ce qui s'est passé et qui était là : ces notes serviront à la plainte et à l'assurance.",
  "Si des données personnelles ont pu fuir, la CNIL se prévient dans les 72 heures (RGPD, article 33).",
  "Déposez plainte à la gendarmerie ou au commissariat. Le site 17cyber.gouv.fr guide pas à pas.",
].join("\n")

/** The first service sold by the workstation. */
export const parPosteOf = (slug: string, today: CalendarDate) => ({
  parPoste: slug === PACK,
  regleProrata: "mois_entames",
  releveLe: slug === PACK ? addDays(today, -RELEVE_DAYS) : null,
  procedureIncident: slug === PACK ? PROCEDURE : null,
  contactIncident:
    slug === PACK ? "Contact unique, de l'installation au service après-vente. Site : cyberenm27.fr." : null,
})

export const composantRows = (): Row[] =>
  COMPOSANTS.map(({ code, nom, description }, rang) => ({
    ...{ id: stableId("composant", `${PACK}:${code}`), serviceId: stableId("service", PACK) },
    ...{ code, nom, description, rang },
  }))

/** The source only says "hors frais d'installation": this amount is the demonstration's. */
export const INSTALLATION = "45.0000"
export const installationRow = (): Row => ({
  id: stableId("tarif", `${PACK}:installation`),
  serviceId: stableId("service", PACK),
  genre: "installation",
  prixUnitaire: INSTALLATION,
  unite: "poste",
  periodicite: "unique",
  categorieTva: "S",
  tauxTva: "20.00",
  note: "Montant de démonstration : le document de l'opérateur ne donne pas les frais d'installation.",
  source: "Donnée de démonstration",
  depuis: "2024-01-01",
})
