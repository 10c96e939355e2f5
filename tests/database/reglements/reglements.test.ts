import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { sum } from "@/lib/platform/money.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { affectRecu, affectSure } from "@/lib/reglements/commands/affect.ts"
import { moveCredit, refundCredit, undoReglement } from "@/lib/reglements/commands/correct.ts"
import { applyImport, compareFile, depositFile } from "@/lib/reglements/commands/import.ts"
import { recordReglement, resumeRecu, setAsideRecu } from "@/lib/reglements/commands/record.ts"
import { readPaiements } from "@/lib/reglements/queries/candidats.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { duOf, etatOf, type IssuedTitre, insertTitre } from "@/tests/support/reglements.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const storage = diskStorage(process.env.DOCUMENT_DIR ?? "")
const day = calendarDate("2026-11-22")
const ports = { storage, today: day }
let one = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
let other = one

const HEAD = "Date;Montant;Payeur;Référence;Libellé\n"
const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query(text, values)).rows as T[]
const count = async (table: string): Promise<number> =>
  (await rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? -1

let communes: { id: string; nom: string }[]
let next = 500
const titreOf = (index: number, montant: bigint, of: Partial<Parameters<typeof insertTitre>[1]> = {}) => {
  next += 1
  return insertTitre(owner, { collectiviteId: String(communes[index]?.id), numero: next, montant, ...of })
}

async function keep(text: string, nom = "encaissements.csv"): Promise<string> {
  const kept = await depositFile(one, { bytes: Buffer.from(text), nom }, ports)
  if (!kept.ok) throw new Error(kept.refusal)
  return kept.value.fichier
}
const apply = (fichier: string, choices: { ecarter?: boolean; repetees?: boolean } = {}) =>
  applyImport(one, { fichier, ecarter: false, repetees: false, ...choices }, ports)

/** One payment received, by its own file. */
async function receive(montant: bigint, reference = "", payeur = "Payeur d'essai"): Promise<string> {
  next += 1
  const euros = `${montant / 100n},${String(montant % 100n).padStart(2, "0")}`
  const applied = await apply(
    await keep(`${HEAD}03/11/2026;${euros};${payeur};${reference};essai numéro d'ordre ${next}\n`),
  )
  if (!applied.ok) throw new Error(applied.refusal)
  const [row] = await rows<{ id: string }>(`select id from reglement_recu where "importId" = $1`, [
    applied.value.importId,
  ])
  return String(row?.id)
}
const recuEtat = async (id: string) =>
  (await rows<{ etat: string }>(`select etat from reglement_recu where id = $1`, [id]))[0]?.etat
const part = async (titre: IssuedTitre, montant: bigint) => ({
  titreId: titre.titreId,
  montant,
  lu: await duOf(owner, titre),
})

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "", departement: "27", today: day })
  communes = await rows(`select c.id, c.nom from collectivite c where c.type = 'commune' order by c."nomPlie" limit 8`)
  const staff = await rows<{ personneId: string }>(`select "personneId" from agent order by role`)
  one = agent({ personneId: String(staff[0]?.personneId) })
  other = agent({ personneId: String(staff[1]?.personneId) })
}, 120_000)
afterAll(() => owner.end())

