import { pathToFileURL } from "node:url"
import { Client } from "pg"
import { type CalendarDate, today, yearOf } from "@/lib/platform/dates.ts"
import { decimal, priceOf } from "@/lib/platform/money.ts"
import { adressesRows } from "./adresses.ts"
import { catalogueRows, type ServiceRow } from "./catalogue.ts"
import { loadComplements } from "./complements.ts"
import { compteRows } from "./comptes.ts"
import { correctionRows, type Debiteur, exerciceRow } from "./corrections.ts"
import { dossierRows } from "./dossiers.ts"
import { loadEngagements } from "./engagements.ts"
import { factorRows } from "./factors.ts"
import { stableId } from "./ids.ts"
import { readInsee } from "./insee.ts"
import { insert, type Row } from "./insert.ts"
import { loyerRows } from "./loyers.ts"
import { messagerieRows } from "./messageries.ts"
import { loadNotifications } from "./notifications.ts"
import { cotisationRules, operateurRow } from "./operateur.ts"
import { partageRows } from "./partages.ts"
import { peopleRows } from "./people.ts"
import { posteRows } from "./postes.ts"
import { operateurTelecomRows, redevanceRows } from "./redevances.ts"
import { buildRegister, type Register, type RegisterRow } from "./register.ts"
import { readBudget, readComite } from "./sources.ts"
import { souscriptionRows } from "./souscriptions.ts"
import { FIRST_OPERATOR, type Territory, territoryOf } from "./territory.ts"

export type SeedInput = {
  migrationUrl: string
  departement: string
  /** Seals the personal factors of the demo's élus and staff; without it they register their own. */
  nextauthSecret?: string
  /** With what was billed and paid in the past, invented; without it, nobody was ever billed. */
  comptes?: boolean
  today?: CalendarDate
}
/** `loaded: false`: the data were there already, and nothing of them was touched. */
export type SeedReport = { loaded: boolean; collectivites: number; adherents: number }

/** The first full year of billing is the first after 2023. */
const MEMBER_SINCE = "2024-01-01"

/** All or nothing, once: what staff changed since is never written over. */
export async function seed({
  migrationUrl,
  departement,
  nextauthSecret,
  comptes = false,
  today: day = today(),
}: SeedInput): Promise<SeedReport> {
  const client = new Client({ connectionString: migrationUrl })
  await client.connect()
  try {
    await client.query("BEGIN")
    // Two launchers started at once: the second waits, then finds the work done.
    await client.query("SELECT pg_advisory_xact_lock(hashtext('portail.seed'))")
    const loaded = await holdsNoOperator(client, departement)
    if (loaded) await load(client, departement, day, comptes)
    if (loaded && nextauthSecret) await insert(client, "facteur", factorRows(departement, nextauthSecret))
    if (loaded && comptes && departement === FIRST_OPERATOR) await loadCorrections(client, day)
    const report = await count(client)
    await client.query("COMMIT")
    // PostgreSQL would look at the new tables a minute later, and until then plan as if they were empty.
    if (loaded) await client.query("ANALYZE")
    return { loaded, ...report }
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined)
    throw error
  } finally {
    await client.end()
  }
}

async function holdsNoOperator(client: Client, departement: string): Promise<boolean> {
  const { rows } = await client.query<{ departement: string }>("SELECT departement FROM operateur")
  const [operateur] = rows
  if (operateur && operateur.departement !== departement)
    throw new Error(
      `Cette base tient déjà le département ${operateur.departement} : choisissez un autre dossier de données pour le ${departement}.`,
    )
  return operateur === undefined
}

async function count(client: Client) {
  const { rows } = await client.query<{ collectivites: number; adherents: number }>(
    `SELECT (SELECT count(*)::int FROM collectivite) AS collectivites,
      (SELECT count(*)::int FROM adhesion WHERE statut = 'adherent' AND jusqua IS NULL) AS adherents`,
  )
  return rows[0] ?? { collectivites: 0, adherents: 0 }
}

