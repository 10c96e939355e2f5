import { PrismaPg } from "@prisma/adapter-pg"
import { Prisma, PrismaClient } from "@/generated/prisma/client.ts"
import { env } from "@/lib/platform/env.ts"

/** The three logins of the application: members and visitors, staff, and who people are (decision 2). */
export type Login = "membre" | "agent" | "identite"

export type DatabaseTx = Prisma.TransactionClient

const URLS = {
  membre: () => env().DATABASE_URL_MEMBRE,
  agent: () => env().DATABASE_URL_AGENT,
  identite: () => env().DATABASE_URL_IDENTITE,
} satisfies Record<Login, () => string>

// One pool a login a process; kept on globalThis so that hot reload does not open new ones.
const holder = globalThis as typeof globalThis & { portailPools?: Partial<Record<Login, PrismaClient>> }

function client(login: Login): PrismaClient {
  holder.portailPools ??= {}
  const pools = holder.portailPools
  pools[login] ??= new PrismaClient({
    adapter: new PrismaPg(
      {
        connectionString: URLS[login](),
        max: Number(process.env.DATABASE_POOL_SIZE ?? 10),
        application_name: `portail-${login}`,
      },
      { statementNameGenerator: ({ sql }) => statementName(sql) },
    ),
  })
  return pools[login]
}

/** Statements kept prepared on each connection; lists of many lengths (`in (…)`) must not fill its memory. */
const MOST_STATEMENTS = 500
const UNNAMED = ""
const statementNames = new Map<string, string>()

/** PostgreSQL reads and plans a named statement once a connection, not once a request: half of what a short one costs. */
function statementName(text: string): string {
  const known = statementNames.get(text)
  if (known || statementNames.size >= MOST_STATEMENTS) return known ?? UNNAMED
  const name = `portail_${statementNames.size}`
  statementNames.set(text, name)
  return name
}

/** One transaction of one login. Only lib/access calls this. */
export const transaction = <T>(
  login: Login,
  run: (tx: DatabaseTx) => Promise<T>,
  options: { timeoutMs?: number } = {},
): Promise<T> => client(login).$transaction(run, { timeout: options.timeoutMs ?? 15_000, maxWait: 10_000 })

/** One statement outside a transaction, for the identity login: it has no tenant to set. Only lib/access calls this. */
export const statement = <T>(run: (db: Pick<PrismaClient, "$queryRaw" | "$executeRaw">) => Promise<T>): Promise<T> =>
  run(client("identite"))

export async function closeDatabase(): Promise<void> {
  const pools = Object.values(holder.portailPools ?? {})
  holder.portailPools = {}
  await Promise.all(pools.map((pool) => pool.$disconnect()))
}

export const sql = Prisma.sql
export const join = Prisma.join
export const empty = Prisma.empty
