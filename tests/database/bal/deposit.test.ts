import pg from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { depositFile } from "@/lib/bal/commands/deposit.ts"
import { adressesMember, balFile, deposit } from "../../support/adresses.ts"
import { BRETEUIL, csvBal, DEFAUTS, fichierSain } from "../../support/bal.ts"
import { People } from "../../support/people.ts"

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
beforeAll(() => owner.connect())
afterAll(() => owner.end())
// A code INSEE belongs to one commune at a time.
beforeEach(() => owner.query(`update collectivite set "codeInsee" = null`))

const versionsOf = async (collectiviteId: string) =>
  (
    await owner.query(`select * from bal_version where "collectiviteId" = $1 order by "communeId", numero`, [
      collectiviteId,
    ])
  ).rows
const depotOf = async (id: string) => (await owner.query("select * from bal_depot where id = $1", [id])).rows[0]

let next = 100
/** Codes of the Eure that exist, one a test. */
const CODES = [
  "27112",
  "27229",
  "27157",
  "27198",
  "27003",
  "27004",
  "27005",
  "27006",
  "27008",
  "27009",
  "27010",
  "27011",
]
const member = () => adressesMember(owner, { codeInsee: CODES[next++ % CODES.length] as string })
const bal = (codeInsee: string, count = 60) => fichierSain(count, { ...BRETEUIL, insee: codeInsee })

describe("a deposit", () => {
  it("becomes a version with its figures, its streets and an index", async () => {
    const { ctx, collectiviteId } = await adressesMember(owner, { codeInsee: "27112" })
    const lignes = bal("27112")
    DEFAUTS.sans_position?.change(lignes, 10)
    const id = await deposit(ctx, lignes)
    expect(await depotOf(id)).toMatchObject({ etat: "analyse", motif: null })
    const [version] = await versionsOf(collectiviteId)
    expect(version).toMatchObject({
      numero: 1,
      courante: true,
      adresses: 60,
      bloquees: 1,
      certifiees: 60,
      indice: "99.2",
    })
    const { rows } = await owner.query(`select * from bal_voie where "collectiviteId" = $1 order by rang`, [
      collectiviteId,
    ])
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({ rang: 0, p1: 1 })
    expect(rows[0].codes).toContain("portail.position.absente")
  })

  it("of another commune's addresses is refused whole, with their codes", async () => {
    const { ctx, collectiviteId } = await adressesMember(owner, { codeInsee: "27229" })
    const id = await deposit(ctx, [...bal("27229", 5), ...bal("27676", 3)])
    expect(await depotOf(id)).toMatchObject({
      etat: "refuse",
      motif: "autres-communes",
      details: { communes: "27676 (3\u00a0lignes)" },
    })
    expect(await versionsOf(collectiviteId)).toEqual([])
  })

  it("with the codes of its communes déléguées is its own", async () => {
    // Mesnils-sur-Iton (27198) took over Damville's neighbours in 2016 and 2019: 27166 (Condé-sur-Iton) is one of them.
    const { ctx, collectiviteId } = await adressesMember(owner, { codeInsee: "27198" })
    const lignes = bal("27198", 6).map((ligne, at) => (at < 3 ? { ...ligne, commune_insee: "27166" } : ligne))
    await deposit(ctx, lignes)
    expect(await versionsOf(collectiviteId)).toHaveLength(1)
  })

  it("that cannot be read says why", async () => {
    const { ctx } = await adressesMember(owner, { codeInsee: "27157" })
    const id = await deposit(ctx, `${csvBal(bal("27157", 3))}"27157_0001;oups`)
    expect(await depotOf(id)).toMatchObject({ etat: "illisible", motif: "structure" })
  })

  it("of a header alone is refused, and the version in use stays", async () => {
    const { ctx, collectiviteId } = await adressesMember(owner, { codeInsee: "27003" })
    await deposit(ctx, bal("27003", 5))
    const id = await deposit(ctx, csvBal([]))
    expect(await depotOf(id)).toMatchObject({ etat: "refuse", motif: "sans-ligne" })
    expect(await versionsOf(collectiviteId)).toMatchObject([{ courante: true, lignes: 5 }])
  })

  it("of an EPCI gives it one version a commune, and each commune its own, with a notice", async () => {
    const epci = await adressesMember(owner, { codeInsee: null, nom: "CC d'essai" })
    const one = await adressesMember(owner, { codeInsee: "27112", epciId: epci.collectiviteId })
    const two = await adressesMember(owner, { codeInsee: "27157", epciId: epci.collectiviteId })
    await deposit(one.ctx, bal("27112", 20))
    await deposit(epci.ctx, [...bal("27112", 30), ...bal("27157", 10)])
    expect((await versionsOf(epci.collectiviteId)).map(({ codeInsee, lignes }) => [codeInsee, lignes]).sort()).toEqual([
      ["27112", 30],
      ["27157", 10],
    ])
    expect(
      (await versionsOf(one.collectiviteId)).map(({ numero, courante, lignes }) => [numero, courante, lignes]),
    ).toEqual([
      [1, false, 20],
      [2, true, 30],
    ])
    expect(await versionsOf(two.collectiviteId)).toMatchObject([{ numero: 1, lignes: 10 }])
    const { rows } = await owner.query(`select auteur, remplace from bal_avis where "collectiviteId" = $1`, [
      one.collectiviteId,
    ])
    expect(rows).toEqual([{ auteur: "CC d'essai", remplace: 1 }])
  })

  it("after another says what changed", async () => {
    const { ctx, collectiviteId } = await adressesMember(owner, { codeInsee: "27004" })
    const first = bal("27004", 40).map((ligne) => ({ ...ligne, certification_commune: "0" }))
    await deposit(ctx, first)
    const second = first.slice(1).map((ligne) => ({ ...ligne }))
    Object.assign(second[0] as object, { certification_commune: "1" })
    DEFAUTS.eloignee?.change(second, 3)
    for (const ligne of second.slice(19)) ligne.voie_nom = "Chemin du Moulin"
    await deposit(ctx, [...second, { ...(bal("27004", 60)[59] as (typeof second)[number]) }])
    const [, version] = await versionsOf(collectiviteId)
    expect(version.differences.nombres).toEqual({
      ...{ ajoutee: 1, supprimee: 1, deplacee: 1, renommee: 20, certifiee: 1, decertifiee: 0 },
    })
  })
})