async function load(client: Client, departement: string, day: CalendarDate, comptes: boolean): Promise<void> {
  const insee = readInsee()
  const territory = territoryOf(insee, departement)
  const register = buildRegister(insee, territory)
  const memberCodes = new Set(territory.adhesions.filter((row) => row.scenario_b).map(({ code }) => code))
  const members = register.collectivites.filter(({ code }) => memberCodes.has(code))

  await insert(client, "operateur", [operateurRow(departement)])
  await insert(client, "regle_cotisation", cotisationRules(departement))
  await insert(client, "collectivite", register.collectivites.map(collectiviteRow))
  await insert(client, "population", register.populations)
  await insert(client, "denomination", register.collectivites.map(denominationRow))
  await insert(client, "fiche", register.collectivites.map(ficheRow))
  await insert(
    client,
    "adhesion",
    register.collectivites.map((row) => adhesionRow(row, memberCodes)),
  )
  await loadPeople(client, departement)
  await loadEngagements(client, departement)
  const reprises = members.map((row) => repriseRow(row, register, yearOf(day) - 1))
  await insert(client, "cotisation_reprise", reprises)
  if (departement === FIRST_OPERATOR) {
    await loadSources(client, members, day)
    await loadPartages(client, register, members, day)
    await loadDossiers(client, register.collectivites, memberCodes, day)
  }
  if (departement === FIRST_OPERATOR && comptes) {
    const amounts = new Map(
      reprises.map(({ collectiviteId, montant }) => [String(collectiviteId), BigInt(String(montant))]),
    )
    for (const [table, rows] of Object.entries(compteRows(members, amounts, day))) await insert(client, table, rows)
  }
  await insert(client, "journal", [trace(departement, territory, register)])
}

async function loadPeople(client: Client, departement: string) {
  const { personnes, identites, agents, rattachements } = peopleRows(departement, MEMBER_SINCE)
  await insert(client, "personne", personnes)
  await insert(client, "identite", identites)
  await insert(client, "agent", agents)
  await insert(client, "rattachement", rattachements)
}

/** Who asks to join, joins or leaves, invented. */
async function loadDossiers(
  client: Client,
  bodies: readonly RegisterRow[],
  memberCodes: ReadonlySet<string>,
  day: CalendarDate,
) {
  const communes = bodies.filter(({ type, departement }) => type === "commune" && departement === FIRST_OPERATOR)
  const codes = (isMember: boolean) =>
    communes.map(({ code }) => code).filter((code) => memberCodes.has(code) === isMember)
  const { demandes, dossiers, suivis } = dossierRows(codes(false), codes(true), day)
  await insert(client, "demande_adhesion", demandes)
  await insert(client, "dossier_adhesion", dossiers)
  await insert(client, "dossier_adhesion_suivi", suivis)
}

/** What the first operator's documents say: catalogue, budget, assembly; and services in use, invented. */
async function loadSources(client: Client, members: RegisterRow[], day: CalendarDate) {
  const { prestataires, marches, piliers, services, tarifs, composants } = catalogueRows(day)
  const { souscriptions, suivis } = souscriptionRows(members, services, day)
  await insert(client, "prestataire", prestataires)
  await insert(client, "marche", marches)
  await insert(client, "pilier", piliers)
  await insert(client, "service", services)
  await insert(client, "tarif", tarifs)
  await insert(client, "service_composant", composants)
  await insert(client, "souscription", souscriptions)
  await insert(client, "souscription_suivi", suivis)
  await loadRedevances(client, members, services, souscriptions, day)
  const adresses = openCodes("adresses", members, services, souscriptions)
  for (const [table, rows] of Object.entries(adressesRows(members, day, adresses))) await insert(client, table, rows)
  await loadPostes(client, members, day)
  await loadNotifications(client)
  const communes = members.filter(({ type }) => type === "commune").map(({ code }) => code)
  await loadComplements(client, communes, day)
  for (const [table, rows] of Object.entries(messagerieRows(day))) await insert(client, table, rows)
  await insert(client, "budget", readBudget().map(budgetRow))
  await insert(client, "comite_ligne", readComite().map(comiteRow))
}

