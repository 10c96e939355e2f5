import { spawn } from "node:child_process"
import { type Dirent, readdirSync } from "node:fs"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"
import { balArguments, typedPath } from "./arguments.ts"
import { COMMAND_HEAP_MB, judgeFile } from "./verdict.ts"

const AIDE = "Usage : npm run bal:comparer -- DOSSIER [--profil 1.4]"

/** What the reference says of one file, from a process where nothing of ours runs. */
export type Reference =
  | { lisible: false }
  | { lisible: true; profil: string; valide: boolean; lignes: number; erreurs: string[] }

/** Every CSV file of a folder, by the validator alone and by the portal: the differences, file by file. 1 when there is one. */
export async function comparer(args: string[]): Promise<number> {
  const { fichiers, profil } = balArguments(args)
  const [folder] = fichiers
  if (!folder) {
    process.stderr.write(`${AIDE}\n`)
    return 2
  }
  const root = typedPath(folder)
  const files = csvFiles(root)
  if (files.length === 0) {
    process.stderr.write(`Aucun fichier CSV dans ${root}.\n`)
    return 2
  }
  let differing = 0
  for (const file of files) {
    const differences = await compareFile(file, profil)
    if (differences.length > 0) differing += 1
    const said = differences.length === 0 ? "identique" : `${differences.length} différence(s)`
    process.stdout.write(`${relative(root, file)} : ${said}\n`)
    for (const line of differences.slice(0, 50)) process.stdout.write(`  ${line}\n`)
    if (differences.length > 50) process.stdout.write(`  … et ${differences.length - 50} autres\n`)
  }
  process.stdout.write(`${files.length} fichier(s) comparé(s), ${differing} avec différences\n`)
  return differing === 0 ? 0 : 1
}

function csvFiles(folder: string): string[] {
  const entries: Dirent[] = readdirSync(folder, { withFileTypes: true, recursive: true })
  return entries
    .filter((entry) => entry.isFile() && /\.csv$/i.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

async function compareFile(file: string, profil: string | undefined): Promise<string[]> {
  const [theirs, ours] = await Promise.all([reference(file, profil), judgeFile(file, { profil, controleBan: false })])
  if (!theirs.lisible || !ours.lisible) {
    return theirs.lisible === ours.lisible
      ? []
      : [`lisible : ${theirs.lisible} pour le validateur, ${ours.lisible} ici`]
  }
  const { verdict } = ours
  const own = verdict.erreurs
    .filter(({ code }) => !code.startsWith("portail."))
    .map(({ code, ligne, gravite }) => `${ligne ?? "fichier"} ${gravite} ${code}`)
  return [
    ...fact("profil", theirs.profil, verdict.profil),
    ...fact("valide", theirs.valide, verdict.valide),
    ...fact("lignes", theirs.lignes, verdict.lignes),
    ...missing(theirs.erreurs, own).map((line) => `manque ici : ${line}`),
    ...missing(own, theirs.erreurs).map((line) => `en trop ici : ${line}`),
  ]
}

const fact = (name: string, theirs: unknown, ours: unknown): string[] =>
  theirs === ours ? [] : [`${name} : ${theirs} pour le validateur, ${ours} ici`]

/** What the first has more often than the second. */
function missing(first: readonly string[], second: readonly string[]): string[] {
  const counts = new Map<string, number>()
  for (const line of second) counts.set(line, (counts.get(line) ?? 0) + 1)
  return first.filter((line) => {
    const left = counts.get(line) ?? 0
    counts.set(line, left - 1)
    return left <= 0
  })
}

const REFERENCE = fileURLToPath(new URL("./reference.mjs", import.meta.url))

function reference(file: string, profil: string | undefined): Promise<Reference> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [`--max-old-space-size=${COMMAND_HEAP_MB}`, REFERENCE, file, ...(profil ? [profil] : [])],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    )
    const said: Buffer[] = []
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk))
    child.once("error", reject)
    child.once("close", (code) =>
      code === 0
        ? resolve(JSON.parse(Buffer.concat(said).toString()))
        : reject(new Error(`the validator stopped (${code}) on ${file}`)),
    )
  })
}
