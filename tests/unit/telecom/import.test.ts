import fc from "fast-check"
import { describe, expect, it } from "vitest"
import writeXlsxFile from "write-excel-file/node"
import { readSheetFile } from "@/lib/platform/sheet.ts"
import { guessColumns, headerIndex, isComplete } from "@/lib/telecom/rules/colonnes.ts"
import { cleDe, judgeLignes } from "@/lib/telecom/rules/import.ts"
import { readMontant } from "@/lib/telecom/rules/montants.ts"

const cents = (cell: string) => {
  const read = readMontant(cell, "mois")
  return read.lu ? Number(read.montant) : read.vide ? null : "refus"
}

describe("a price in a cell", () => {
  it.each([
    ["45,90 €", 4590],
    ["45.9", 4590],
    ["1 250,5", 125050],
    ["39 € TTC / mois", 3900],
    ["39€/mois", 3900],
    ["0", 0],
    ["", null],
    ["-", null],
    ["-12,50", "refus"],
    ["45,90 € HT", "refus"],
    ["quarante", "refus"],
    ["45,905", "refus"],
    ["45 $", "refus"],
    ["468 € / an", "refus"],
  ])("%j is %j", (cell, expected) => {
    expect(cents(cell)).toBe(expected)
  })

  it("of another period than its column is refused, in both columns", () => {
    expect(readMontant("39 € par mois", "an")).toMatchObject({
      lu: false,
      message: expect.stringContaining("par mois"),
    })
    expect(readMontant("468 € par an", "an")).toMatchObject({ lu: true, montant: 46_800n })
  })

  it("is the same with a comma, a point, a space or the sign of the euro", () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), (n) => {
        const text = (n / 100).toFixed(2)
        expect([cents(text), cents(text.replace(".", ",")), cents(`${text} €`)]).toEqual([n, n, n])
      }),
    )
  })
})

const judged = async (csv: string, existantes: string[] = []) => {
  const file = await readSheetFile(Buffer.from(csv), headerIndex)
  if (!file.ok) throw new Error(file.refusal)
  const correspondance = guessColumns(file.value.entetes)
  expect(isComplete(correspondance)).toBe(true)
  return judgeLignes(file.value.lignes, { correspondance, existantes: new Set(existantes) })
}
const HEAD = "Site;Désignation;Type de ligne;Opérateur;Prix mensuel;Prix annuel;Cuivre;En service;Fin d'engagement"

describe("a file of lines", () => {
  it("is answered row by row, and nothing that is not sure is taken silently", async () => {
    const rows = await judged(
      [
        HEAD,
        "Mairie;Accueil;Téléphone fixe;Orange;45,90 €;;oui;oui;",
        ";Internet;ADSL;Orange;39;;;oui;31/12/2027",
        "École;Alarme;RTC;Orange;;240;oui;;",
        "École;Fax;fixe;Orange;-12;;oui;non;",
        "Atelier;;4G;;15,90;;non;;",
        "Mairie;Accueil;fixe;Orange;45,90;;oui;;",
        "Salle;Divers;mystère;SFR;30;;peut-être;oui;31/02/2027",
        "Total;;;;182,80;;;;",
      ].join("\n"),
    )
    expect(rows.map(({ verdict }) => verdict)).toEqual([
      ...["bonne", "a_confirmer", "a_confirmer", "refusee", "refusee", "refusee", "refusee", "total"],
    ])
    expect(rows[0]?.lue).toMatchObject({ site: "Mairie", genre: "fixe", montantMensuel: "4590", cuivre: true })
    expect(rows[1]).toMatchObject({
      lue: { site: "Mairie", genre: "internet", cuivre: true, engagementJusqua: "2027-12-31" },
    })
    expect(rows[2]?.lue.montantMensuel).toBe("2000")
    const said = rows.map(({ messages }) => messages.join(" "))
    expect(said[1]).toMatch(/cellules fusionnées/)
    expect(said[2]).toMatch(/÷ 12/)
    expect(said[3]).toMatch(/négatif/)
    expect(said[4]).toMatch(/fournisseur manque/)
    expect(said[5]).toMatch(/déjà à la ligne 2/)
    expect(said[6]).toMatch(/pas une date.*genre « mystère »/)
    expect(said[7]).toMatch(/Vérifiez le fichier/)
  })

  it("answers a total only by what it sums: the rows of its site, or the whole file", async () => {
    const rows = await judged(
      [
        HEAD,
        "Mairie;Accueil;fixe;Orange;45,90;;;;",
        "Sous-total mairie;;;;45,90;;;;",
        "École;Alarme;RTC;Orange;20;;;;",
        "École;Fax;fixe;Orange;10;;;;",
        ";Total école;;;30;;;;",
        "Total;;;;75,90;;;;",
      ].join("\n"),
    )
    const totals = rows.filter(({ verdict }) => verdict === "total")
    expect(totals.map(({ messages }) => messages)).toEqual(
      Array(3).fill(["Ligne de total, non reprise : elle correspond à la somme des lignes."]),
    )
  })

  it("says a line that the inventory already holds", async () => {
    const key = cleDe({ site: "mairie", libelle: "ACCUEIL", fournisseur: "Orange" })
    const [row] = await judged(`${HEAD}\nMairie;Accueil;fixe;Orange;45,90;;;;\n`, [key])
    expect(row).toMatchObject({ verdict: "a_confirmer", messages: [expect.stringMatching(/déjà dans l'inventaire/)] })
  })

  it("is read from a workbook whose title is above its columns and whose cells are merged", async () => {
    const cell = (value: string | number) => ({ value })
    const bytes = await writeXlsxFile([
      [cell("Parc télécom de la commune")],
      [cell("Site"), cell("Ligne"), cell("Fournisseur"), cell("Prix mensuel")],
      [cell("Mairie"), cell("Accueil, téléphone"), cell("Orange"), cell(45.9)],
      [null, cell("Mobile d'astreinte"), cell("SFR"), cell("15,90 € TTC")],
    ]).toBuffer()
    const file = await readSheetFile(bytes, headerIndex)
    if (!file.ok) throw new Error(file.refusal)
    const rows = judgeLignes(file.value.lignes, {
      correspondance: guessColumns(file.value.entetes),
      existantes: new Set(),
    })
    expect(rows.map(({ ligne, verdict, lue }) => [ligne, verdict, lue.site, lue.genre, lue.montantMensuel])).toEqual([
      [3, "bonne", "Mairie", "fixe", "4590"],
      [4, "a_confirmer", "Mairie", "mobile", "1590"],
    ])
  })
})