/** What was spent and what a few members share, invented. The shares come while their cost is still a draft. */
async function loadPartages(client: Client, register: Register, members: RegisterRow[], day: CalendarDate) {
  const { engagement_depense = [], depense = [], partage = [], partage_part = [] } = partageRows(register, members, day)
  const draft = { etat: "brouillon", valideParId: null, valideLe: null }
  await insert(client, "engagement_depense", engagement_depense)
  await insert(client, "depense", depense)
  await insert(
    client,
    "partage",
    partage.map((row) => ({ ...row, ...draft })),
  )
  await insert(client, "partage_part", partage_part)
  for (const { id, etat, valideParId, valideLe } of partage.filter((row) => row.etat !== "brouillon"))
    await client.query(
      `UPDATE partage SET etat = $2::partage_etat, "valideParId" = $3, "valideLe" = $4 WHERE id = $1`,
      [...[id, etat, valideParId, valideLe]],
    )
}

/** Corrections of last year's titres: what was issued while the exercice was open, its closing, then what came after. */
async function loadCorrections(client: Client, day: CalendarDate) {
  const { rows } = await client.query<Debiteur>(
    `SELECT c.id, c."codeInsee" AS code, c.nom, c."codesPostaux"[1] AS "codePostal", c.siren, p.habitants
     FROM collectivite c JOIN adhesion a ON a."collectiviteId" = c.id AND a.statut = 'adherent' AND a.jusqua IS NULL
     JOIN population p ON p.code = c."codeInsee" AND p.genre = 'municipale' AND p.millesime = 2022
     WHERE c.type = 'commune' AND NOT EXISTS (SELECT FROM titre t WHERE t."collectiviteId" = c.id) ORDER BY c."codeInsee" LIMIT 24`,
  )
  const { rows: series } = await client.query<{ prochain: number }>(
    `SELECT prochain FROM serie WHERE exercice = $1 AND budget = 'principal' AND serie = 'COT'`,
    [yearOf(day) - 1],
  )
  const { open, closed, numbered } = correctionRows(rows, series[0]?.prochain ?? 1, day)
  for (const [table, lines] of Object.entries(open)) await insert(client, table, lines)
  await insert(client, "exercice", [exerciceRow(day)])
  for (const [table, lines] of Object.entries(closed)) await insert(client, table, lines)
  for (const { exercice, serie, prochain } of numbered)
    await client.query(
      `INSERT INTO serie (exercice, budget, serie, prochain) VALUES ($1, 'principal', $2, $3)
       ON CONFLICT (exercice, budget, serie) DO UPDATE SET prochain = excluded.prochain`,
      [exercice, serie, prochain],
    )
}

/** Workstations in service, and what their provider says of them, invented. */
async function loadPostes(client: Client, members: RegisterRow[], day: CalendarDate) {
  const communes = members.filter(({ type }) => type === "commune").map(({ code }) => code)
  const rows = posteRows(communes, day)
  await insert(client, "commande", rows.commandes)
  await insert(client, "poste", rows.postes)
  await insert(client, "poste_composant", rows.composants)
  await insert(client, "poste_inconnu", rows.inconnus)
  await insert(client, "depannage", rows.depannages)
  await insert(client, "releve", rows.releves)
  await insert(client, "releve_ligne", rows.lignes)
}

const collectiviteRow = ({ code: _, ...row }: RegisterRow): Row => row

const denominationRow = (row: RegisterRow): Row => ({
  id: stableId("denomination", row.code),
  concerneId: row.id,
  nom: row.nom,
  codeInsee: row.codeInsee,
  siren: row.siren,
  depuis: MEMBER_SINCE,
})

/** The town and postcode only where the commune has one: no source gives the address of a mairie. */
const ficheRow = (row: RegisterRow): Row => ({
  collectiviteId: row.id,
  id: stableId("fiche", row.code),
  codePostal: row.codesPostaux.length === 1 ? (row.codesPostaux[0] ?? null) : null,
  ville: row.type === "commune" ? row.nom : null,
})

