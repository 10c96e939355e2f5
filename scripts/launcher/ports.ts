import { randomInt } from "node:crypto"
import { createServer } from "node:net"
import { Failure } from "./failure.ts"
import { type Ports, portsFrom } from "./places.ts"

const USES: Record<keyof Ports, string> = {
  web: "le portail",
  oidc: "l'identité locale",
  smtp: "la messagerie locale",
  mailbox: "la boîte aux lettres",
  database: "PostgreSQL",
  parapheur: "le parapheur local",
  clamd: "l'antivirus",
  fournisseur: "le prestataire local",
  dns: "les noms de domaine locaux",
  chorus: "le Chorus Pro local",
  modules: "les outils locaux",
}

export async function assertFree(ports: Ports): Promise<void> {
  for (const [use, port] of Object.entries(ports) as [keyof Ports, number][]) {
    if (await isFree(port)) continue
    throw new Failure(
      `Le port ${port} (${USES[use]}) est déjà occupé : arrêtez ce qui l'utilise ou changez de port, par exemple PORT=${ports.web + 100} npm run demo.`,
    )
  }
}

/** Free ports, one beside the other, for what must run whatever else does; drawn, so that two runs seldom want the same. */
export async function freePorts(): Promise<Ports> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const ports = portsFrom(randomInt(20_000, 32_000))
    const free = await Promise.all(Object.values(ports).map(isFree))
    if (free.every(Boolean)) return ports
  }
  throw new Failure("Aucune suite de ports libres entre 20000 et 32000 : arrêtez un programme, puis relancez.")
}

/** Free on every address it could be taken on: IPv4 and IPv6 alike. */
export async function isFree(port: number): Promise<boolean> {
  for (const host of ["127.0.0.1", "::1", "::"]) if (await isTaken(port, host)) return false
  return true
}

function isTaken(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = createServer()
    // A machine without IPv6 answers another error, which takes nothing.
    probe.once("error", (error: NodeJS.ErrnoException) =>
      resolve(error.code === "EADDRINUSE" || error.code === "EACCES"),
    )
    probe.listen(port, host, () => probe.close(() => resolve(false)))
  })
}
