import { randomBytes } from "node:crypto"
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { z } from "zod"
import { LOGINS, type Passwords } from "../database/provision.ts"
import { Failure } from "./failure.ts"

const schema = z.object({
  superuser: z.string(),
  passwords: z.object(
    Object.fromEntries(LOGINS.map((login) => [login, z.string()])) as Record<keyof Passwords, z.ZodString>,
  ),
  nextauthSecret: z.string(),
  oidcClientSecret: z.string(),
  documentKey: z.string(),
  serverActionsKey: z.string(),
})

/** Drawn once for a data folder: every demonstration has its own, none is in the code. */
export type Secrets = z.infer<typeof schema>

export function loadSecrets(folder: string): Secrets {
  const file = join(folder, "secrets.json")
  if (!existsSync(file)) writeSecrets(file, drawSecrets())
  try {
    return schema.parse(JSON.parse(readFileSync(file, "utf8")))
  } catch {
    throw new Failure(
      `${file} est illisible : rétablissez-le, ou supprimez le dossier ${folder} pour repartir de zéro.`,
    )
  }
}

function drawSecrets(): Secrets {
  const word = () => randomBytes(36).toString("base64url")
  const key = () => randomBytes(32).toString("base64")
  return {
    superuser: word(),
    passwords: { migration: word(), membre: word(), agent: word(), identite: word() },
    nextauthSecret: word(),
    oidcClientSecret: word(),
    documentKey: key(),
    serverActionsKey: key(),
  }
}

/** Beside, then renamed: documents are lost with their key, so a half-written file must never be read. */
function writeSecrets(file: string, secrets: Secrets): void {
  writeFileSync(`${file}.partiel`, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.partiel`, file)
}
