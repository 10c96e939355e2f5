import type { Client } from "pg"
import { addDays, addMonths, type CalendarDate } from "@/lib/platform/dates.ts"
import { type CatalogueRows, catalogueRows } from "./catalogue.ts"
import { stableDraw, stableId } from "./ids.ts"
import { insert, type Row } from "./insert.ts"
import { connexionOf, loadDroits, OUTIL_PROFILS } from "./outils.ts"
import { personneId } from "./people.ts"
import { versionRows } from "./versions.ts"

// What surrounds the catalogue: its versions, what is tried and proposed, whose services are not the operator's, the tools of the pack.

export async function loadComplements(client: Client, communes: readonly string[], day: CalendarDate) {
  const catalogue: CatalogueRows = catalogueRows(day)
  for (const { id, row, content } of versionRows(catalogue, { options: optionRows(), documents: documentRows() })) {
    await insert(client, "catalogue_version", [row])
    await insert(client, "catalogue_version_service", content)
    await client.query("update catalogue_version set etat = 'publiee' where id = $1", [id])
  }
  await insert(client, "experimentation", experimentationRows())
  await insert(client, "experimentation_membre", chosenRows(day))
  await insert(client, "fiche_impact", impactRows())
  await insert(client, "offre_externe", OFFRES)
  await insert(client, "besoin", BESOINS)
  await insert(client, "service_option", optionRows())
  await insert(client, "souscription_option", chosenOptionRows())
  await insert(client, "service_document", documentRows())
  await insert(client, "module", MODULES.map(moduleRow))
  await insert(client, "consultation", consultationRows(day))
  await insert(client, "consultation_reponse", reponseRows(communes))
  await insert(client, "montee", [MONTEE])
  await insert(client, "montee_vague", vagueRows(day))
  await insert(client, "montee_membre", monteeRows(communes))
  await client.query(`delete from montee_membre m using montee o where o.id = m."monteeId" and not exists (select from souscription s
    where s."collectiviteId" = m."collectiviteId" and s."serviceId" = o."serviceId" and s.etat = 'en_service')`)
  await insert(client, "maintenance", maintenanceRows(day))
  await insert(
    client,
    "module_acces",
    communes.flatMap((code) => accesRows(code, day)),
  )
  await loadDroits(
    client,
    MODULES.map(({ slug }) => slug),
    day,
  )
}

const service = (slug: string) => stableId("service", slug)
const IA = stableId("experimentation", "ia-generative")
/** The source says two EPCI, without naming them: these are the demonstration's. */
const CHOSEN = ["200066462", "200066405"]

const experimentationRows = (): Row[] => [
  {
    ...{ id: IA, serviceId: service("ia-generative"), montant: "1200000", depuis: "2025-09-01", jusqua: "2026-12-31" },
    objet: "Sensibilisation et acculturation à l'IA générative, avec deux intercommunalités",
    deliberation: "Donnée de démonstration : numéro et montant inventés",
    delibereLe: "2025-06-30",
  },
  ...[
    ["reservation-salles", "Réservation d'espaces et de salles en ligne"],
    ["gestion-donnees-sociales", "Gestion des données sociales"],
  ].map(
    ([slug = "", objet = ""]): Row => ({
      ...{ id: stableId("experimentation", slug), serviceId: service(slug), montant: "0", objet },
      ...{ depuis: "2024-01-01", jusqua: "2024-12-31", delibereLe: "2023-12-12" },
      deliberation: "Essai de 2024 (SDUN 2026-2029, § 5) ; numéro, montant et date de délibération inventés",
    }),
  ),
]

const chosenRows = (day: CalendarDate): Row[] =>
  CHOSEN.map((code) => ({
    ...{ collectiviteId: stableId("collectivite", code), id: stableId("experimentation-membre", code) },
    ...{ experimentationId: IA, choisiLe: `${addDays(day, -300)}T09:00:00Z`, choisiParId: personneId("gestionnaire") },
  }))

const DEMO =
  "Quantité et tarif : hypothèses de démonstration. Coût : budget 2026-2029 de l'opérateur, par an sur quatre ans."