/** The source names its Département and EPCI; which communes are members is invented. Elsewhere nobody is one. */
function adhesionRow(row: RegisterRow, members: Set<string>): Row {
  const invented = members.size > 0 && row.type !== "departement" && row.type !== "epci"
  return {
    collectiviteId: row.id,
    id: stableId("adhesion", row.code),
    statut: members.has(row.code) ? "adherent" : "prospect",
    depuis: MEMBER_SINCE,
    synthetique: invented,
    source: adhesionSource(invented, members.size > 0),
  }
}

function adhesionSource(invented: boolean, hasMembers: boolean): string {
  if (!hasMembers) return "Aucune adhésion connue"
  return invented ? "Démonstration : qui est membre n'est pas connu" : "SDUN 2026-2029, § 2"
}

/** Invented too: last year's cotisation, so that a campaign has something to compare with. */
function repriseRow(row: RegisterRow, register: Register, exercice: number): Row {
  const base = register.populations.find(
    ({ code, genre, millesime }) => code === row.code && genre === "municipale" && millesime === 2022,
  )
  const flat = { epci: 50_000n, departement: 500_000n, syndicat: 10_000n, autre: 10_000n, commune: 0n }[row.type]
  const montant = row.type === "commune" ? priceOf(base?.habitants ?? 0, decimal("0.10")) : flat
  return {
    collectiviteId: row.id,
    id: stableId("reprise", `${row.code}:${exercice}`),
    exercice,
    montant: montant.toString(),
    source: "Reprise de démonstration (montant inventé)",
  }
}

/** Communes whose souscription to what opens this part of the portal is in service. */
function openCodes(outil: string, members: RegisterRow[], services: ServiceRow[], souscriptions: Row[]): string[] {
  const service = services.find((one) => one.outil === outil)
  const open = new Set(
    souscriptions
      .filter(({ serviceId, etat }) => serviceId === service?.id && etat === "en_service")
      .map(({ collectiviteId }) => collectiviteId),
  )
  return members.filter(({ id, type }) => type === "commune" && open.has(id)).map(({ code }) => code)
}

/** Invented: networks, claims, rents and lines of those who opened the service. */
async function loadRedevances(
  client: Client,
  members: RegisterRow[],
  services: ServiceRow[],
  souscriptions: Row[],
  day: CalendarDate,
) {
  const codes = openCodes("redevances", members, services, souscriptions)
  await insert(client, "operateur_telecom", operateurTelecomRows())
  for (const [table, rows] of Object.entries({ ...redevanceRows(codes, day), ...loyerRows(day) })) {
    await insert(client, table, rows)
  }
}

const budgetRow = (row: ReturnType<typeof readBudget>[number], rang: number): Row => ({
  id: stableId("budget", String(rang)),
  niveau: row.niveau,
  pilierNom: row.pilier,
  action: row.action,
  sousAction: row.sous_action,
  montant: row.montant_eur_4_ans === null ? null : String(row.montant_eur_4_ans * 100),
  moyensInternes: row.moyens_internes,
  periode: "2026-2029",
})

const comiteRow = (row: ReturnType<typeof readComite>[number], rang: number): Row => ({
  id: stableId("comite", String(rang)),
  rang,
  college: row.college,
  membre: row.membre,
  siren: row.siren,
  delegues: row.delegues,
  suppleants: row.suppleants,
  voixParDelegue: row.voix_par_delegue,
  voixSource: row.total_voix,
})

const trace = (departement: string, territory: Territory, register: Register): Row => ({
  contexte: "systeme",
  raison: "seed",
  evenement: "demonstration.chargee",
  apres: {
    departement,
    collectivites: register.collectivites.length,
    adherents: territory.adhesions.filter((row) => row.scenario_b).length,
  },
})

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const migrationUrl = process.env.DATABASE_URL_MIGRATION
  const option = process.argv.indexOf("--departement")
  const departement = option > 0 ? (process.argv[option + 1] ?? "") : FIRST_OPERATOR
  if (!migrationUrl) {
    console.error("DATABASE_URL_MIGRATION manque : l'adresse PostgreSQL de portail_migration.")
    process.exit(1)
  }
  const { loaded, collectivites, adherents } = await seed({ migrationUrl, departement })
  console.log(
    `${loaded ? "données chargées" : "données déjà là"} : ${collectivites} collectivités, ${adherents} membres`,
  )
}