describe("a file of the comptable", () => {
  const file = `${HEAD}02/11/2026;10,00;Mairie A;;premier\n02/11/2026;20,00;Mairie B;;second\n`

  it("is compared first, and nothing is added until the second act", async () => {
    const before = await count("reglement_recu")
    const fichier = await keep(file)
    const found = await read(one, (tx) => compareFile(tx, fichier, ports))
    expect(found?.apercu.ok && found.apercu.value.lignes.map(({ verdict }) => verdict)).toEqual([
      "nouvelle",
      "nouvelle",
    ])
    expect(await count("reglement_recu")).toBe(before)
    expect(await apply(fichier)).toMatchObject({ ok: true, value: { ajoutees: 2, doublons: 0 } })
    expect(await count("reglement_recu")).toBe(before + 2)
  })

  it("adds nothing the second time, under any name, encoding or order of its columns", async () => {
    const before = await count("reglement_recu")
    const again = await keep(file, "autre.csv")
    expect(await apply(again)).toMatchObject({ ok: false, refusal: "rien-a-ajouter" })
    const turned =
      "Payeur;Libellé;Montant;Date;Référence\nMAIRIE A;Premier;10.00;2026-11-02;\nMairie C;;30,00;2026-11-02;\n"
    expect(await apply(await keep(turned))).toMatchObject({ ok: true, value: { ajoutees: 1, doublons: 1 } })
    expect(await count("reglement_recu")).toBe(before + 1)
  })

  it("applied twice at the same time is applied once", async () => {
    const fichier = await keep(`${HEAD}04/11/2026;11,00;Mairie D;;ensemble\n`)
    const both = await Promise.all([
      apply(fichier),
      applyImport(other, { fichier, ecarter: false, repetees: false }, ports),
    ])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: "deja-enregistre" })
  })

  it("in two overlapping copies at the same time adds each payment once", async () => {
    const before = await count("reglement_recu")
    const row = (n: number) => `05/11/2026;${n},00;Mairie E;;recouvrement ${n}\n`
    const [left, right] = [await keep(HEAD + row(1) + row(2)), await keep(HEAD + row(2) + row(3))]
    await Promise.all([apply(left), apply(right)])
    expect(await count("reglement_recu")).toBe(before + 3)
  })

  it("with a row that cannot be read is refused whole, unless a person leaves that row aside", async () => {
    const before = await count("reglement_recu")
    const fichier = await keep(
      `${HEAD}06/11/2026;12,00;Mairie F;;bonne\n06/11/2026;1,234;Mairie G;;mauvaise\nTOTAL;13,23;;;\n`,
    )
    expect(await apply(fichier)).toMatchObject({
      ok: false,
      refusal: "lignes-refusees",
      details: { nombre: "2\u00a0lignes" },
    })
    expect(await count("reglement_recu")).toBe(before)
    expect(await apply(fichier, { ecarter: true })).toMatchObject({ ok: true, value: { ajoutees: 1 } })
    const [kept] = await rows<{ rejets: { ligne: number }[] }>(
      `select rejets from reglement_import where "fichierId" = $1`,
      [fichier],
    )
    expect(kept?.rejets.map(({ ligne }) => ligne)).toEqual([3, 4])
  })

  it("that repeats a row adds it once, and twice only when a person says that both were paid", async () => {
    const row = "07/11/2026;14,00;Mairie H;;pareil\n"
    const text = HEAD + row + row
    expect(await apply(await keep(text))).toMatchObject({ ok: true, value: { ajoutees: 1 } })
    expect(await apply(await keep(text))).toMatchObject({ ok: false, refusal: "rien-a-ajouter" })
    expect(await apply(await keep(text), { repetees: true })).toMatchObject({
      ok: true,
      value: { ajoutees: 1, doublons: 1 },
    })
    expect(await apply(await keep(text), { repetees: true })).toMatchObject({ ok: false, refusal: "rien-a-ajouter" })
  })

  it.each([
    ["a workbook", Buffer.from("PK\u0003\u0004"), "fichier-classeur"],
    ["a picture", Buffer.from([0, 1, 2, 3, 0xff]), "fichier-binaire"],
    ["50 MB", Buffer.alloc(50 * 1024 * 1024, 65), "fichier-trop-gros"],
    ["no header", Buffer.from("1;2;3\n"), "colonnes-absentes"],
  ])("that is %s is not kept", async (_, bytes, refusal) => {
    const before = await count("fichier_operateur")
    expect(await depositFile(one, { bytes, nom: "poison.csv" }, ports)).toMatchObject({ ok: false, refusal })
    expect(await count("fichier_operateur")).toBe(before)
  })

  it("of 20 000 rows is taken within the time of a person's patience", async () => {
    const many = Array.from({ length: 20_000 }, (_, n) => `08/11/2026;${n + 1},00;Mairie ${n};;en nombre ${n}\n`).join(
      "",
    )
    const started = Date.now()
    expect(await apply(await keep(HEAD + many))).toMatchObject({ ok: true, value: { ajoutees: 20_000 } })
    expect(Date.now() - started).toBeLessThan(20_000)
    await owner.query(`delete from reglement_recu where libelle like 'en nombre %'`)
  })

  it("is for those who bill", async () => {
    await expect(
      depositFile({ ...one, role: "support" }, { bytes: Buffer.from(file), nom: "x" }, ports),
    ).rejects.toThrow(AccessRefused)
  })
})

