import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { openDocument, sealDocument } from "@/lib/ports/envelope.ts"
import { addressOf, diskStorage } from "@/lib/ports/storage.ts"

const folder = mkdtempSync(join(tmpdir(), "portail-stockage-"))
const storage = diskStorage(folder)
const master = Buffer.alloc(32, 7)
const clear = Buffer.from("Titre n° 2026-COT-1 : 164,80 €")
const shelfOf = (address: string) => join(folder, address.slice(0, 2))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe("storage on disk", () => {
  it("gives back what it was given, at the address that its bytes make, with nothing left beside", async () => {
    const address = await storage.put(clear)
    expect(address).toBe(addressOf(clear))
    expect(await storage.put(clear)).toBe(address)
    expect(await storage.get(address)).toEqual(clear)
    expect(readdirSync(shelfOf(address))).toEqual([address])
  })

  it("says null for what is not there, and for an address that is a path", async () => {
    expect(await storage.get(addressOf(Buffer.from("absent")))).toBeNull()
    expect(await storage.get("../../etc/passwd")).toBeNull()
  })

  it("never gives bytes changed under their address", async () => {
    const address = await storage.put(Buffer.from("intact"))
    writeFileSync(join(shelfOf(address), address), "modifié")
    expect(await storage.get(address)).toBeNull()
  })

  it("sweeps what is old and unknown, half-written files too, and nothing else", async () => {
    const [kept, orphan] = [await storage.put(Buffer.from("gardé")), await storage.put(Buffer.from("orphelin"))]
    writeFileSync(join(shelfOf(kept), ".moitie"), "moitié")
    const isKept = async () => new Set([kept])
    expect(await storage.sweep(new Date(Date.now() - 60_000), isKept)).toBe(0)
    expect(await storage.sweep(new Date(Date.now() + 60_000), isKept)).toBeGreaterThanOrEqual(2)
    expect(await storage.get(orphan)).toBeNull()
    expect(readdirSync(shelfOf(kept))).toEqual([kept])
  })
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
