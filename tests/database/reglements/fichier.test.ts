import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { compareFile, depositFile } from "@/lib/reglements/commands/import.ts"
import { type Desk, HEAD, openDesk } from "@/tests/support/reglements.ts"

const day = calendarDate("2026-11-22")
let desk: Desk
beforeAll(async () => {
  desk = await openDesk(day)
}, 120_000)
afterAll(() => desk.owner.end())

describe("a file of the comptable", () => {
  const file = `${HEAD}02/11/2026;10,00;Mairie A;;premier\n02/11/2026;20,00;Mairie B;;second\n`

  it("is compared first, and nothing is added until the second act", async () => {
    const before = await desk.count("reglement_recu")
    const fichier = await desk.keep(file)
    const found = await read(desk.one, (tx) => compareFile(tx, fichier, desk.ports))
    expect(found?.apercu.ok && found.apercu.value.lignes.map(({ verdict }) => verdict)).toEqual([
      "nouvelle",
      "nouvelle",
    ])
    expect(await desk.count("reglement_recu")).toBe(before)
    expect(await desk.apply(fichier)).toMatchObject({ ok: true, value: { ajoutees: 2, doublons: 0 } })
    expect(await desk.count("reglement_recu")).toBe(before + 2)
  })

  it("adds nothing the second time, under any name, encoding or order of its columns", async () => {
    const before = await desk.count("reglement_recu")
    const again = await desk.keep(file, "autre.csv")
    expect(await desk.apply(again)).toMatchObject({ ok: false, refusal: "rien-a-ajouter" })
    const turned =
      "Payeur;Libellé;Montant;Date;Référence\nMAIRIE A;Premier;10.00;2026-11-02;\nMairie C;;30,00;2026-11-02;\n"
    expect(await desk.apply(await desk.keep(turned))).toMatchObject({ ok: true, value: { ajoutees: 1, doublons: 1 } })
    expect(await desk.count("reglement_recu")).toBe(before + 1)
  })

  it("applied twice at the same time is applied once", async () => {
    const fichier = await desk.keep(`${HEAD}04/11/2026;11,00;Mairie D;;ensemble\n`)
    const both = await Promise.all([desk.apply(fichier), desk.apply(fichier, {}, desk.other)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: "deja-enregistre" })
  })

  it("in two overlapping copies at the same time adds each payment once", async () => {
    const before = await desk.count("reglement_recu")
    const row = (n: number) => `05/11/2026;${n},00;Mairie E;;recouvrement ${n}\n`
    const [left, right] = [await desk.keep(HEAD + row(1) + row(2)), await desk.keep(HEAD + row(2) + row(3))]
    await Promise.all([desk.apply(left), desk.apply(right)])
    expect(await desk.count("reglement_recu")).toBe(before + 3)
  })

  it("with a row that cannot be read is refused whole, unless a person leaves that row aside", async () => {
    const before = await desk.count("reglement_recu")
    const fichier = await desk.keep(
      `${HEAD}06/11/2026;12,00;Mairie F;;bonne\n06/11/2026;1,234;Mairie G;;mauvaise\nTOTAL;13,23;;;\n`,
    )
    expect(await desk.apply(fichier)).toMatchObject({
      ok: false,
      refusal: "lignes-refusees",
      details: { nombre: "2\u00a0lignes" },
    })
    expect(await desk.count("reglement_recu")).toBe(before)
    expect(await desk.apply(fichier, { ecarter: true })).toMatchObject({ ok: true, value: { ajoutees: 1 } })
    const [kept] = await desk.rows<{ rejets: { ligne: number }[] }>(
      `select rejets from reglement_import where "fichierId" = $1`,
      [fichier],
    )
    expect(kept?.rejets.map(({ ligne }) => ligne)).toEqual([3, 4])
  })

  it("that repeats a row adds it once, and twice only when a person says that both were paid", async () => {
    const row = "07/11/2026;14,00;Mairie H;;pareil\n"
    const text = HEAD + row + row
    expect(await desk.apply(await desk.keep(text))).toMatchObject({ ok: true, value: { ajoutees: 1 } })
    expect(await desk.apply(await desk.keep(text))).toMatchObject({ ok: false, refusal: "rien-a-ajouter" })
    expect(await desk.apply(await desk.keep(text), { repetees: true })).toMatchObject({
      ok: true,
      value: { ajoutees: 1, doublons: 1 },
    })
    expect(await desk.apply(await desk.keep(text), { repetees: true })).toMatchObject({
      ok: false,
      refusal: "rien-a-ajouter",
    })
  })

  it.each([
    ["a workbook", Buffer.from("PK\u0003\u0004"), "fichier-classeur"],
    ["a picture", Buffer.from([0, 1, 2, 3, 0xff]), "fichier-binaire"],
    ["50 MB", Buffer.alloc(50 * 1024 * 1024, 65), "fichier-trop-gros"],
    ["no header", Buffer.from("1;2;3\n"), "colonnes-absentes"],
  ])("that is %s is not kept", async (_, bytes, refusal) => {
    const before = await desk.count("fichier_operateur")
    expect(await depositFile(desk.one, { bytes, nom: "poison.csv" }, desk.ports)).toMatchObject({ ok: false, refusal })
    expect(await desk.count("fichier_operateur")).toBe(before)
  })

  it("of 20 000 rows is taken within the time of a person's patience", async () => {
    const many = Array.from({ length: 20_000 }, (_, n) => `08/11/2026;${n + 1},00;Mairie ${n};;en nombre ${n}\n`).join(
      "",
    )
    const started = Date.now()
    expect(await desk.apply(await desk.keep(HEAD + many))).toMatchObject({ ok: true, value: { ajoutees: 20_000 } })
    expect(Date.now() - started).toBeLessThan(20_000)
    await desk.owner.query(`delete from reglement_recu where libelle like 'en nombre %'`)
  })

  it("is for those who bill", async () => {
    await expect(
      depositFile({ ...desk.one, role: "support" }, { bytes: Buffer.from(file), nom: "x" }, desk.ports),
    ).rejects.toThrow(AccessRefused)
  })
})
