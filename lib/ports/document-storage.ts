import { env } from "@/lib/platform/env.ts"
import { diskStorage, type StoragePort } from "./storage.ts"
import { s3Storage } from "./storage-s3.ts"

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
