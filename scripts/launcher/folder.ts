import { existsSync, mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { Failure } from "./failure.ts"

/** A fresh database with the register of a département takes about 200 MB. */
const NEEDED_BYTES = 300 * 1024 * 1024

/** Says at once what would stop the start half-way: a folder that cannot be written, a disk without room. */
export function prepareFolder(folder: string, neededBytes = NEEDED_BYTES): void {
  try {
    makeFolders(folder)
    const probe = join(folder, ".essai-ecriture")
    writeFileSync(probe, "")
    rmSync(probe)
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "erreur inconnue"
    throw new Failure(
      `Le dossier ${folder} ne peut pas être écrit (${REASONS[code] ?? code}) : corrigez-le ou donnez-en un autre, PORTAIL_DATA_DIR=/chemin.`,
    )
  }
  const disk = statfsSync(folder)
  const free = disk.bavail * disk.bsize
  if (free >= neededBytes) return
  const room = `${Math.floor(free / 1_048_576)} Mo libres, il en faut ${Math.ceil(neededBytes / 1_048_576)}`
  throw new Failure(
    `Le disque de ${folder} est presque plein (${room}) : libérez de la place ou changez PORTAIL_DATA_DIR.`,
  )
}

/** Not `recursive: true`: where a parent cannot be made (/proc), Node 24 then tries for ever. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return
  makeFolders(dirname(folder))
  mkdirSync(folder)
}

const REASONS: Record<string, string> = {
  EROFS: "disque en lecture seule",
  EACCES: "accès refusé",
  EPERM: "accès refusé",
  ENOTDIR: "ce n'est pas un dossier",
  EEXIST: "ce n'est pas un dossier",
  ENOSPC: "disque plein",
  ENOENT: "emplacement impossible",
}
