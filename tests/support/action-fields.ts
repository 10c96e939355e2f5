import { pdf } from "./files.ts"

/** A field that holds the id of a row: of one's own, of another tenant, or of nobody, as the test asks. */
export class RowOf {
  constructor(readonly table: string) {}
}
const row = (table: string) => new RowOf(table)

export type FieldValue = string | File | RowOf

const csv = (name: string, text: string) => new File([text], name, { type: "text/csv" })

/** Something valid for a field that means the same in every form of the portal. */
const COMMON: Record<string, FieldValue> = {
  nom: "Essai",
  role: "secretaire",
  fonction: "Secrétaire de mairie",
  motif: "Pour essayer",
  code: "123456",
  jeton: "jeton-inconnu-de-tous-0123456789",
  retour: "/moi",
  version: "1",
  quantite: "1",
  dateSouhaitee: "2027-03-01",
  contactNom: "Essai",
  contactCourriel: "essai@exemple.fr",
  contactTelephone: "02 32 00 00 00",
  numeroEngagement: "",
  codeService: "",
  note: "",
  optionsVues: "",
  decision: "refuser",
  service: "adressage",
  effetLe: "2027-03-01",
  nom_1: "Accueil",
  site_1: "Mairie",
  fonction_1: "Agent d'accueil",
  adresse: "accueil",
  genre: "partagee",
  usage: "Accueil de la mairie",
  etape: "inventaire",
  annee: "2025",
  facteur: crypto.randomUUID(),
  session: crypto.randomUUID(),
  // Forms say « demande » for either kind of request.
  demande: row("demande_rattachement"),
  dossier: row("dossier_adhesion"),
  voie: row("bal_voie"),
  exception: row("bal_exception"),
  correction: row("bal_correction"),
  avis: row("bal_avis"),
  import: row("patrimoine_import"),
  creance: row("creance_rodp"),
  personne: row("personne"),
  infrastructure: row("infrastructure_telecom"),
  contrat: row("loyer_contrat"),
  ligne: row("ligne_telecom"),
  // Operators of networks are the same for everybody.
  operateur: row("operateur_telecom"),
}

