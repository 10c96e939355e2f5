import { globSync } from "node:fs"
import type { Browser } from "@playwright/test"
import type pg from "pg"
import { byDependency, readTables } from "@/tests/support/catalog.ts"
import { connect } from "@/tests/support/logins.ts"
import { enterAs } from "@/tests/support/places.ts"
import { ROOT } from "@/tests/support/sources.ts"
import { RowMaker } from "@/tests/support/tenant-rows.ts"
import { openTenants } from "../isolation/tenants.ts"

/** Every page of the portal, listed from the code. */
export const routes: string[] = globSync("app/**/page.tsx", { cwd: ROOT })
  .map((file) => `/${file.replace(/^app\//, "").replace(/\/?page\.tsx$/, "")}`.replace(/\/\([^)]+\)/g, "") || "/")
  .sort()

/** What the address of a page carries beside its path. */
const QUERY: Readonly<Record<string, string>> = {
  "/connexion/lien": "?jeton=inconnu-de-tous-0123456789",
  "/invitation": "?jeton=inconnu-de-tous-0123456789",
  "/outil-quitte": "?outil=parapheur-electronique",
  "/simulateur": "?q=saint",
}

/** Parameters that are not the name of a table, and rows that belong to what is before them in the address. */
const OPERATOR: Readonly<Record<string, string>> = {
  service: "select slug as value from service where slug = 'pack-cyber'",
  genre: "select 'membres' as value",
  collectivite: `select "publicId" as value from collectivite where "codeInsee" = '27112'`,
  "outils/service": "select 'parapheur-electronique' as value",
  "montees/montee": `select m.id as value from montee m join service s on s.id = m."serviceId" where s.slug = 'parapheur-electronique' limit 1`,
  "options/option": `select o.id as value from service_option o join service s on s.id = o."serviceId" where s.slug = 'pack-cyber' limit 1`,
  "offres/offre": "select id as value from offre_externe limit 1",
  "lignes/ligne":
    'select l.id as value from campagne_ligne l join campagne k on k.id = l."campagneId" where k.exercice = 2031 limit 1',
  // One of mail has a page more.
  "souscriptions/souscription": `select "souscriptionId" as value from messagerie order by id limit 1`,
  "engagements/engagement": "select id as value from engagement_depense limit 1",
  "dossiers/dossier": "select id as value from dossier_adhesion limit 1",
  "fichiers/fichier": "select id as value from pes_fichier limit 1",
  "mandats/mandat": `select id as value from titre where "surExerciceClos" limit 1`,
  "projets/projet": "select id as value from projet_titre limit 1",
  "cloture/annee": "select '2025' as value",
  "recus/recu": "select id as value from reglement_recu limit 1",
  "imports/fichier": `select "fichierId" as value from reglement_import limit 1`,
  "titres/titre": "select id as value from titre where nature = 'recette' limit 1",
  "versions/numero": "select numero::text as value from catalogue_version order by numero desc limit 1",
  "actes/genre": "select 'charte' as value",
  "adhesions/demande": "select id as value from demande_adhesion limit 1",
  "personnes/rattachement": `select r.id as value from rattachement r join collectivite c on c.id = r."collectiviteId" where c."codeInsee" = '27112' limit 1`,
}

const UNKNOWN = "inconnu"

/** Pages about what only their own errand makes: here they may also answer that it does not exist, as a page like any other. */
export const MADE_ELSEWHERE =
  /\/(postes|redevances|adresses|conservation)(\/|$)|\/notifications\/\[courriel\]|^\/moi\/outil$|^\/gestion\/catalogue\/.*\/\[document\]$/

export type Addresses = { cookie: string; of: (route: string) => string }

