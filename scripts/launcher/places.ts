import { join, resolve } from "node:path"
import { parseArgs } from "node:util"
import { Failure } from "./failure.ts"
import { root } from "./root.ts"

/** Where one running portal keeps its files and listens. */
export type Places = {
  departement: string
  folder: string
  ports: Ports
  /** A PostgreSQL of the person's own, instead of the embedded one. */
  databaseUrl: string | null
}

export type Ports = {
  web: number
  oidc: number
  smtp: number
  mailbox: number
  database: number
  clamd: number
  fournisseur: number
  /** UDP. */
  dns: number
  chorus: number
  parapheur: number
  modules: number
}

const DEFAULT_DEPARTEMENT = "27"

/** `npm run demo -- --departement 61`, PORT, PORTAIL_DATA_DIR, DATABASE_URL. */
export function demoPlaces(args: string[], env = process.env): Places {
  const departement = parseDepartement(args)
  const name = departement === DEFAULT_DEPARTEMENT ? "eure" : departement
  return {
    departement,
    folder: resolve(root, env.PORTAIL_DATA_DIR || join(".data", name)),
    ports: portsFrom(parsePort(env.PORT || "3000")),
    databaseUrl: env.DATABASE_URL ? parseDatabaseUrl(env.DATABASE_URL) : null,
  }
}

/** Tests, benchmarks and captures: a folder and ports of their own, whatever runs beside. */
export function ownPlaces(name: string, ports: Ports): Places {
  return { departement: DEFAULT_DEPARTEMENT, folder: join(root, ".data", name), ports, databaseUrl: null }
}

export function portsFrom(web: number): Ports {
  return {
    web,
    oidc: web + 1,
    smtp: web + 2,
    mailbox: web + 3,
    database: web + 4,
    clamd: web + 8,
    parapheur: web + 9,
    fournisseur: web + 10,
    dns: web + 11,
    chorus: web + 12,
    modules: web + 13,
  }
}

function parseDepartement(args: string[]): string {
  try {
    const { values } = parseArgs({ args, options: { departement: { type: "string", default: DEFAULT_DEPARTEMENT } } })
    if (/^(\d{2}|2[AB]|97[1-6])$/.test(values.departement)) return values.departement
  } catch {
    // The same sentence answers an unknown option and an unreadable number.
  }
  throw new Failure("Seule option : --departement suivi d'un numéro, par exemple « npm run demo -- --departement 61 ».")
}

function parsePort(text: string): number {
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port <= 65_522) return port
  throw new Failure(`PORT=${text} n'est pas un numéro de port : donnez un nombre entre 1 et 65522.`)
}

function parseDatabaseUrl(text: string): string {
  if (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)) return text
  throw new Failure(
    "DATABASE_URL n'est pas une adresse de la forme postgresql://compte:mot-de-passe@machine:5432/base.",
  )
}
