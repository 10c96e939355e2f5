import pg from "pg"

export type LoginName = "migration" | "membre" | "agent" | "identite"

/** A bare connection of one login, beside the door: what somebody who only had SQL would have. */
export async function connect(login: LoginName): Promise<pg.Client> {
  const name = `DATABASE_URL_${login.toUpperCase()}`
  const client = new pg.Client({ connectionString: process.env[name] })
  await client.connect()
  return client
}

type Acting = { collectivites?: readonly string[]; personne?: string }

/** One transaction with the settings that the door would make, always rolled back. */
export async function acting<T>(client: pg.Client, who: Acting, work: () => Promise<T>): Promise<T> {
  await client.query("begin")
  try {
    await client.query("select set_config('app.collectivites', $1, true), set_config('app.personne', $2, true)", [
      who.collectivites?.join(",") ?? "",
      who.personne ?? "",
    ])
    return await work()
  } finally {
    await client.query("rollback")
  }
}

/** The refusal of a statement; fails when it is accepted. */
export async function refusal(work: Promise<unknown>): Promise<pg.DatabaseError> {
  try {
    await work
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error
    throw error
  }
  throw new Error("the statement was accepted")
}

export const PRIVILEGE = "42501"
export const FOREIGN_KEY = "23503"