/** A member with a row of each kind, the operator's own rows, and the address of each page about them. */
export async function openAddresses(browser: Browser): Promise<Addresses> {
  const { cookie, own } = await openTenants()
  const owner = await connect("migration")
  try {
    const tables = byDependency(await readTables(owner))
    const maker = new RowMaker(owner, tables)
    await owner.query(
      `update demande_rattachement d set "personneId" = r."personneId" from rattachement r join personne p on p.id = r."personneId"
       where d.id = $1 and r."collectiviteId" = $2 and p.courriel like 'isolation.%'`,
      [own.demande, own.collectiviteId],
    )
    // Held until this connection ends: the second worker finds what the first prepared.
    await owner.query("select pg_advisory_lock(hashtext('openAddresses'))")
    const gestion = (await findPrepared(owner)) ?? (await prepare(browser))
    for (const route of routes.filter((one) => one.startsWith("/gestion/"))) {
      for (const [, folder, name] of route.matchAll(/(\w+)\/\[(\w+)\]/g)) {
        const key = `${folder}/${name}`
        if (gestion[key]) continue
        const table = tables.find((one) => one.name === name)
        const query = OPERATOR[key] ?? OPERATOR[String(name)] ?? (table && `select id as value from ${name} limit 1`)
        const known = query ? (await owner.query<{ value: string }>(query)).rows[0]?.value : undefined
        const made = table && !table.tenant ? () => maker.operatorId(table) : () => own[String(name)] ?? UNKNOWN
        gestion[key] = known ?? (await made())
      }
    }
    const named = (route: string) =>
      route.replace(/(\w+)\/\[(\w+)\]/g, (_, folder: string, name: string) => {
        const value = route.startsWith("/gestion")
          ? gestion[`${folder}/${name}`]
          : (own[name] ?? OWN[`${folder}/${name}`] ?? OWN[name] ?? UNKNOWN)
        return `${folder}/${value}`
      })
    return { cookie, of: (route) => named(route) + (QUERY[route] ?? "") }
  } finally {
    await owner.end()
  }
}

/** In a member's space, what belongs to the operator. */
const OWN: Readonly<Record<string, string>> = { service: "pack-cyber", "outils/service": "tiers-teletransmission" }

/** A year that no other test bills, a file that no other sends. */
const EXERCICE = "2031"
const FICHIER = "pages.csv"
const SIMULATION = "Essai de toutes les pages"

/** What an earlier worker prepared: a test that fails starts another, and one year has one campaign. */
async function findPrepared(owner: pg.Client): Promise<Record<string, string> | null> {
  const { rows } = await owner.query<Prepared>(
    `select k.id as campagne, i.id as imported, s.id as simulation from campagne k, import i, simulation_tarif s
      where k.exercice = $1::int and i."fichierNom" = $2 and s.libelle = $3 limit 1`,
    [EXERCICE, FICHIER, SIMULATION],
  )
  const [found] = rows
  return found ? addressesOf(found) : null
}

type Prepared = { campagne: string; imported: string; simulation: string }

const addressesOf = ({ campagne, imported, simulation }: Prepared) => ({
  ...{ "campagnes/campagne": campagne, "imports/import": imported, "simulations/simulation": simulation },
})

/** A simulation, a campaign and an import as staff prepare them: their figures are not rows that a catalog could invent. */
async function prepare(browser: Browser): Promise<Record<string, string>> {
  const context = await browser.newContext({ baseURL: process.env.APP_URL, locale: "fr-FR" })
  await enterAs(context, "gestionnaire")
  const page = await context.newPage()
  const made = async (path: RegExp) => {
    await page.waitForURL(path)
    return String(new URL(page.url()).pathname.split("/").at(-1))
  }
  await page.goto("/gestion/imports/nouveau/membres")
  const file = {
    name: FICHIER,
    mimeType: "text/csv",
    buffer: Buffer.from("code_insee;ville\n27157;Marbois\n27999;x\n"),
  }
  await page.getByLabel("Fichier CSV").setInputFiles(file)
  await page.getByRole("button", { name: "Lire le fichier et comparer" }).click()
  const imported = await made(/\/gestion\/imports\/[0-9a-f-]{36}$/)
  await page.goto("/gestion/simulations/nouvelle")
  await page.getByLabel("Nom de la simulation").fill(SIMULATION)
  await page.getByLabel("La cotisation : un taux par habitant").check()
  await page.getByLabel("Taux", { exact: true }).fill("0,12")
  await page.getByRole("button", { name: "Simuler sur tous les membres" }).click()
  const simulation = await made(/\/gestion\/simulations\/[0-9a-f-]{36}$/)
  await page.goto("/gestion/campagnes/nouvelle")
  await page.getByLabel("Exercice").fill(EXERCICE)
  await page.getByLabel("Millésime").fill("2022")
  await page.getByRole("button", { name: "Calculer les montants" }).click()
  const campagne = await made(/\/gestion\/campagnes\/[0-9a-f-]{36}$/)
  await context.close()
  return addressesOf({ campagne, imported, simulation })
}
