import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { startDisposableCluster } from "../database/disposable.ts"
import { generateClient } from "../database/generate.ts"
import { migrate } from "../database/migrate.ts"
import { type DatabaseUrls, provision } from "../database/provision.ts"
import { ensureTestCertificate } from "../local/certificate.ts"
import { portalEnvironment } from "./environment.ts"
import { Failure } from "./failure.ts"
import { beforeEnd } from "./lifecycle.ts"
import { ownPlaces } from "./places.ts"
import { freePorts } from "./ports.ts"
import { loadSecrets } from "./secrets.ts"
import { step } from "./steps.ts"

const DATABASE = "portail"

/** `npm run scenario:adhesion -- --sortie DIR`: played by the commands of the portal, on a database of its own. */
export async function scenarioAdhesion(args: string[]): Promise<number> {
  const sortie = parseSortie(args)
  if (!sortie) throw new Failure("Dites où écrire les documents : npm run scenario:adhesion -- --sortie DOSSIER")
  const urls = await openScenario()
  mkdirSync(sortie, { recursive: true })
  const { playAdhesion } = await import("../scenarios/adhesion.ts")
  await playAdhesion(sortie, urls)
  return 0
}

/** `npm run scenario:annee -- --sortie DIR`: a year of billing, the same way; without a folder it only says its figures. */
export async function scenarioAnnee(args: string[]): Promise<number> {
  const sortie = parseSortie(args)
  const urls = await openScenario()
  const { playAnnee } = await import("../scenarios/annee.ts")
  return playAnnee(urls, sortie)
}

/** A database of its own with the data of the Eure, and the settings that lead to it. */
async function openScenario(): Promise<DatabaseUrls> {
  const folder = mkdtempSync(join(tmpdir(), "portail-scenario-"))
  beforeEnd(async () => rmSync(folder, { recursive: true, force: true }))
  const places = { ...ownPlaces("scenario", await freePorts()), folder }
  const secrets = loadSecrets(folder)
  await generateClient()
  const cluster = await step("Base de données", startDisposableCluster)
  beforeEnd(() => cluster.stop())
  const urls = await provision(cluster.adminUrl, DATABASE, secrets.passwords)
  await step("Migrations", () => migrate(urls.migration))
  const { seed } = await import("../../prisma/seed/seed.ts")
  await step("Données", () =>
    seed({ migrationUrl: urls.migration, departement: "27", nextauthSecret: secrets.nextauthSecret }),
  )
  const env = portalEnvironment(places, secrets, urls)
  // Nothing of this machine's own portal is reached, and no antivirus is started for a few documents of ours.
  Object.assign(process.env, env, { CLAMD_URL: "aucun" })
  ensureTestCertificate(String(env.SEAL_P12_PATH), String(env.SEAL_P12_PASSPHRASE), "Opérateur de démonstration")
  return urls
}

function parseSortie(args: string[]): string | null {
  try {
    const { values } = parseArgs({ args, options: { sortie: { type: "string" } } })
    return values.sortie ? resolve(values.sortie) : null
  } catch {
    throw new Failure("La seule option est « --sortie DOSSIER ».")
  }
}