describe("a file is refused at once", () => {
  it.each([
    ["an archive", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), "fichier-archive"],
    ["a workbook", new Uint8Array(Buffer.from("PK\u0003\u0004....[Content_Types].xml", "latin1")), "fichier-classeur"],
    ["an old workbook", new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), "fichier-classeur"],
    ["an image", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0]), "fichier-binaire"],
  ])("%s", async (_name, bytes, refusal) => {
    const { ctx } = await member()
    expect(await depositFile(ctx, { fichier: balFile(bytes) })).toMatchObject({ ok: false, refusal })
  })

  it("300 MB, before it is read", async () => {
    const { ctx } = await member()
    const fichier = { size: 300 * 1024 * 1024, name: "bal.csv", arrayBuffer: () => Promise.reject(new Error("read")) }
    // Only its size and its first bytes are read: no 300 MB is made.
    expect(await depositFile(ctx, { fichier: fichier as unknown as File })).toMatchObject({
      refusal: "fichier-trop-gros",
    })
  })

  it("the same file again", async () => {
    const { ctx } = await adressesMember(owner, { codeInsee: "27005" })
    await deposit(ctx, bal("27005", 4))
    expect(await depositFile(ctx, { fichier: balFile(csvBal(bal("27005", 4))) })).toMatchObject({
      refusal: "fichier-identique",
    })
  })

  it("of a collectivité that the catalogue does not let in", async () => {
    const people = new People(owner)
    const { id } = await people.collectivite("Sans service")
    const personneId = await people.personne()
    await people.rattache(personneId, id, "secretaire")
    const ctx = await people.membre(personneId, id)
    expect(await depositFile(ctx, { fichier: balFile(csvBal(bal("27006", 2))) })).toMatchObject({
      refusal: "service-ferme",
    })
  })
})