const impactRows = (): Row[] =>
  [
    {
      slug: "dpo-mutualise",
      annuel: "2497500",
      tarif: "450.0000",
      unite: "collectivité",
      quantite: 40,
      etat: "presentee",
    },
    { slug: "accompagnement-rgaa", annuel: "250000", tarif: null, unite: null, quantite: 25, etat: "preparation" },
    {
      slug: "publication-actes",
      annuel: "862500",
      tarif: "60.0000",
      unite: "collectivité",
      quantite: 150,
      etat: "preparation",
    },
  ].map(({ slug, annuel, tarif, unite, quantite, etat }) => ({
    ...{ serviceId: service(slug), etat, montantInitial: "0", montantAnnuel: annuel, tarifProjete: tarif, unite },
    ...{ mode: tarif ? "unitaire" : "inclus", quantiteAttendue: quantite, dureeAnnees: 4, hypotheses: DEMO },
    source: "SDUN 2026-2029, § 6.C.3",
  }))

const OFFRES: Row[] = [
  {
    ...{ id: stableId("offre", "enthd"), auteur: "delegataire", organisme: "ENTHD, délégataire du réseau (Axione)" },
    nom: "Catalogue de services du délégataire",
    description:
      "Les services que l'exploitant du réseau à très haut débit propose lui-même aux collectivités, dont ses offres Net City.",
    ...{
      eligibilite: null,
      contact: null,
      adresse: null,
      source: "Délibération 2022-021 ; étude de 2022, § 4.1",
      rang: 0,
    },
  },
  {
    ...{
      id: stableId("offre", "videoprotection"),
      auteur: "delegataire",
      organisme: "ENTHD, délégataire du réseau (Axione)",
    },
    nom: "Raccordement de la vidéoprotection en fibre optique",
    description:
      "Le lien en fibre des caméras. L'agence conseille, le délégataire contracte ; l'investissement n'est pas financé par le syndicat.",
    ...{ eligibilite: null, contact: null, adresse: null, source: "SDUN 2026-2029, § 1 et § 5", rang: 1 },
  },
  {
    ...{ id: stableId("offre", "suite-territoriale"), auteur: "partenaire", organisme: "ANCT" },
    nom: "La Suite territoriale",
    description:
      "Des outils en ligne de l'État pour les collectivités : réservation d'espaces et de salles, gestion des données sociales.",
    eligibilite: "Par ProConnect ; les conditions d'accès sont celles de l'ANCT.",
    ...{
      contact: null,
      adresse: "https://suiteterritoriale.anct.gouv.fr",
      source: "SDUN 2026-2029, § 5 et § 6.B.2",
      rang: 2,
    },
  },
  ...[
    ["espace-sur-demande", "Espace sur Demande", "Réserver en ligne les espaces et les salles d'une collectivité."],
    ["mon-suivi-social", "Mon Suivi Social", "Suivre les données sociales des personnes accompagnées."],
  ].map(
    ([slug = "", nom = "", description = ""], at): Row => ({
      ...{ id: stableId("offre", slug), auteur: "partenaire", organisme: "Catalogue de l'État", nom, description },
      ...{ eligibilite: null, contact: null, adresse: null, rang: 3 + at },
      source: "SDUN 2026-2029, § 5 : expérimenté en 2024",
    }),
  ),
]

/** The motto of the pillar names them without a tool: what answers them is the demonstration's reading of the catalogue. */
const BESOINS: Row[] = [
  {
    nom: "Signer sans imprimer (signature électronique)",
    reponse:
      "Le parapheur électronique fait viser et signer les documents de la collectivité, avec un certificat ; les actes de ce portail se signent ici, avec une preuve personnelle.",
    slug: "parapheur-electronique",
  },
  {
    nom: "Se réunir à distance (visioconférence)",
    reponse: "Aucun outil du pack n'y répond aujourd'hui. Les outils de l'État pour les collectivités en proposent un.",
    slug: "suite-territoriale",
  },
].map(({ slug, ...besoin }, rang) => ({
  ...{ ...besoin, id: stableId("besoin", slug), serviceId: service(slug), rang },
  source: "SDUN 2026-2029, § 5, devise du pilier e-administration ; réponse : donnée de démonstration",
}))

const optionRows = (): Row[] => [
  {
    ...{ id: stableId("option", "reprise"), serviceId: service("messagerie-nom-de-domaine"), rang: 0 },
    nom: "Reprise des données de l'ancienne messagerie",
    description: "Les messages et contacts de l'ancienne boîte sont repris dans la nouvelle.",
    ...{ prixUnitaire: null, unite: null, periodicite: null, categorieTva: null, tauxTva: null },
  },
  {
    ...{ id: stableId("option", "prise-en-main"), serviceId: service("messagerie-nom-de-domaine"), rang: 1 },
    nom: "Prise en main sur place",
    description:
      "Une demi-journée dans vos locaux, avec les personnes qui s'en servent. Prix : donnée de démonstration.",
    ...{ ...PRISE_EN_MAIN, unite: "séance" },
  },
  {
    ...{ id: stableId("option", "hameconnage"), serviceId: service("pack-cyber"), rang: 0 },
    nom: "Exercice d'hameçonnage pour les agents",
    description: "De faux messages piégés, puis un retour avec les agents. Donnée de démonstration.",
    ...{ prixUnitaire: null, unite: null, periodicite: null, categorieTva: null, tauxTva: null },
  },
]