/** What one form means by a field: it stands before what the others mean, and before a table of the same name. */
const OF_ACTION: Record<string, Record<string, FieldValue>> = {
  "adhesions/memberDeliberationAction": { numero: "2026-12", le: "2026-03-02" },
  "adhesions/memberRetraitAction": { deliberation: "2026-12 du 3 mars 2026" },
  "bal/depositAction": { fichier: csv("bal.csv", "cle_interop;commune_nom\n27001_0001_00001;Aclou\n") },
  "bal/exceptionAction": { code: "voie_nom.trop_court", ligne: "rue" },
  "bal/correctionAction": { decision: "ecartee" },
  "bal/sourceAction": { url: "https://exemple.fr/bal.csv", frequence: "semaine" },
  "bal/signalementAction": { genre: "fourreau_bouche", adresse: "1 place de la Mairie" },
  "consultations/answerConsultationAction": { consultation: row("consultation"), avis: "interesse", commentaire: "" },
  "conventions/signAction": { empreinte: "0".repeat(64), accord: "oui" },
  "depannages/askDepannageAction": { poste: "", objet: "Le poste ne démarre plus" },
  "depannages/closeMonDepannageAction": { resolution: "Redémarré" },
  "documents/depositAction": {
    genre: "autre",
    titre: "Compte rendu",
    remplace: row("document"),
    fichier: new File([Uint8Array.from(await pdf())], "compte-rendu.pdf", { type: "application/pdf" }),
  },
  "loyers/addInfrastructureAction": { genre: "lotissement", metres: "1" },
  "loyers/addPreuveAction": {
    nature: "retrocession",
    reference: "Acte du 2 mars 2026",
    date: "2026-03-02",
    conserve: "Mairie, armoire 2",
  },
  "loyers/addContratAction": { metres: "1", tarifMetre: "0,85", debut: "2026-03-02" },
  "loyers/reviseContratAction": { effet: "2026-09-01", tarifMetre: "0,90" },
  "outils/giveDroitAction": { service: "tiers-teletransmission", profil: "Utilisateur", jusquAu: "" },
  "outils/endDroitAction": { droit: row("module_droit") },
  "outils/askDroitAction": { pourquoi: "" },
  "outils/answerDemandeAction": { demande: row("module_demande"), profil: "Utilisateur" },
  "prises-en-charge/declarePriseAction": {
    service: "pack-cyber",
    beneficiaire: "inconnue",
    part: "50",
    depuis: "2027-01-01",
    jusqua: "",
    fondement: "Délibération 2026-12 du 2 mars 2026",
  },
  "prises-en-charge/endPriseAction": { prise: row("prise_en_charge"), le: "2027-06-01" },
  "reglements/askQuestionAction": { titre: row("titre"), rang: "", texte: "Pourquoi cette somme ?" },
  "redevances/declareEtatAction": { recuLe: "2026-03-02" },
  "redevances/prepareDeliberationAction": {
    tarifs: "plafond",
    arrondi: "euro",
    exigibiliteMois: "1",
    exigibiliteJour: "1",
  },
  "redevances/adoptDeliberationAction": {
    deliberation: row("deliberation_rodp"),
    adopteeLe: "2026-03-02",
    numero: "2026-12",
  },
  "redevances/mandatAction": { acte: "donner" },
  "redevances/followCreanceAction": { acte: "contester", jour: "2026-03-02", note: "Longueurs contestées" },
  "redevances/prepareImportAction": { fichier: csv("etat.csv", "operateur;annee;souterrain km\nEssai;2025;12,5\n") },
  "redevances/makeTitreAction": {
    ...{ poste: "027015", codeCollectivite: "123", budget: "00", codeProduit: "ODP" },
    ...{ bordereau: "12", numero: "48", emisLe: "2026-03-02", cumulAnnuel: "9 999 999,00" },
  },
  "signatures/delegateAction": {
    depuis: "2026-03-02",
    fondement: "Arrêté 2026-4 du 2 mars 2026",
    objets: "convention",
  },
  "signatures/revokeAction": { mandat: row("delegation") },
  "telecom/prepareImportAction": { fichier: csv("lignes.csv", "site;fournisseur;prix mensuel\nMairie;Essai;12,50\n") },
  "telecom/matchColumnsAction": {
    ...{ import: row("telecom_import"), "colonne-site": "0", "colonne-fournisseur": "1", "colonne-mensuel": "2" },
  },
  "telecom/applyImportAction": { import: row("telecom_import") },
  "telecom/leaveImportAction": { import: row("telecom_import") },
  "telecom/addLigneAction": {
    site: "Mairie",
    libelle: "Accueil",
    genre: "fixe",
    fournisseur: "Essai",
    montantMensuel: "45,90",
  },
}

/** The module and the name: two modules may give an act the same name. */
export const keyOf = ({ file, name }: { file: string; name: string }) => `${file.split("/")[1]}/${name}`

/** The forms of the table above: one that no longer exists is to be taken out. */
export const describedActions = Object.keys(OF_ACTION)

/** A whole form of this act, with these identifiers in the fields that hold one. */
export function fieldsOf(key: string, identifiers: Record<string, string>): [string, string | File][] {
  // A field named as a table holds a row of it, unless the form says otherwise.
  const fields = { ...COMMON, ...identifiers, ...OF_ACTION[key] }
  return Object.entries(fields).map(([name, value]) => [
    name,
    value instanceof RowOf ? idOf(value.table, identifiers) : value,
  ])
}

function idOf(table: string, identifiers: Record<string, string>): string {
  const id = identifiers[table]
  if (!id) throw new Error(`no row of ${table} to put in a form`)
  return id
}
