import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { extractXml, Profile, validateXsd } from "@stackforge-eu/factur-x"
import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { decimal, percentOf, productOf } from "@/lib/platform/money.ts"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"
import { facturxObstacle, facturxXml } from "@/lib/titres/pdf/facturx.ts"
import { renderTitre } from "@/lib/titres/pdf/render.ts"
import type { TitreFile, TitreLigne } from "@/lib/titres/types.ts"
import { brokenRules, readInvoice } from "@/tests/support/en16931.ts"
import { emetteur as emetteurOf, titreOf } from "@/tests/support/titres.ts"

const emetteur = { ...emetteurOf(false), numeroTva: "FR32200045989" }

const ligne = (categorieTva: "O" | "E" | "S", quantite = "3", prix = "168", montant?: bigint): TitreLigne => {
  const montantHt = montant ?? productOf(decimal(quantite), decimal(prix))
  const tauxTva = decimal(categorieTva === "S" ? "20.00" : "0.00")
  const facts = { libelle: "Pack cyber", bases: "3 postes × 12 mois × 14 €", quantite: decimal(quantite) }
  return {
    ...facts,
    prixUnitaire: decimal(prix),
    montantHt,
    categorieTva,
    tauxTva,
    montantTva: percentOf(montantHt, tauxTva),
    beneficiaire: null,
    acte: null,
  }
}

function withLines(lignes: readonly TitreLigne[], more: Partial<TitreFile> = {}): TitreFile {
  const montantHt = lignes.reduce((total, one) => total + one.montantHt, 0n)
  const montantTva = lignes.reduce((total, one) => total + one.montantTva, 0n)
  return { ...titreOf("Commune d’Évreux"), lignes, montantHt, montantTva, montantTtc: montantHt + montantTva, ...more }
}

const xmlOf = (titre: TitreFile): string => facturxXml(titre, emetteur) ?? ""

const EXAMPLES: [string, TitreFile][] = [
  ["out of scope", titreOf("Commune d’Évreux")],
  ["exempt", withLines([ligne("E"), ligne("E", "1", "12.34")])],
  ["taxed", withLines([ligne("S"), ligne("S", "7", "0.333333", 233n)])],
  ["exempt and taxed together", withLines([ligne("E"), ligne("S")])],
  [
    "a credit note",
    withLines([ligne("S")], {
      nature: "reduction",
      corrige: { reference: "2026-SRV-7", dateEmission: titreOf("").dateEmission },
      motif: "Deux postes retirés en mars & avril",
    }),
  ],
  [
    "with engagement and service",
    { ...titreOf("Département <de l’Eure>"), numeroEngagement: "EJ-2026-9", codeService: "NUM" },
  ],
]

describe.each(EXAMPLES)("the invoice of a titre %s", (_name, titre) => {
  it("is valid for the official schema of its profile and breaks no rule of EN 16931", async () => {
    const xml = xmlOf(titre)
    expect(await validateXsd(xml, Profile.EN16931)).toEqual({ valid: true, errors: [] })
    expect(brokenRules(xml)).toEqual([])
  })
})

it("says the facts that a buyer's system looks for", () => {
  const { at, all } = readInvoice(xmlOf({ ...titreOf("X"), numeroEngagement: "EJ-2026-9", codeService: "NUM" }))
  const agreement = "SupplyChainTradeTransaction/ApplicableHeaderTradeAgreement"
  const settlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"
  expect(at("ExchangedDocument/TypeCode")).toBe("380")
  expect(at(`${agreement}/BuyerReference`)).toBe("NUM")
  expect(at(`${agreement}/BuyerOrderReferencedDocument/IssuerAssignedID`)).toBe("EJ-2026-9")
  expect(at(`${agreement}/SellerTradeParty/GlobalID`)).toBe("20004598900012")
  expect(at(`${settlement}/SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID`)).toBe(
    "FR7630001007941234567890185",
  )
  expect(at(`${settlement}/BillingSpecifiedPeriod/StartDateTime/DateTimeString`)).toBe("20260101")
  expect(all(`${agreement}/SellerTradeParty/SpecifiedTaxRegistration`)).toEqual([])
})

it("a credit note names what it corrects, is typed 381 and carries no means of payment", () => {
  const { at, all } = readInvoice(xmlOf(EXAMPLES[4]?.[1] ?? titreOf("")))
  const settlement = "SupplyChainTradeTransaction/ApplicableHeaderTradeSettlement"
  expect(at("ExchangedDocument/TypeCode")).toBe("381")
  expect(all(`${settlement}/SpecifiedTradeSettlementPaymentMeans`)).toEqual([])
  expect(at(`${settlement}/InvoiceReferencedDocument/IssuerAssignedID`)).toBe("2026-SRV-7")
})