describe("a payment and its titre", () => {
  it("in full: the titre is settled and the payment is done with", async () => {
    const titre = await titreOf(0, 16_480n)
    const recu = await receive(16_480n)
    expect(await affectRecu(one, { recu, tropPercu: false, parts: [await part(titre, 16_480n)] })).toMatchObject({
      ok: true,
    })
    expect([await duOf(owner, titre), await etatOf(owner, titre), await recuEtat(recu)]).toEqual([
      0n,
      "solde",
      "affecte",
    ])
  })

  it("in part: what is left is due, and the rest of a payment waits", async () => {
    const titre = await titreOf(0, 10_000n)
    const recu = await receive(9_000n)
    expect(await affectRecu(one, { recu, tropPercu: false, parts: [await part(titre, 4_000n)] })).toMatchObject({
      ok: true,
    })
    expect([await duOf(owner, titre), await etatOf(owner, titre), await recuEtat(recu)]).toEqual([
      6_000n,
      "partiellement_regle",
      "a_affecter",
    ])
    expect(await affectRecu(one, { recu, tropPercu: false, parts: [await part(titre, 5_001n)] })).toMatchObject({
      ok: false,
      refusal: "recu-depasse",
    })
  })

  it("over several titres, of several members: all or none", async () => {
    const [left, right] = [await titreOf(0, 1_000n), await titreOf(1, 2_000n)]
    const recu = await receive(3_000n)
    const stale = [await part(left, 1_000n), { ...(await part(right, 2_000n)), lu: 1_999n }]
    expect(await affectRecu(one, { recu, tropPercu: false, parts: stale })).toMatchObject({
      ok: false,
      refusal: "titre-change",
    })
    expect(await duOf(owner, left)).toBe(1_000n)
    const parts = [await part(left, 1_000n), await part(right, 2_000n)]
    expect(await affectRecu(one, { recu, tropPercu: false, parts })).toMatchObject({ ok: true })
    expect([await etatOf(owner, left), await etatOf(owner, right), await recuEtat(recu)]).toEqual([
      "solde",
      "solde",
      "affecte",
    ])
  })

  it("too much: only when a person says so; it is then a credit, to another titre of the same member or given back", async () => {
    const [titre, later, foreign] = [await titreOf(2, 5_000n), await titreOf(2, 2_000n), await titreOf(3, 2_000n)]
    const recu = await receive(8_000n)
    const parts = [await part(titre, 8_000n)]
    expect(await affectRecu(one, { recu, tropPercu: false, parts })).toMatchObject({ ok: false, refusal: "trop-percu" })
    expect(await affectRecu(one, { recu, tropPercu: true, parts })).toMatchObject({ ok: true })
    expect([await duOf(owner, titre), await etatOf(owner, titre)]).toEqual([-3_000n, "solde"])
    const credit = { titre: titre.titreId, lu: -3_000n }
    expect(await moveCredit(one, { ...credit, vers: foreign.titreId, montant: 1_000n })).toMatchObject({
      ok: false,
      refusal: "autre-debiteur",
    })
    expect(await moveCredit(one, { ...credit, vers: later.titreId, montant: 3_001n })).toMatchObject({
      ok: false,
      refusal: "credit-depasse",
    })
    expect(await moveCredit(one, { ...credit, vers: later.titreId, montant: 2_000n })).toMatchObject({ ok: true })
    expect([
      await duOf(owner, titre),
      await duOf(owner, later),
      await etatOf(owner, later),
      await recuEtat(recu),
    ]).toEqual([-1_000n, 0n, "solde", "affecte"])
    const refund = { titre: titre.titreId, montant: 1_000n, recuLe: day, reference: "Mandat 12" }
    expect(await refundCredit(one, { ...refund, lu: -3_000n })).toMatchObject({ ok: false, refusal: "titre-change" })
    expect(await refundCredit(one, { ...refund, lu: -1_000n })).toMatchObject({ ok: true })
    expect(await refundCredit(one, { ...refund, lu: 0n })).toMatchObject({ ok: false, refusal: "credit-depasse" })
    expect([await duOf(owner, titre), await etatOf(owner, titre)]).toEqual([0n, "solde"])
  })

  it("wrongly: its opposite row, once; the payment waits again and the titre is as before", async () => {
    const titre = await titreOf(4, 700n)
    await owner.query(
      `insert into titre_suivi ("collectiviteId", "titreId", etat, le) values ($1, $2, 'pris_en_charge', now() + interval '1 ms')`,
      [titre.collectiviteId, titre.titreId],
    )
    const recu = await receive(700n)
    await affectRecu(one, { recu, tropPercu: false, parts: [await part(titre, 700n)] })
    const [row] = await rows<{ id: string }>(`select id from reglement where "recuId" = $1`, [recu])
    const undo = (by: typeof one) => undoReglement(by, { reglement: String(row?.id), motif: "Mauvais titre" })
    const both = await Promise.all([undo(one), undo(other)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: "deja-annule" })
    expect([await duOf(owner, titre), await etatOf(owner, titre), await recuEtat(recu)]).toEqual([
      700n,
      "pris_en_charge",
      "a_affecter",
    ])
    expect(await affectRecu(one, { recu, tropPercu: false, parts: [await part(titre, 700n)] })).toMatchObject({
      ok: true,
    })
    expect(await etatOf(owner, titre)).toBe("solde")
  })

  it("by hand: the same click twice counts once", async () => {
    const titre = await titreOf(4, 900n)
    const input = {
      titre: titre.titreId,
      lu: 900n,
      montant: 400n,
      recuLe: day,
      moyen: "cheque" as const,
      reference: "",
      tropPercu: false,
    }
    const both = await Promise.all([recordReglement(one, input), recordReglement(one, input)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await duOf(owner, titre)).toBe(500n)
  })

  it("of a titre lowered afterwards to what was paid is settled, and below it a credit", async () => {
    const titre = await titreOf(5, 1_000n)
    const recu = await receive(600n)
    await affectRecu(one, { recu, tropPercu: false, parts: [await part(titre, 600n)] })
    await titreOf(5, 500n, { corrige: { titreId: titre.titreId, nature: "reduction" } })
    expect([await duOf(owner, titre), await etatOf(owner, titre)]).toEqual([-100n, "solde"])
  })

  it("that is not of this portal is set aside with its reason, and may be taken up again", async () => {
    const titre = await titreOf(5, 100n)
    const recu = await receive(100n)
    expect(await setAsideRecu(one, { recu, motif: "Loyer, hors portail" })).toMatchObject({ ok: true })
    expect(await affectRecu(one, { recu, tropPercu: false, parts: [await part(titre, 100n)] })).toMatchObject({
      ok: false,
      refusal: "recu-ecarte",
    })
    expect(await resumeRecu(one, { recu })).toMatchObject({ ok: true })
    expect(await resumeRecu(one, { recu })).toMatchObject({ ok: false, refusal: "recu-decide" })
  })
})

describe("two accountants at once", () => {
  it("on one payment: the second is told who did what", async () => {
    const titre = await titreOf(6, 300n)
    const recu = await receive(300n)
    const parts = [await part(titre, 300n)]
    const both = await Promise.all([
      affectRecu(one, { recu, tropPercu: false, parts }),
      affectRecu(other, { recu, tropPercu: false, parts }),
    ])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: "recu-decide", details: { acte: "affecté" } })
    expect(await duOf(owner, titre)).toBe(0n)
  })

  it("on one titre with two payments: the second is told what is left now", async () => {
    const titre = await titreOf(6, 300n)
    const [left, right] = [await receive(300n), await receive(300n)]
    const parts = [await part(titre, 300n)]
    const both = await Promise.all([
      affectRecu(one, { recu: left, tropPercu: false, parts }),
      affectRecu(other, { recu: right, tropPercu: false, parts }),
    ])
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      refusal: "titre-change",
      details: { avant: "3,00\u00a0€", apres: "0,00\u00a0€" },
    })
    expect(await duOf(owner, titre)).toBe(0n)
  })

  it("crossing each other's titres wait, and never block each other for good", async () => {
    const [a, b] = [await titreOf(6, 1_000n), await titreOf(7, 1_000n)]
    const recus = await Promise.all([receive(200n), receive(200n)])
    const [x, y] = [await part(a, 100n), await part(b, 100n)]
    const answers = await Promise.all([
      affectRecu(one, { recu: String(recus[0]), tropPercu: false, parts: [x, y] }),
      affectRecu(other, { recu: String(recus[1]), tropPercu: false, parts: [y, x] }),
    ])
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
  })
})

