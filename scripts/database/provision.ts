import pg from "pg"
import { Failure } from "../launcher/failure.ts"

/** Each login has its own pool in the application; the owner only migrates and seeds. */
export const LOGINS = ["migration", "membre", "agent", "identite"] as const
export type Login = (typeof LOGINS)[number]
export type Passwords = Record<Login, string>
export type DatabaseUrls = Record<Login, string>

const EXTENSIONS = ["pg_trgm", "unaccent", "btree_gist", "pgcrypto", "citext"]

/** Roles that are lent without being inherited came with PostgreSQL 16. */
const OLDEST_VERSION = 160_000

export async function assertUsable(adminUrl: string): Promise<void> {
  const version = await withClient(adminUrl, (client) => client.query("SHOW server_version_num"))
  if (Number(version.rows[0]?.server_version_num) >= OLDEST_VERSION) return
  throw new Failure("Le PostgreSQL de DATABASE_URL est trop ancien : il faut la version 16 ou une plus récente.")
}

/** Makes roles, database and extensions as they must be; run again, it only sets the passwords. */
export async function provision(adminUrl: string, database: string, passwords: Passwords): Promise<DatabaseUrls> {
  await withClient(adminUrl, async (admin) => {
    await createRoles(admin, passwords)
    await createDatabase(admin, database)
  })
  await withClient(urlOf(adminUrl, { database }), async (admin) => {
    for (const name of EXTENSIONS) await admin.query(`CREATE EXTENSION IF NOT EXISTS ${name}`)
    await admin.query("ALTER SCHEMA public OWNER TO portail_migration")
  })
  return loginUrls(adminUrl, database, passwords)
}

/** A database of the portal: owned by the migration role, closed to whoever is not one of the logins. */
export async function createDatabase(admin: pg.Client, name: string, template = "template1"): Promise<void> {
  const known = await admin.query("SELECT FROM pg_database WHERE datname = $1", [name])
  const quoted = pg.escapeIdentifier(name)
  if (known.rowCount === 0) {
    const copy = `TEMPLATE ${pg.escapeIdentifier(template)} STRATEGY file_copy`
    await admin.query(`CREATE DATABASE ${quoted} OWNER portail_migration ${copy}`)
  } else {
    await admin.query(`ALTER DATABASE ${quoted} OWNER TO portail_migration`)
  }
  await admin.query(`REVOKE ALL ON DATABASE ${quoted} FROM PUBLIC`)
  await admin.query(`GRANT CONNECT ON DATABASE ${quoted} TO portail_membre, portail_agent, portail_identite`)
}

export function loginUrls(adminUrl: string, database: string, passwords: Passwords): DatabaseUrls {
  const url = (login: Login) => urlOf(adminUrl, { database, user: `portail_${login}`, password: passwords[login] })
  return { migration: url("migration"), membre: url("membre"), agent: url("agent"), identite: url("identite") }
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  try {
    await client.connect()
  } catch (error) {
    const { hostname, port } = new URL(url)
    const reason = error instanceof Error && error.message ? error.message : "pas de réponse"
    throw new Failure(
      `PostgreSQL ne répond pas à ${hostname}:${port || 5432} (${reason}) : vérifiez DATABASE_URL et que le serveur tourne.`,
    )
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

async function createRoles(admin: pg.Client, passwords: Passwords): Promise<void> {
  for (const login of LOGINS) {
    const attributes = `LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT`
    await createRole(admin, `portail_${login}`, `${attributes} PASSWORD ${pg.escapeLiteral(passwords[login])}`)
  }
  await createRole(admin, "portail_agregats", "NOLOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT")
  // The owner may hand functions over to it, and never gets its privileges unasked.
  await admin.query("GRANT portail_agregats TO portail_migration WITH INHERIT FALSE, SET TRUE, ADMIN FALSE")
  // Outside a superuser's session (managed PostgreSQL), owning on behalf of a role asks to be able to become it.
  await admin.query(`DO $$ BEGIN
    IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
      GRANT portail_migration TO CURRENT_USER WITH INHERIT TRUE, SET TRUE;
    END IF;
  END $$`)
}

async function createRole(admin: pg.Client, name: string, attributes: string): Promise<void> {
  const known = await admin.query("SELECT FROM pg_roles WHERE rolname = $1", [name])
  await admin.query(`${known.rowCount === 0 ? "CREATE" : "ALTER"} ROLE ${name} ${attributes}`)
}

function urlOf(adminUrl: string, change: { database: string; user?: string; password?: string }): string {
  const url = new URL(adminUrl)
  url.pathname = `/${change.database}`
  if (change.user !== undefined) url.username = change.user
  if (change.password !== undefined) url.password = encodeURIComponent(change.password)
  return url.href
}
