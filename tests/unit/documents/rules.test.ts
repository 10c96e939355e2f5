import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { archivePaths } from "@/lib/documents/rules/archive-paths.ts"
import { echeanceOf, refusalOfDestruction } from "@/lib/documents/rules/conservation.ts"
import { cleanFileName, disposition } from "@/lib/documents/rules/file-name.ts"
import { hasActiveEntries, isZipBomb, listZip } from "@/lib/documents/rules/zip.ts"
import { depositInput } from "@/lib/documents/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"

describe("the name of a file", () => {
  it.each([
    ["C:\\mairie\\delib.pdf", "delib.pdf"],
    ["../../etc/passwd", "passwd.pdf"],
    ["facture.pdf.exe", "facture.pdf"],
    ["fdp\u202eexe.pdf", "fdpexe.pdf"],
    ["CON.pdf", "document.pdf"],
    ["", "document.pdf"],
    [".pdf", "document.pdf"],
    ['a"; rm -rf $HOME.pdf', "a rm -rf HOME.pdf"],
    ["délibération n° 12.PDF", "délibération n° 12.pdf"],
  ])("%j becomes %j", (name, clean) => expect(cleanFileName(name, "pdf")).toBe(clean))

  it("is never a path, empty, hidden, too long, nor of another extension", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 120 }), (name) => {
        const clean = cleanFileName(name, "pdf")
        expect(clean).toMatch(/^[^./\\][^/\\\p{Cc}\p{Cf}"]*\.pdf$/u)
        expect([...clean].length).toBeLessThanOrEqual(104)
        const header = disposition("inline", clean)
        expect(header).toMatch(/^[\x20-\x7e]+$/)
      }),
      { numRuns: 60 },
    )
  }, 30_000)
})

describe("how long a document is kept", () => {
  const regle = { dureeAns: 10, depart: "acte", sortFinal: "detruire" } as const
  const dated = { acteLe: calendarDate("2016-02-29"), creeLe: new Date("2016-03-01T22:30:00Z"), finLe: null }

  it("counts in years from the act, else from the deposit in Paris; or from the end, once known", () => {
    expect(echeanceOf(regle, dated)).toBe("2026-02-28")
    expect(echeanceOf(regle, { ...dated, acteLe: null, creeLe: new Date("2016-12-31T23:30:00Z") })).toBe("2027-01-01")
    expect(echeanceOf({ ...regle, depart: "fin" }, dated)).toBeNull()
    expect(echeanceOf({ ...regle, depart: "fin" }, { ...dated, finLe: calendarDate("2020-06-30") })).toBe("2030-06-30")
  })

  it("lets nothing go before its day, without a visa, against its rule, or twice", () => {
    const document = { ...dated, etat: "disponible", visa: {} } as const
    const on = (day: string, over = {}, by: Parameters<typeof refusalOfDestruction>[0] = regle) =>
      refusalOfDestruction(by, { ...document, ...over }, calendarDate(day))
    expect(on("2026-02-28")).toBeNull()
    expect(on("2026-02-27")).toBe("trop-tot")
    expect(on("2026-02-28", { visa: null })).toBe("sans-visa")
    expect(on("2090-01-01", {}, { ...regle, sortFinal: "conserver" })).toBe("a-conserver")
    expect(refusalOfDestruction(undefined, document, calendarDate("2090-01-01"))).toBe("a-conserver")
    for (const etat of ["detruit", "infecte", "en_analyse"]) expect(on("2090-01-01", { etat })).toBe("pas-disponible")
  })
})

describe("the names in an archive", () => {
  it("are plain, by genre, and never twice the same", () => {
    const item = {
      genre: "deliberation",
      titre: "Été : « vœux »",
      nom: "a.pdf",
      version: 1,
      acteLe: "2026-03-03",
    } as const
    expect(archivePaths([item, item, { ...item, version: 2 }, { ...item, titre: "…", acteLe: null }])).toEqual([
      "deliberation/2026-03-03-ete-voeux.pdf",
      "deliberation/2026-03-03-ete-voeux-2.pdf",
      "deliberation/2026-03-03-ete-voeux-v2.pdf",
      "deliberation/deliberation.pdf",
    ])
  })
})

describe("the directory of a zip", () => {
  it("is null for what is none, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 500 }), (bytes) => {
        expect(() => listZip(bytes)).not.toThrow()
      }),
    )
  })

  it("tells macros and bombs", () => {
    const named = (name: string) => hasActiveEntries([{ name, size: 1 }])
    for (const name of ["word/vbaProject.bin", "xl/activeX/activeX1.xml", "Basic/Standard/Module1.xml", "a/b.exe"])
      expect(named(name), name).toBe(true)
    for (const name of ["word/document.xml", "media/image1.png", "content.xml"]) expect(named(name), name).toBe(false)
    expect(isZipBomb([{ name: "a", size: 4_000_000_000 }])).toBe(true)
    expect(isZipBomb([{ name: "a", size: 4_000_000 }])).toBe(false)
  })
})

describe("what a person types to deposit", () => {
  const typed = {
    collectivite: "x",
    genre: "deliberation",
    titre: "Adhésion",
    acteLe: "2026-03-03",
    acteNumero: "12",
    fichier: new File(["a"], "a.pdf"),
  }
  const wrong = (over: object) =>
    depositInput.safeParse({ ...typed, ...over }).error?.issues.map(({ path }) => path.join("."))

  it("is taken when whole, and says which field is wrong", () => {
    expect(wrong({})).toBeUndefined()
    expect(wrong({ acteLe: "" })).toEqual(["acteLe"])
    expect(wrong({ acteLe: "2026-02-30" })).toEqual(["acteLe"])
    expect(wrong({ acteLe: "2099-01-01" })).toEqual(["acteLe"])
    expect(wrong({ acteNumero: "" })).toEqual(["acteNumero"])
    expect(wrong({ genre: "autre", acteLe: "", acteNumero: "" })).toBeUndefined()
    expect(wrong({ genre: "titre" })).toEqual(["genre"])
    expect(wrong({ titre: "<b>" })).toEqual(["titre"])
    expect(wrong({ fichier: new File([], "undefined") })).toEqual(["fichier"])
  })
})
