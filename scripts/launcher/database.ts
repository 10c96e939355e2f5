import { startCluster, stopCluster } from "../database/embedded.ts"
import { type DatabaseUrls, provision } from "../database/provision.ts"
import { beforeEnd } from "./lifecycle.ts"
import type { Places } from "./places.ts"
import type { Secrets } from "./secrets.ts"

const DATABASE = "portail"

/** The embedded PostgreSQL, or the person's own; in both, the portal's roles, database and extensions. */
export async function openDatabase(places: Places, secrets: Secrets): Promise<DatabaseUrls> {
  if (places.databaseUrl) {
    const named = decodeURIComponent(new URL(places.databaseUrl).pathname.slice(1))
    return provision(places.databaseUrl, named && named !== "postgres" ? named : DATABASE, secrets.passwords)
  }
  beforeEnd(() => stopCluster(places.folder))
  const { folder, ports } = places
  const cluster = await startCluster({ folder, port: ports.database, password: secrets.superuser })
  return provision(cluster.adminUrl, DATABASE, secrets.passwords)
}