it("keeps unit prices exact, and says one unit at the line's amount where quantity × price is not it", () => {
  const { all, at } = readInvoice(xmlOf(withLines([ligne("S", "7", "0.123456"), ligne("S", "2", "10", 1_234n)])))
  const lines = all("SupplyChainTradeTransaction/IncludedSupplyChainTradeLineItem").map((line) => [
    at("SpecifiedLineTradeDelivery/BilledQuantity", line),
    at("SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount", line),
  ])
  expect(lines).toEqual([
    ["7", "0.123456"],
    ["1", "12.34"],
  ])
})

it("is refused to an issuer who cannot be named, and VAT to one without a VAT number", () => {
  expect(facturxObstacle(titreOf("X"), { ...emetteur, siren: null, siret: null })).toContain("SIREN")
  expect(facturxXml(withLines([ligne("S")]), { ...emetteur, numeroTva: null })).toBeNull()
  expect(facturxXml(withLines([ligne("E")]), { ...emetteur, numeroTva: null })).toContain('schemeID="FC"')
  expect(brokenRules(xmlOf(withLines([ligne("O"), ligne("S")])))).toEqual(["BR-O-02", "BR-O-11", "BR-O-12"])
})

it("balances to the cent whatever the lines", () => {
  const anyLine = fc
    .record({
      taxed: fc.boolean(),
      quantity: fc.integer({ min: 1, max: 9_999 }),
      micros: fc.integer({ min: 1, max: 99_999_999 }),
    })
    .map(({ taxed, quantity, micros }) => ligne(taxed ? "S" : "E", String(quantity), (micros / 1e6).toFixed(6)))
    .filter(({ montantHt }) => montantHt > 0n)
  fc.assert(
    fc.property(fc.array(anyLine, { minLength: 1, maxLength: 12 }), (lignes) => {
      const titre = withLines(lignes)
      expect(brokenRules(xmlOf(titre))).toEqual([])
    }),
    { numRuns: 60 },
  )
})

describe("the PDF that carries it", () => {
  const folder = mkdtempSync(join(tmpdir(), "portail-facturx-"))
  const file = join(folder, "titre.pdf")
  const titre = titreOf("Commune & villages d’<Évreux>")
  let bytes: Buffer
  const run = (tool: string, ...args: string[]) => execFileSync(tool, args, { encoding: "utf8" })

  beforeAll(async () => {
    bytes = await renderTitre(titre, emetteur, await latinFonts(), xmlOf(titre))
    writeFileSync(file, bytes)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it("gives the same invoice back, byte for byte, under its standard name", async () => {
    expect(run("pdfdetach", "-list", file)).toContain("factur-x.xml")
    run("pdfdetach", "-saveall", "-o", folder, file)
    expect(readFileSync(join(folder, "factur-x.xml"), "utf8")).toBe(xmlOf(titre))
    expect(await extractXml(bytes)).toMatchObject({ xml: xmlOf(titre), filename: "factur-x.xml", profile: "EN16931" })
  })

  it("says in its metadata that it is PDF/A-3b and Factur-X EN 16931, in well-formed XMP", async () => {
    const { XMLValidator } = await import("fast-xml-parser")
    const xmp = run("pdfinfo", "-meta", file)
    expect(XMLValidator.validate(xmp.slice(xmp.indexOf("<x:xmpmeta"), xmp.indexOf("</x:xmpmeta>") + 12))).toBe(true)
    expect(xmp).toContain("<pdfaid:part>3</pdfaid:part>")
    expect(xmp).toContain("<pdfaid:conformance>B</pdfaid:conformance>")
    expect(xmp).toContain("<fx:ConformanceLevel>EN 16931</fx:ConformanceLevel>")
    expect(xmp).toContain("<fx:DocumentFileName>factur-x.xml</fx:DocumentFileName>")
    expect(xmp).toContain("urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#")
  })

  it("has an output intent, tags, a language, embedded fonts, and the invoice as an alternative of the page", () => {
    const raw = bytes.toString("latin1")
    expect(raw).toMatch(/\/OutputIntents \[\d+ 0 R\]/)
    expect(raw).toMatch(/\/S \/GTS_PDFA1/)
    expect(raw).toMatch(/\/AFRelationship \/Alternative/)
    expect(raw).toMatch(/\/AF \[\d+ 0 R\]/)
    expect(raw).toMatch(/\/Subtype \/text#2Fxml/)
    expect(raw).toMatch(/\/ID \[/)
    expect(raw).toMatch(/\/Marked true/)
    expect(raw).not.toMatch(/\/Encrypt|\/JavaScript|\/Launch/)
    const info = run("pdfinfo", file)
    expect(info).toMatch(/Tagged:\s+yes/)
    expect(info).toMatch(/PDF version:\s+1\.7/)
    const fonts = run("pdffonts", file).trim().split("\n").slice(2)
    expect(fonts.length).toBeGreaterThan(0)
    for (const row of fonts) expect(row).toMatch(/yes yes yes/)
  })

  it("is the same bytes for the same titre", async () => {
    expect((await renderTitre(titre, emetteur, await latinFonts(), xmlOf(titre))).equals(bytes)).toBe(true)
  })
})