describe("what payments seem to settle", () => {
  it("is never applied by itself: a reference of two titres is proposed twice", async () => {
    const [left, right] = [
      await titreOf(0, 4_200n, { serie: "COT", numero: 9001 }),
      await titreOf(1, 4_200n, { serie: "SRV", numero: 9001 }),
    ]
    const recu = await receive(4_200n, "titre 9001", "Inconnu")
    const paiement = { payeur: "Inconnu", siren: null, reference: "titre 9001", libelle: "", disponible: 4_200n }
    const lecture = await read(one, async (tx) => (await readPaiements(tx, [paiement])).get(paiement))
    expect(lecture?.niveau).toBe("ambigu")
    expect(
      lecture?.niveau === "ambigu" && lecture.propositions.map(({ parts }) => parts[0]?.titre.titreId).sort(),
    ).toEqual([left.titreId, right.titreId].sort())
    expect(await affectSure(one, { recus: [recu] })).toMatchObject({ ok: false, refusal: "rien-de-sur" })
    expect(await recuEtat(recu)).toBe("a_affecter")
  })

  it("when sure, is applied together on a person's word, each titre once", async () => {
    const [left, right] = [await titreOf(2, 5_100n), await titreOf(3, 5_200n)]
    const recus = [
      await receive(5_100n, `2026-COT-${left.numero}`),
      await receive(5_200n, `2026COT${String(right.numero).padStart(6, "0")}`),
      // The same titre again: no longer sure once the first is applied.
      await receive(5_100n, `2026-COT-${left.numero}`),
    ]
    expect(await affectSure(one, { recus })).toMatchObject({ ok: true, value: { affectes: 2 } })
    expect(sum([await duOf(owner, left), await duOf(owner, right)])).toBe(0n)
  })
})

