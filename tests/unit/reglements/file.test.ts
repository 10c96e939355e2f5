import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { type ParsedFile, readFile } from "@/lib/reglements/rules/file.ts"
import { MAX_BYTES, MAX_ROWS } from "@/lib/reglements/types.ts"

const TODAY = calendarDate("2026-11-22")
const HEAD = "Date;Montant;Payeur;Référence;Libellé\r\n"
const ROW = "03/11/2026;164,80;Commune d'Évreux;2026-COT-118;VIREMENT COTISATION\r\n"
const utf8 = (text: string) => new TextEncoder().encode(text)
const windows1252 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0))
const utf16le = (text: string, mark = "\ufeff") => Buffer.from(mark + text, "utf16le")
const utf16be = (text: string) => utf16le(text).swap16()

function parsed(bytes: Uint8Array): ParsedFile {
  const read = readFile(bytes, TODAY)
  if (!read.ok) throw new Error(read.refusal)
  return read.value
}
const refusal = (bytes: Uint8Array) => {
  const read = readFile(bytes, TODAY)
  return read.ok ? "accepted" : read.refusal
}
const reasons = (text: string) => parsed(utf8(text)).refusees.map(({ ligne, raison }) => `${ligne}: ${raison}`)

describe("the comptable's file", () => {
  it.each([
    ["UTF-8", utf8(HEAD + ROW), "UTF-8"],
    ["UTF-8 with its mark", utf8(`\ufeff${HEAD}${ROW}`), "UTF-8"],
    ["Windows-1252", windows1252(HEAD + ROW), "Windows-1252"],
    ["UTF-16", utf16le(HEAD + ROW), "UTF-16"],
    ["UTF-16 of the other order", utf16be(HEAD + ROW), "UTF-16"],
    ["UTF-16 without its mark", utf16le(HEAD + ROW, ""), "UTF-16"],
  ])("in %s says the same payment", (_, bytes, encodage) => {
    expect(parsed(bytes)).toMatchObject({
      encodage,
      refusees: [],
      lignes: [
        {
          ligne: 2,
          recuLe: "2026-11-03",
          montant: 16_480n,
          payeur: "Commune d'Évreux",
          reference: "2026-COT-118",
          moyen: "virement",
        },
      ],
    })
  })

  it.each([
    [";", HEAD + ROW],
    ["\t", (HEAD + ROW).replaceAll(";", "\t")],
    ["|", (HEAD + ROW).replaceAll(";", "|")],
    [",", 'Date,Montant,Payeur\n03/11/2026,"164,80",Évreux\n'],
  ])("is parted by %j", (separateur, text) => {
    expect(parsed(utf8(text))).toMatchObject({ separateur, lignes: [{ montant: 16_480n }] })
  })

  it("may begin with titles of its own, and keeps the numbers of the spreadsheet", () => {
    const file = parsed(
      utf8(
        `Relevé des encaissements\r\nédité le 4 novembre\r\n\r\n${HEAD}${ROW}\r\n;;;;\r\n${ROW.replace("118", "119")}`,
      ),
    )
    expect(file.lignes.map(({ ligne }) => ligne)).toEqual([5, 8])
  })

  it.each([
    ["an empty file", utf8(""), "fichier-vide"],
    ["blanks", utf8(" \n\n"), "fichier-vide"],
    ["a workbook", windows1252("PK\x03\x04reste"), "fichier-classeur"],
    ["a picture", windows1252("GIF89a\x00\x01\x02"), "fichier-binaire"],
    ["bytes of no encoding", windows1252("Date;Montant;Payeur\n\x81\x8d"), "encodage-inconnu"],
    ["half a character of UTF-16", Buffer.concat([utf16le(HEAD), Buffer.from([0x00, 0xd8])]), "encodage-inconnu"],
    ["no header", utf8(ROW), "colonnes-absentes"],
    ["no amount", utf8("Date;Payeur\n03/11/2026;x\n"), "colonnes-absentes"],
    ["nothing that says who paid", utf8("Date;Montant\n03/11/2026;1\n"), "colonnes-absentes"],
    ["two amounts", utf8("Date;Montant;Crédit;Payeur\n03/11/2026;1;2;x\n"), "colonnes-en-double"],
    ["a header alone", utf8(HEAD), "aucune-ligne"],
    ["a quote never closed", utf8(`${HEAD}03/11/2026;1,00;"Évreux;x;y\n${ROW}`), "guillemets-ouverts"],
    ["too many rows", utf8(HEAD + ROW.repeat(MAX_ROWS + 1)), "trop-de-lignes"],
    ["50 MB", new Uint8Array(50 * 1024 * 1024).fill(65), "fichier-trop-gros"],
    ["one byte too many", new Uint8Array(MAX_BYTES + 1).fill(65), "fichier-trop-gros"],
  ])("is refused with %s", (_, bytes, expected) => {
    expect(refusal(bytes)).toBe(expected)
  })

  it("says why each row is refused, and reads the others", () => {
    const rows = [
      "31/02/2026;1,00;a;b;c",
      ";1,00;a;b;c",
      "23/11/2026;1,00;a;b;c",
      "03/11/1999;1,00;a;b;c",
      "03/11/2026;;a;b;c",
      "03/11/2026;-5,00;a;b;c",
      "03/11/2026;1,234;a;b;c",
      "03/11/2026;1,00;;;",
      "03/11/2026;1,00;<script>;b;c",
      "03/11/2026;1,00;a;=1+1;c",
      "03/11/2026;1,00;Ã‰vreux Ã©;b;c",
      "03/11/2026;1,00;a",
      "03/11/2026;1,00;a;b;c;d",
    ]
    expect(reasons(HEAD + rows.map((row) => `${row}\r\n`).join("") + ROW)).toEqual([
      "2: « 31/02/2026 » n'est pas une date (JJ/MM/AAAA).",
      "3: La date manque.",
      "4: La date est à venir : un paiement reçu a une date passée.",
      "5: La date est trop ancienne.",
      "6: Le montant manque.",
      expect.stringContaining("7: Le montant « -5,00 » est négatif"),
      expect.stringContaining("8: Le montant « 1,234 » est ambigu"),
      expect.stringContaining("9: Ni payeur, ni référence, ni libellé"),
      expect.stringContaining("10: La colonne « payeur » contient « < »"),
      expect.stringContaining("11: La colonne « reference » commence par une formule"),
      expect.stringContaining("12: La colonne « payeur » a des accents mal convertis"),
      "13: Cette ligne a 3 cellules au lieu de 5.",
      "14: Cette ligne a 6 cellules au lieu de 5.",
    ])
    expect(parsed(utf8(HEAD + rows.map((row) => `${row}\r\n`).join("") + ROW)).lignes).toHaveLength(1)
  })

  it("takes a SIREN or a SIRET, and refuses a number whose key is wrong", () => {
    const file = (siren: string) => utf8(`Date;Montant;Payeur;SIRET\n03/11/2026;1,00;x;${siren}\n`)
    expect(parsed(file("212 702 294")).lignes[0]?.siren).toBe("212702294")
    expect(parsed(file("21760136800012")).lignes[0]?.siren).toBe("217601368")
    expect(parsed(file("212702295")).refusees[0]?.raison).toContain("ni un SIREN ni un SIRET")
  })

  it("ranks the rows that say the same thing, and names the first", () => {
    const other = ROW.replace("Commune d'Évreux", "COMMUNE D'EVREUX")
    const { lignes } = parsed(utf8(HEAD + ROW + ROW.replace("118", "7") + other))
    expect(lignes.map(({ rang, premiere }) => [rang, premiere])).toEqual([
      [1, 2],
      [1, 3],
      [2, 2],
    ])
    expect(lignes[0]?.cle).toBe(lignes[2]?.cle)
  })

  it("is read or refused in French, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const read = readFile(bytes, TODAY)
        if (!read.ok) expect(read.refusal).toMatch(/^[a-z-]+$/)
      }),
    )
  })

  it("gives back every payment that was written, to the cent, in each encoding", () => {
    const payment = fc.record({
      cents: fc.bigInt({ min: 1n, max: 10n ** 10n }),
      payeur: fc.stringMatching(/^[A-Za-zéèàçôÉ' -]{1,30}$/).filter((text) => /[A-Za-zé]/.test(text)),
      numero: fc.integer({ min: 1, max: 9999 }),
    })
    fc.assert(
      fc.property(
        fc.array(payment, { minLength: 1, maxLength: 20 }),
        fc.constantFrom(utf8, windows1252, utf16le),
        (payments, encode) => {
          const rows = payments.map(
            ({ cents, payeur, numero }) =>
              `03/11/2026;${cents / 100n},${String(cents % 100n).padStart(2, "0")};"${payeur}";2026-COT-${numero};x`,
          )
          const { lignes, refusees } = parsed(encode(`${HEAD}${rows.join("\r\n")}\r\n`))
          expect(refusees).toEqual([])
          expect(lignes.map(({ montant }) => montant)).toEqual(payments.map(({ cents }) => cents))
        },
      ),
      { numRuns: 60 },
    )
  })
})
