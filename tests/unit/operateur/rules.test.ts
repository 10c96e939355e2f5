import { describe, expect, it } from "vitest"
import { checkLogo, checkRegleStart } from "@/lib/operateur/rules.ts"
import { regleInput } from "@/lib/operateur/schema/regle.ts"
import { apparenceInput, facturationInput, identiteInput, publicationInput } from "@/lib/operateur/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"

const bytes = (...head: number[]) => Uint8Array.from([...head, 0, 0, 0, 0])

describe("checkLogo", () => {
  it("knows a picture by its bytes", () => {
    expect(checkLogo(bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a))).toEqual({ ok: true, value: "image/png" })
    expect(checkLogo(bytes(0xff, 0xd8, 0xff, 0xe0))).toEqual({ ok: true, value: "image/jpeg" })
  })

  it("refuses a drawing that may carry scripts, whatever its name", () => {
    expect(checkLogo(new TextEncoder().encode("<svg onload=alert(1)>"))).toMatchObject({ refusal: "logo-format" })
    expect(checkLogo(new Uint8Array())).toMatchObject({ refusal: "logo-format" })
  })

  it("refuses a file too heavy for 32 pixels", () => {
    expect(checkLogo(new Uint8Array(300_001))).toMatchObject({ refusal: "logo-trop-lourd" })
  })
})

describe("checkRegleStart", () => {
  it("begins after the last rule", () => {
    const last = calendarDate("2026-01-01")
    expect(checkRegleStart(last, last)).toMatchObject({ refusal: "regle-anterieure" })
    expect(checkRegleStart(last, calendarDate("2027-01-01")).ok).toBe(true)
  })
})

const paths = (result: { success: boolean; error?: { issues: { path: PropertyKey[] }[] } }) =>
  result.error?.issues.map(({ path }) => path.join(".")) ?? []

describe("what the settings take in", () => {
  it("names each field that is missing, too long, hidden or script-bearing", () => {
    const input = {
      version: "v",
      nom: "\u200b",
      marque: "x".repeat(61),
      adresse: "<script>",
      codePostal: "2700",
      siren: "123456789",
    }
    expect(paths(identiteInput.safeParse(input)).sort()).toEqual([
      "adresse",
      "codePostal",
      "marque",
      "nom",
      "siren",
      "ville",
    ])
  })

  it("takes a colour only as six hexadecimal digits", () => {
    expect(paths(apparenceInput.safeParse({ version: "v", accent: "red;}body{" }))).toEqual(["accent"])
    expect(apparenceInput.parse({ version: "v", accent: "#ABCDEF", logo: new File([], "") })).toMatchObject({
      logo: null,
    })
  })

  it("refuses a negative number, a delay of a year and a series with a space", () => {
    const input = { version: "v", population: "totale-22", premierNumero: "-1", delaiPaiement: "365", serie: "C T" }
    expect(paths(facturationInput.safeParse(input))).toEqual(
      expect.arrayContaining(["population", "premierNumero", "delaiPaiement", "serie"]),
    )
  })

  it("asks for the value of the chosen way of computing, and only for it", () => {
    const head = { type: "commune", depuis: "2027-01-01" }
    expect(regleInput.parse({ ...head, mode: "taux_population", taux: "0,1234", montant: "" })).toMatchObject({
      taux: "0.1234",
    })
    expect(regleInput.parse({ ...head, mode: "aucune", taux: "abc" })).toMatchObject({ mode: "aucune" })
    expect(paths(regleInput.safeParse({ ...head, mode: "forfait", taux: "0,1" }))).toEqual(["montant"])
    expect(paths(regleInput.safeParse({ ...head, mode: "autre" }))).toEqual(["mode"])
    expect(paths(regleInput.safeParse({ ...head, depuis: "2027-02-30", mode: "aucune" }))).toEqual(["depuis"])
  })
})

describe("what the legal pages say", () => {
  it("names a host only with its address, and durations that exist", () => {
    const refused = publicationInput.safeParse({
      version: "v",
      hebergeurNom: "Hébergeur",
      conservationComptesMois: "0",
      conservationDemandesMois: "deux",
      conservationJournalAns: "31",
      conservationTitresAns: "-10",
    })
    expect(paths(refused)).toEqual([
      "conservationComptesMois",
      "conservationDemandesMois",
      "conservationJournalAns",
      "conservationTitresAns",
    ])
    expect(paths(publicationInput.safeParse({ version: "v", hebergeurNom: "Hébergeur" }))).toEqual(["hebergeurAdresse"])
    expect(publicationInput.parse({ version: "v" })).toMatchObject({ hebergeurNom: null, conservationTitresAns: null })
  })
})
