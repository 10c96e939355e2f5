import { randomUUID } from "node:crypto"
import { mkdir, open as openFile, readdir, readFile, rename, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import { env } from "@/lib/platform/env.ts"
import { addressOf, isAddress, type StoragePort } from "./storage-address.ts"
import { s3Storage } from "./storage-s3.ts"

export { addressOf, type StoragePort } from "./storage-address.ts"

let opened: StoragePort | undefined

/** Where this portal keeps its documents, by its settings; one for the process, whose connections it keeps. */
export function documentStorage(): StoragePort {
  opened ??= open()
  return opened
}

function open(): StoragePort {
  const { documents } = env()
  return documents.genre === "s3" ? s3Storage(documents) : diskStorage(documents.folder)
}

/** On disk: written beside, synced, then renamed, so that a file under its name is whole. */
export function diskStorage(folder: string): StoragePort {
  const fileOf = (address: string) => join(folder, address.slice(0, 2), address)
  return {
    async put(bytes) {
      const address = addressOf(bytes)
      const target = fileOf(address)
      await mkdir(join(folder, address.slice(0, 2)), { recursive: true })
      const draft = join(folder, address.slice(0, 2), `.${randomUUID()}`)
      const file = await openFile(draft, "wx", 0o600)
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
