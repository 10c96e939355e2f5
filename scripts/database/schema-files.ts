import { execFileSync } from "node:child_process"
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { root } from "../launcher/root.ts"

export type SchemaFile = { path: string; content: string }

const FOLDER = "prisma/schema"

/** The data model as it stands in the working tree: one file a module, in a stable order. */
export function currentSchema(): SchemaFile[] {
  const folder = join(root, FOLDER)
  if (!existsSync(folder)) return []
  return readdirSync(folder)
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: `${FOLDER}/${name}`, content: readFileSync(join(folder, name), "utf8") }))
}

/** The data model of the last commit; empty before the first. */
export function committedSchema(): SchemaFile[] {
  return git("ls-tree", "--name-only", "HEAD", `${FOLDER}/`)
    .split("\n")
    .filter((path) => path.endsWith(".prisma"))
    .map((path) => ({ path, content: git("show", `HEAD:${path}`) }))
}

function git(...args: string[]): string {
  return execFileSync("git", args, { cwd: root, encoding: "utf8" })
}
