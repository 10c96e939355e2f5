import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Cluster, startCluster } from "./embedded.ts"

/** A fast PostgreSQL in a temporary folder, gone when it stops: for tests and for questions asked to an empty database. */
export async function startDisposableCluster(): Promise<Cluster> {
  const folder = mkdtempSync(join(tmpdir(), "portail-"))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    const cluster = await startCluster({ folder, port: await freePort(), password: "jetable", disposable: true })
    return { ...cluster, stop: () => cluster.stop().finally(remove) }
  } catch (error) {
    remove()
    throw error
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const address = server.address()
      server.close(() => (address && typeof address === "object" ? resolve(address.port) : reject(address)))
    })
  })
}
