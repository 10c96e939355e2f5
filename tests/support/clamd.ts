import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startClamd } from "@/scripts/local/clamd.ts"
import { freePort } from "./free-port.ts"

/** A clamd of this test's own, which knows the EICAR text alone; started in about a second. */
export async function openClamd() {
  const folder = mkdtempSync(join(tmpdir(), "portail-clamd-"))
  const port = await freePort()
  const server = await startClamd({ port, folder })
  return {
    url: server.url,
    close: async () => {
      await server.close()
      rmSync(folder, { recursive: true, force: true })
    },
    /** After `close`: the same address answers again. */
    reopen: () => startClamd({ port, folder }),
  }
}