const PRISE_EN_MAIN = { prixUnitaire: "180.0000", periodicite: "unique", categorieTva: "S", tauxTva: "20.00" }

/** With the request of Marbois, which waits for its élu. */
const chosenOptionRows = (): Row[] =>
  [
    { option: "reprise", nom: "Reprise des données de l'ancienne messagerie", quantite: 1, unite: null },
    { option: "prise-en-main", nom: "Prise en main sur place", quantite: 2, unite: "séance", ...PRISE_EN_MAIN },
  ].map(({ option, ...chosen }) => ({
    ...{ prixUnitaire: null, periodicite: null, categorieTva: null, tauxTva: null, ...chosen },
    ...{ collectiviteId: stableId("collectivite", "27157"), id: stableId("option-prise", option) },
    souscriptionId: stableId("souscription", "27157:messagerie-nom-de-domaine"),
    optionId: stableId("option", option),
  }))

const documentRows = (): Row[] => [
  {
    ...{ id: stableId("document-service", "pack-cyber"), serviceId: service("pack-cyber"), rang: 0 },
    titre: "Le site du pack cyber",
    adresse: "https://cyberenm27.fr",
  },
]

/** The questions are the demonstration's; what is studied is in the source. */
const consultationRows = (day: CalendarDate): Row[] =>
  [
    {
      slug: "sig",
      titre: "Quel besoin de cartographie ?",
      question:
        "Le syndicat étudie un système d'information géographique. À quoi vous servirait-il, et avec quoi travaillez-vous aujourd'hui ?",
      choix: ["Cadastre et urbanisme", "Réseaux enterrés", "Cimetière", "Voirie et signalisation", "Espaces verts"],
    },
    {
      slug: "plateforme-marches-publics",
      titre: "Compléments de la plateforme des marchés",
      question: "Quels outils complémentaires à l'étude pour 2026-2029 utiliseriez-vous ?",
      choix: ["Rédaction des pièces du marché", "Publication automatique des données", "Suivi de l'exécution"],
    },
  ].map(({ slug, ...row }) => ({
    ...{ ...row, id: stableId("consultation", slug), serviceId: service(slug), jusqua: addDays(day, 45) },
    creeParId: personneId("gestionnaire"),
  }))

/** Invented: a few of those asked have answered about their maps. */
const reponseRows = (communes: readonly string[]): Row[] =>
  communes
    .filter((code) => code !== "27112" && stableDraw(`consultation:${code}`) < 0.12)
    .map((code) => {
      const draw = stableDraw(`avis:${code}`)
      return {
        ...{ collectiviteId: stableId("collectivite", code), id: stableId("consultation-reponse", code) },
        consultationId: stableId("consultation", "sig"),
        avis: draw < 0.55 ? "interesse" : draw < 0.8 ? "plus_tard" : "sans_besoin",
        choix: draw < 0.3 ? ["Cadastre et urbanisme", "Cimetière"] : draw < 0.55 ? ["Réseaux enterrés"] : [],
        ...{ commentaire: null, personneId: personneId("gestionnaire") },
      }
    })

/** The seven tools that the source lists, and the two tried in 2024; addresses are not in it. */
const MODULES = [
  {
    slug: "tiers-teletransmission",
    certificat: true,
    sert: "Envoyer les actes à la préfecture et les flux au comptable, avec leur accusé.",
  },
  { slug: "parapheur-electronique", certificat: true, sert: "Faire viser puis signer un document sans l'imprimer." },
  {
    slug: "gestion-convocations",
    certificat: false,
    sert: "Convoquer les élus et leur remettre les pièces, avec la preuve de réception.",
  },
  { slug: "plateforme-marches-publics", certificat: true, sert: "Publier une consultation et recevoir les offres." },
  { slug: "transfert-fichiers", certificat: false, sert: "Envoyer un fichier trop lourd pour un courriel." },
  {
    slug: "messages-securises",
    certificat: false,
    sert: "Échanger un document confidentiel avec quelqu'un d'extérieur.",
  },
  {
    slug: "reservation-salles",
    certificat: false,
    sert: "Réserver en ligne une salle ou un espace, et en suivre le planning.",
  },
  { slug: "gestion-donnees-sociales", certificat: false, sert: "Suivre les demandes d'aide sociale d'une commune." },
  { slug: "sondage-en-ligne", certificat: false, sert: "Trouver une date ou recueillir un avis." },
] as const
const TRIED: readonly string[] = ["reservation-salles", "gestion-donnees-sociales"]
type DemoModule = (typeof MODULES)[number]

