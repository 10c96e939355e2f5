import { createHash, randomUUID } from "node:crypto"
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises"
import { join } from "node:path"

/** Where bytes are kept: by the SHA-256 of what is stored, so that the address proves the content. */
export interface StoragePort {
  /** Returns once the bytes are durable; storing the same bytes again is no error. */
  put(bytes: Uint8Array): Promise<string>
  /** Null when nothing is there, or what is there is not what the address says. */
  get(address: string): Promise<Uint8Array | null>
  /** Removes what is older than `before` and that `isKept` does not want; returns how many went. */
  sweep(before: Date, isKept: (addresses: readonly string[]) => Promise<ReadonlySet<string>>): Promise<number>
}

export const addressOf = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex")

const ADDRESS = /^[0-9a-f]{64}$/
/** Nothing else is ever a path or a key. */
export const isAddress = (text: string): boolean => ADDRESS.test(text)

/** On disk: written beside, synced, then renamed, so that a file under its name is whole. */
export function diskStorage(folder: string): StoragePort {
  const fileOf = (address: string) => join(folder, address.slice(0, 2), address)
  return {
    async put(bytes) {
      const address = addressOf(bytes)
      const target = fileOf(address)
      await mkdir(join(folder, address.slice(0, 2)), { recursive: true })
      const draft = join(folder, address.slice(0, 2), `.${randomUUID()}`)
      const file = await open(draft, "wx", 0o600)
      try {
        await file.writeFile(bytes)
        await file.datasync()
      } finally {
        await file.close()
      }
      await rename(draft, target)
      return address
    },

    async get(address) {
      if (!isAddress(address)) return null
      const bytes = await readFile(fileOf(address)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return null
        throw error
      })
      return bytes && addressOf(bytes) === address ? bytes : null
    },

    async sweep(before, isKept) {
      let removed = 0
      for (const shelf of await readdir(folder).catch(() => [])) {
        const old = await olderThan(join(folder, shelf), before)
        const kept = await isKept(old.filter((name) => isAddress(name)))
        for (const name of old.filter((candidate) => !kept.has(candidate))) {
          await rm(join(folder, shelf, name), { force: true })
          removed += 1
        }
      }
      return removed
    },
  }
}

async function olderThan(shelf: string, before: Date): Promise<string[]> {
  const old: string[] = []
  for (const name of await readdir(shelf).catch(() => [])) {
    const { mtime } = await stat(join(shelf, name)).catch(() => ({ mtime: new Date() }))
    if (mtime < before) old.push(name)
  }
  return old
}
