import { describe, expect, it } from "vitest"
import { readFile } from "@/lib/imports/rules/file.ts"
import { MAX_BYTES } from "@/lib/imports/types.ts"

const bytes = (text: string) => new TextEncoder().encode(text)
const latin = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")
const populations = (content: Uint8Array) => readFile(content, "populations", "municipale")
const refusal = (content: Uint8Array) => {
  const read = populations(content)
  return read.ok ? "accepted" : read.refusal
}

describe("readFile", () => {
  it.each([
    ["semicolons", bytes("code;habitants\r\n27112;3200\r\n"), ";", "UTF-8"],
    ["commas", bytes("code,habitants\n27112,3200\n"), ",", "UTF-8"],
    ["a byte order mark", bytes("\ufeffcode;habitants\n27112;3200\n"), ";", "UTF-8"],
    ["UTF-16", utf16("code;habitants\n27112;3200\n"), ";", "UTF-16"],
    ["Windows-1252", latin("code;habitants;nom\n27112;3200;\xc9vreux\n"), ";", "Windows-1252"],
    [
      "quoted headers that hold the other separator",
      bytes('code;habitants;"nom, libellé"\n27112;3200;x\n'),
      ";",
      "UTF-8",
    ],
  ])("reads a file with %s", (_, content, separateur, encodage) => {
    const read = populations(content)
    if (!read.ok) throw new Error(read.refusal)
    expect(read.value).toMatchObject({ separateur, encodage })
    expect(read.value.rows[0]).toMatchObject({ ligne: 2, cells: { code: "27112", habitants: "3200" }, erreurs: [] })
  })

  it.each([
    ["an empty file", new Uint8Array(), "fichier-vide"],
    ["a file of blanks", bytes("  \n \n"), "fichier-vide"],
    ["a zip renamed to csv", latin("PK\x03\x04rest"), "fichier-classeur"],
    ["an old Excel workbook", latin("\xd0\xcf\x11\xe0rest"), "fichier-classeur"],
    ["a binary file", latin("GIF89a\x00\x01"), "fichier-binaire"],
    ["half a character of UTF-16", latin("\xff\xfec\x00o\x00\x00\xd8"), "encodage-inconnu"],
    ["bytes that no encoding explains", latin("code;habitants;nom\n27112;1;\x81\x8d\xe9"), "encodage-inconnu"],
    ["a missing header", bytes("27112;3200\n27113;400\n"), "colonnes-absentes"],
    ["a missing column", bytes("code;nom\n27112;Breteuil\n"), "colonnes-absentes"],
    ["a header alone", bytes("code;habitants\n\n"), "aucune-ligne"],
    ["the same column twice", bytes("code;habitants;Habitants\n27112;1;2\n"), "colonnes-en-double"],
    ["two names of one column", bytes("code;insee;habitants\n27112;27112;2\n"), "colonnes-en-double"],
    ["a quote never closed", bytes('code;habitants;nom\n27112;3;"Breteuil\n27113;4;x\n'), "guillemets-ouverts"],
    ["more than 10 MB", new Uint8Array(MAX_BYTES + 1).fill(65), "fichier-trop-gros"],
    ["more than 50 000 rows", bytes(`code;habitants\n${"27112;1\n".repeat(50_001)}`), "trop-de-lignes"],
  ])("refuses %s", (_, content, expected) => {
    expect(refusal(content)).toBe(expected)
  })

  it("accepts exactly 50 000 rows", () => {
    expect(refusal(bytes(`code;habitants\n${"27112;1\n".repeat(50_000)}`))).toBe("accepted")
  })

  it("names the missing, the doubled and the unknown columns", () => {
    expect(populations(bytes("code;nom\n27112;x\n"))).toMatchObject({ details: { colonnes: "habitants" } })
    expect(populations(bytes("code;habitants;Population\n1;2;3\n"))).toMatchObject({
      details: { colonnes: "« habitants », « Population »" },
    })
    expect(populations(bytes("code;habitants;Région\n27112;2;28\n"))).toMatchObject({ value: { ignorees: ["Région"] } })
  })

  it("takes from INSEE's own file the figure of the kind asked for", () => {
    const content = bytes("DEPCOM;COM;PMUN;PCAP;PTOT\n27112;Breteuil;3200;50;3250\n")
    const municipale = readFile(content, "populations", "municipale")
    const totale = readFile(content, "populations", "totale")
    expect(municipale.ok && municipale.value.rows[0]?.cells.habitants).toBe("3200")
    expect(totale.ok && totale.value.rows[0]?.cells.habitants).toBe("3250")
  })

  it("keeps the numbers of the spreadsheet past empty lines", () => {
    const read = populations(bytes("code;habitants\n\n27112;1\n;\n27113;2\n"))
    expect(read.ok && read.value.rows.map(({ ligne }) => ligne)).toEqual([3, 5])
  })

  it("says which row has too many or too few cells", () => {
    const read = populations(bytes("code;habitants\n27112;1;9\n27113\n"))
    expect(read.ok && read.value.rows.map(({ erreurs }) => erreurs[0]?.message)).toEqual([
      "Cette ligne a 3 cellules au lieu de 2.",
      "Cette ligne a 1 cellules au lieu de 2.",
    ])
  })

  it.each([
    ["a script", "<script>alert(1)</script>", "contient « < » ou « > »"],
    ["a formula", "=HYPERLINK(1)", "formule de tableur"],
    ["text read in the wrong encoding", "Ã‰vreux Ã©", "accents mal convertis"],
    ["an overlong text", "é".repeat(201), "compte 201 caractères ; la limite est de 200"],
    ["a control character", "Bre\u0007teuil", "caractères de commande"],
  ])("refuses the row that bears %s", (_, nom, message) => {
    const read = populations(bytes(`code;habitants;nom\n27112;1;"${nom}"\n`))
    expect(read.ok && read.value.rows[0]?.erreurs[0]?.message).toContain(message)
  })

  it("takes zero-width characters, no-break spaces and an export's apostrophe away", () => {
    const read = populations(bytes("code;habitants;nom\n\u200b27112\u200d;3\u202f200;'+Bre\u00adteuil \u00a0 \n"))
    expect(read.ok && read.value.rows[0]).toMatchObject({
      cells: { code: "27112", habitants: "3 200", nom: "+Breteuil" },
      erreurs: [],
    })
  })
})
