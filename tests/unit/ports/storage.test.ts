import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openDocument, sealDocument } from "@/lib/ports/envelope.ts"
import { addressOf, diskStorage, type StoragePort } from "@/lib/ports/storage.ts"
import { s3Storage } from "@/lib/ports/storage-s3.ts"
import { type LocalS3, startS3 } from "@/scripts/local/s3.ts"
import { freePort } from "../../support/free-port.ts"

const folder = mkdtempSync(join(tmpdir(), "portail-stockage-"))
const master = Buffer.alloc(32, 7)
const clear = Buffer.from("Titre n° 2026-COT-1 : 164,80 €")
const shelfOf = (address: string) => join(folder, address.slice(0, 2))
const CREDENTIALS = { accessKeyId: "portail", secretAccessKey: "secret-d-essai" }
let s3: LocalS3

beforeAll(async () => {
  s3 = await startS3({ port: await freePort(), bucket: "documents-essai", ...CREDENTIALS })
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await s3.close()
})

const onS3 = (over: Partial<Parameters<typeof s3Storage>[0]> = {}): StoragePort =>
  s3Storage({ url: s3.url, region: "fr-par", ...CREDENTIALS, ...over })

/** What both places promise, and how a test changes what is kept behind their back. */
const PLACES = {
  disk: {
    open: () => diskStorage(folder),
    tamper: (address: string) => writeFileSync(join(shelfOf(address), address), "modifié"),
    age: (address: string, to: Date) => utimesSync(join(shelfOf(address), address), to, to),
  },
  S3: {
    open: () => onS3(),
    tamper: (address: string) =>
      s3.objects.set(keyOf(address), { bytes: Buffer.from("modifié"), modified: new Date() }),
    age: (address: string, to: Date) => {
      const object = s3.objects.get(keyOf(address))
      if (object) object.modified = to
    },
  },
} satisfies Record<
  string,
  { open: () => StoragePort; tamper: (address: string) => unknown; age: (address: string, to: Date) => void }
>

const keyOf = (address: string) => `documents/${address.slice(0, 2)}/${address}`

describe.each(Object.entries(PLACES))("storage on %s", (_place, { open, tamper, age }) => {
  it("gives back what it was given, at the address that its bytes make, twice or once", async () => {
    const storage = open()
    const address = await storage.put(clear)
    expect(address).toBe(addressOf(clear))
    expect(await storage.put(clear)).toBe(address)
    expect(Buffer.from((await storage.get(address)) ?? [])).toEqual(clear)
    const large = Buffer.alloc(3 * 1024 * 1024, 9)
    expect(Buffer.from((await storage.get(await storage.put(large))) ?? []).equals(large)).toBe(true)
  })

  it("says null for what is not there, and for an address that is a path", async () => {
    expect(await open().get(addressOf(Buffer.from("absent")))).toBeNull()
    expect(await open().get("../../etc/passwd")).toBeNull()
  })

  it("never gives bytes changed under their address", async () => {
    const address = await open().put(Buffer.from("intact"))
    tamper(address)
    expect(await open().get(address)).toBeNull()
  })

  it("sweeps what is old and unknown, and nothing else", async () => {
    const storage = open()
    const bytes = ["gardé", "orphelin", "récent"].map((text) => Buffer.from(text))
    const [kept = "", orphan = "", recent = ""] = await Promise.all(bytes.map((one) => storage.put(one)))
    for (const address of [kept, orphan]) age(address, new Date(Date.now() - 7_200_000))
    const isKept = async (asked: readonly string[]) => new Set(asked.filter((address) => address === kept))
    expect(await storage.sweep(new Date(Date.now() - 3_600_000), isKept)).toBe(1)
    expect(await storage.get(orphan)).toBeNull()
    for (const address of [kept, recent]) expect(await storage.get(address)).not.toBeNull()
  })
})

describe("storage on disk", () => {
  it("leaves nothing beside, and sweeps what was half written", async () => {
    const address = await diskStorage(folder).put(Buffer.from("seul"))
    expect(readdirSync(shelfOf(address))).toEqual([address])
    writeFileSync(join(shelfOf(address), ".moitie"), "moitié")
    await diskStorage(folder).sweep(new Date(Date.now() + 60_000), async () => new Set([address]))
    expect(readdirSync(shelfOf(address))).toEqual([address])
  })
})

describe("storage on S3", () => {
  it("is refused under another secret, another key, or on another bucket", async () => {
    await expect(onS3({ secretAccessKey: "autre" }).put(clear)).rejects.toThrow(/SignatureDoesNotMatch/)
    await expect(onS3({ accessKeyId: "autre" }).put(clear)).rejects.toThrow(/InvalidAccessKeyId/)
    await expect(onS3({ url: s3.url.replace("documents-essai", "autre") }).put(clear)).rejects.toThrow(/NoSuchBucket/)
  })

  it("lists more objects than one page holds", async () => {
    for (let rank = 0; rank < 25; rank += 1) {
      const address = addressOf(Buffer.from(`ancien ${rank}`))
      s3.objects.set(keyOf(address), { bytes: Buffer.from(`ancien ${rank}`), modified: new Date(0) })
    }
    expect(await onS3({ pageSize: 10 }).sweep(new Date(1), async () => new Set())).toBe(25)
  })

  it("fails, rather than lose or invent a document, when the storage refuses, stalls or breaks off", async () => {
    const storage = onS3({ timeoutMs: 300 })
    const address = await storage.put(clear)
    for (const fault of ["refuse", "stall", "break"] as const) {
      s3.state.fault = fault
      await expect(storage.put(Buffer.from(`perdu ${fault}`)), fault).rejects.toThrow()
      await expect(storage.get(address), fault).rejects.toThrow()
    }
    s3.state.fault = "none"
    expect(await storage.get(address)).not.toBeNull()
  }, 30_000)
})

describe("the envelope", () => {
  it("opens with its key", () => {
    const { bytes, wrappedKey } = sealDocument(clear, master)
    expect(openDocument(bytes, wrappedKey, master)).toEqual(clear)
  })

  it("shows nothing of the text, and never the same twice", () => {
    const [first, second] = [sealDocument(clear, master), sealDocument(clear, master)]
    expect(first.bytes.includes("Titre")).toBe(false)
    expect(first.bytes.equals(second.bytes)).toBe(false)
  })

  it.each(["bytes", "wrappedKey"] as const)("notices one bit changed anywhere in its %s", (part) => {
    const sealed = sealDocument(clear, master)
    for (let at = 0; at < sealed[part].length; at += 1) {
      const changed = { ...sealed, [part]: Buffer.from(sealed[part]) }
      changed[part][at] = (changed[part][at] ?? 0) ^ 1
      expect(() => openDocument(changed.bytes, changed.wrappedKey, master)).toThrow()
    }
  })

  it("opens neither with another key, nor with another document's, nor cut", () => {
    const [sealed, other] = [sealDocument(clear, master), sealDocument(clear, master)]
    expect(() => openDocument(sealed.bytes, sealed.wrappedKey, Buffer.alloc(32, 8))).toThrow()
    expect(() => openDocument(sealed.bytes, other.wrappedKey, master)).toThrow()
    expect(() => openDocument(sealed.bytes.subarray(0, 20), sealed.wrappedKey, master)).toThrow("too short")
  })
})
