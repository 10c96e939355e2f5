import type { TestProject } from "vitest/node"
import { startDisposableCluster } from "../../scripts/database/disposable.ts"
import { generateClient } from "../../scripts/database/generate.ts"
import { migrate } from "../../scripts/database/migrate.ts"
import { provision, withClient } from "../../scripts/database/provision.ts"
import { PASSWORDS, TEMPLATE } from "./database-names.ts"

declare module "vitest" {
  export interface ProvidedContext {
    adminUrl: string
  }
}

/** Runs once, before the workers: a throw-away PostgreSQL with one migrated database, which each file copies. */
export default async function setup(project: TestProject) {
  await generateClient()
  const cluster = await startDisposableCluster()
  try {
    const urls = await provision(cluster.adminUrl, TEMPLATE, PASSWORDS)
    await migrate(urls.migration)
    await keepPlans(cluster.adminUrl)
  } catch (error) {
    await cluster.stop()
    throw error
  }
  project.provide("adminUrl", cluster.adminUrl)
  return () => cluster.stop()
}

/**
 * As on a connection that has lived: a trigger that the members' login may only run while it is planned anew each time is found
 * here. The staff's may read all that triggers ask, and its great queries would suffer from plans without their values.
 */
const keepPlans = (adminUrl: string) =>
  withClient(adminUrl, (admin) => admin.query("alter role portail_membre set plan_cache_mode = 'force_generic_plan'"))
