import { globSync } from "node:fs"
import { byDependency, readTables } from "@/tests/support/catalog.ts"
import { connect } from "@/tests/support/logins.ts"
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
  "/simulateur": "?q=saint",
}

/** Parameters that are not the name of a table, and tables of which the demonstration has rows worth seeing. */
const OPERATOR: Readonly<Record<string, string>> = {
  service: "select slug as value from service where slug = 'pack-cyber'",
  genre: "select 'membres' as value",
  collectivite: `select "publicId" as value from collectivite where "codeInsee" = '27112'`,
  "adhesions/demande": "select id as value from demande_adhesion limit 1",
}

export type Addresses = { cookie: string; of: (route: string) => string }

/** A member with a row of each kind, the operator's own rows, and the address of each page about them. */
export async function openAddresses(): Promise<Addresses> {
  const { cookie, own } = await openTenants()
  const owner = await connect("migration")
  try {
    const tables = byDependency(await readTables(owner))
    const maker = new RowMaker(owner, tables)
    const gestion: Record<string, string> = {}
    for (const route of routes.filter((one) => one.startsWith("/gestion/"))) {
      for (const [, folder, name] of route.matchAll(/(\w+)\/\[(\w+)\]/g)) {
        const key = `${folder}/${name}`
        const table = tables.find((one) => one.name === name)
        const query = OPERATOR[key] ?? OPERATOR[String(name)] ?? `select id as value from ${name} limit 1`
        const known = (await owner.query<{ value: string }>(query)).rows[0]?.value
        gestion[key] = known ?? (table && !table.tenant ? await maker.operatorId(table) : String(own[String(name)]))
      }
    }
    const named = (route: string) =>
      route.replace(/(\w+)\/\[(\w+)\]/g, (_, folder: string, name: string) => {
        const value = route.startsWith("/gestion") ? gestion[`${folder}/${name}`] : (own[name] ?? OWN[name])
        return `${folder}/${value}`
      })
    return { cookie, of: (route) => named(route) + (QUERY[route] ?? "") }
  } finally {
    await owner.end()
  }
}

/** In a member's space, what belongs to the operator. */
const OWN: Readonly<Record<string, string>> = { service: "pack-cyber" }