const moduleRow = ({ slug, certificat, sert }: DemoModule): Row => ({
  ...{ serviceId: service(slug), aQuoiSert: sert, certificat, adresse: `https://${slug}.demo.invalid/` },
  ...connexionOf(slug),
  ...(OUTIL_PROFILS[slug] ?? { profils: ["Utilisateur"], comptesInclus: null }),
  tutoriel: `https://ressources.demo.invalid/${slug}`,
  contact: "Le support de l'agence, du lundi au vendredi.",
  perturbation:
    slug === "transfert-fichiers"
      ? "Envois ralentis depuis ce matin : l'hébergeur est prévenu. Donnée de démonstration."
      : null,
})

const maintenanceRows = (day: CalendarDate): Row[] => [
  {
    ...{ id: stableId("maintenance", "parapheur"), serviceId: service("parapheur-electronique") },
    ...{ debut: `${addDays(day, 9)}T18:00:00Z`, fin: `${addDays(day, 9)}T22:00:00Z` },
    objet: "Montée de version du parapheur. Donnée de démonstration.",
    annonceLe: `${addDays(day, -3)}T09:00:00Z`,
  },
]

/** The source says 2026; waves and states are invented. */
const MONTEE: Row = {
  ...{ id: stableId("montee", "parapheur"), serviceId: service("parapheur-electronique") },
  titre: "Parapheur, nouvelle version",
  apporte: "L'écran de signature change, et l'application du téléphone est à réinstaller. Donnée de démonstration.",
  ...{ guide: "https://ressources.demo.invalid/parapheur-nouvelle-version", creeParId: personneId("gestionnaire") },
}

const vagueRows = (day: CalendarDate): Row[] =>
  [-20, 40].map((days, at) => ({
    ...{ id: stableId("montee-vague", String(at)), monteeId: stableId("montee", "parapheur") },
    ...{ nom: `Vague ${at + 1}`, prevueLe: addDays(day, days) },
  }))

const monteeRows = (communes: readonly string[]): Row[] =>
  communes.map((code) => {
    const draw = code === "27112" ? 0.9 : stableDraw(`montee:${code}`)
    const etat = draw < 0.4 ? "faite" : draw < 0.45 ? "en_difficulte" : draw < 0.5 ? "reportee" : "a_faire"
    return {
      ...{ collectiviteId: stableId("collectivite", code), id: stableId("montee-membre", code), etat },
      ...{ monteeId: stableId("montee", "parapheur"), vagueId: stableId("montee-vague", draw < 0.5 ? "0" : "1") },
      note: etat === "en_difficulte" ? "Certificat à renouveler avant la bascule." : null,
    }
  })

/** Invented: accounts, certificates and last use of each tool, for most of those who opened it; some never came back. */
const accesRows = (code: string, day: CalendarDate): Row[] =>
  MODULES.filter(({ slug }) => !TRIED.includes(slug))
    .filter(({ slug }) => stableDraw(`acces:${code}:${slug}`) < 0.7 || code === "27112")
    .map(({ slug, certificat }) => {
      const draw = stableDraw(`module:${code}:${slug}`)
      const soon = code === "27112" && slug === "tiers-teletransmission"
      return {
        ...{ collectiviteId: stableId("collectivite", code), id: stableId("module-acces", `${code}:${slug}`) },
        titulaireId: stableId("collectivite", code),
        ...{ serviceId: service(slug), comptes: 1 + Math.floor(draw * 4), identifiant: `${code}-${slug.slice(0, 4)}` },
        certificatJusqua: certificat ? (soon ? addDays(day, 20) : addMonths(day, 3 + Math.floor(draw * 24))) : null,
        dernierUsageLe: draw < 0.35 && !soon ? null : addDays(day, -Math.floor(draw * 60)),
      }
    })