describe("the database refuses, whoever asks", () => {
  const insert = (titre: IssuedTitre, of: string, values: unknown[]) =>
    owner.query(
      `insert into reglement ("collectiviteId", "titreId", "recuLe", moyen, reference, ${of}) values ($1, $2, '2026-11-03', 'virement', '', ${values.map((_, at) => `$${at + 3}`).join(", ")})`,
      [titre.collectiviteId, titre.titreId, ...values],
    )

  it("more of a payment than was received, more given back than paid or credited, and a change of what is written", async () => {
    const titre = await titreOf(7, 100n)
    const recu = await receive(50n)
    await expect(insert(titre, `montant, "recuId"`, [51, recu])).rejects.toThrow("au-delà de son montant")
    await expect(insert(titre, "montant, genre", [-1, "remboursement"])).rejects.toThrow("Plus serait rendu que payé")
    await insert(titre, "montant", [60])
    await expect(insert(titre, "montant, genre", [-10, "remboursement"])).rejects.toThrow(
      "ne dépasse pas le trop-perçu",
    )
    await expect(insert(titre, "montant", [-10])).rejects.toThrow("reglement_genre")
    const [row] = await rows<{ id: string }>(`select id from reglement where "titreId" = $1`, [titre.titreId])
    await expect(insert(titre, `montant, genre, "annuleId"`, [-59, "annulation", row?.id])).rejects.toThrow(
      "ligne contraire",
    )
    await expect(owner.query(`update reglement set montant = 1 where id = $1`, [row?.id])).rejects.toThrow()
    await expect(owner.query(`delete from reglement where id = $1`, [row?.id])).rejects.toThrow()
  })

  it("a payment of what lowers another titre", async () => {
    const titre = await titreOf(7, 100n)
    const reduction = await titreOf(7, 10n, { corrige: { titreId: titre.titreId, nature: "reduction" } })
    await expect(insert(reduction, "montant", [10])).rejects.toThrow("Seul un titre de recette se paie")
    const input = {
      titre: reduction.titreId,
      lu: 10n,
      montant: 10n,
      recuLe: day,
      moyen: "autre" as const,
      reference: "",
      tropPercu: false,
    }
    expect(await recordReglement(one, input)).toMatchObject({ ok: false, refusal: "titre-corrige" })
  })
})
