import { execFile } from "node:child_process"
import { createHash } from "node:crypto"
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { promisify } from "node:util"
import { Failure } from "../launcher/failure.ts"
import { root } from "../launcher/root.ts"
import { currentSchema } from "./schema-files.ts"

const OUTPUT = join(root, "generated/prisma")
const STAMP = join(OUTPUT, ".schema-hash")

/** Writes the typed client of `prisma/schema` into `generated/prisma`; does nothing when it is up to date. */
export async function generateClient(): Promise<"generated" | "up-to-date"> {
  const hash = schemaHash()
  if (existsSync(STAMP) && readFileSync(STAMP, "utf8") === hash) return "up-to-date"
  try {
    await promisify(execFile)(
      process.execPath,
      [join(root, "node_modules/prisma/build/index.js"), "generate", "--schema", "prisma/schema"],
      {
        cwd: root,
        env: { ...process.env, ...withoutDownload(), PRISMA_HIDE_UPDATE_MESSAGE: "1" },
      },
    )
  } catch (error) {
    const output = error instanceof Error && "stderr" in error ? String(error.stderr).trim() : String(error)
    throw new Failure(`Le client Prisma ne peut pas être généré, corrigez prisma/schema : ${output}`)
  }
  mkdirSync(OUTPUT, { recursive: true })
  writeFileSync(STAMP, hash)
  return "generated"
}

function schemaHash(): string {
  const hash = createHash("sha256").update(readFileSync(join(root, "node_modules/prisma/package.json")))
  for (const file of currentSchema()) hash.update(`${file.path}\0${file.content}\0`)
  return hash.digest("hex")
}

/** `generate` asks for the native schema engine although it does not use it, and would download it where it lacks. */
function withoutDownload(): Record<string, string> {
  const folder = join(root, "node_modules/@prisma/engines")
  const installed = existsSync(folder) && readdirSync(folder).some((name) => name.startsWith("schema-engine"))
  return installed ? {} : { PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true" }
}
