import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3"
import { addressOf, isAddress, type StoragePort } from "./storage-address.ts"

export type S3Settings = {
  /** Of the bucket, path style: https://s3.example.org/portail */
  url: string
  region: string
  accessKeyId: string
  secretAccessKey: string
  /** How long one answer may take, in milliseconds. */
  timeoutMs?: number
  /** Objects of one page of the list: 1000 at most, says S3. */
  pageSize?: number
}

/** Any storage that speaks S3. An object is stored whole or not at all, so its key proves it as a file's name does. */
export function s3Storage({
  url,
  region,
  accessKeyId,
  secretAccessKey,
  timeoutMs = 20_000,
  pageSize = 1000,
}: S3Settings): StoragePort {
  const { origin, pathname } = new URL(url)
  const Bucket = pathname.replace(/^\/|\/$/g, "")
  const client = new S3Client({
    endpoint: origin,
    region,
    forcePathStyle: true,
    credentials: { accessKeyId, secretAccessKey },
    maxAttempts: 3,
    // Sums of AWS's own that other storages refuse; our addresses are sums already.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: 3_000, requestTimeout: timeoutMs, throwOnRequestTimeout: true },
  })
  const keyOf = (address: string) => `documents/${address.slice(0, 2)}/${address}`

  return {
    async put(bytes) {
      const address = addressOf(bytes)
      await client.send(new PutObjectCommand({ Bucket, Key: keyOf(address), Body: bytes, ContentLength: bytes.length }))
      return address
    },

    async get(address) {
      if (!isAddress(address)) return null
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: keyOf(address) }))
        const bytes = await Body?.transformToByteArray()
        return bytes && addressOf(bytes) === address ? bytes : null
      } catch (error) {
        if (error instanceof NoSuchKey) return null
        throw error
      }
    },

    async sweep(before, isKept) {
      let removed = 0
      let next: string | undefined
      do {
        const page = await client.send(
          new ListObjectsV2Command({ Bucket, Prefix: "documents/", MaxKeys: pageSize, ContinuationToken: next }),
        )
        next = page.NextContinuationToken
        const old = (page.Contents ?? [])
          .filter(({ LastModified }) => LastModified && LastModified < before)
          .flatMap(({ Key }) => (Key ? [{ key: Key, address: Key.split("/").at(-1) ?? "" }] : []))
        const kept = await isKept(old.map(({ address }) => address).filter(isAddress))
        for (const { key, address } of old) {
          if (kept.has(address)) continue
          await client.send(new DeleteObjectCommand({ Bucket, Key: key }))
          removed += 1
        }
      } while (next)
      return removed
    },
  }
}
