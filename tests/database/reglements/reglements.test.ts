import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { sum } from "@/lib/platform/money.ts"
import { affectRecu, affectSure } from "@/lib/reglements/commands/affect.ts"
import { moveCredit, refundCredit, undoReglement } from "@/lib/reglements/commands/correct.ts"
import { recordReglement, resumeRecu, setAsideRecu } from "@/lib/reglements/commands/record.ts"
import { readPaiements } from "@/lib/reglements/queries/candidats.ts"
import { duOf, etatOf, type IssuedTitre } from "@/tests/support/issued-titres.ts"
import { type Desk, openDesk } from "@/tests/support/reglements.ts"

const day = calendarDate("2026-11-22")
let desk: Desk
beforeAll(async () => {
  desk = await openDesk(day)
}, 120_000)
afterAll(() => desk.owner.end())

describe("a payment and its titre", () => {
  it("in full: the titre is settled and the payment is done with", async () => {
    const titre = await desk.titreOf(0, 16_480n)
    const recu = await desk.receive(16_480n)
    expect(
      await affectRecu(desk.one, { recu, tropPercu: false, parts: [await desk.part(titre, 16_480n)] }),
    ).toMatchObject({
      ok: true,
    })
    expect([await duOf(desk.owner, titre), await etatOf(desk.owner, titre), await desk.recuEtat(recu)]).toEqual([
      0n,
      "solde",
      "affecte",
    ])
  })

  it("in part: what is left is due, and the rest of a payment waits", async () => {
    const titre = await desk.titreOf(0, 10_000n)
    const recu = await desk.receive(9_000n)
    expect(
      await affectRecu(desk.one, { recu, tropPercu: false, parts: [await desk.part(titre, 4_000n)] }),
    ).toMatchObject({
      ok: true,
    })
    expect([await duOf(desk.owner, titre), await etatOf(desk.owner, titre), await desk.recuEtat(recu)]).toEqual([
      6_000n,
      "partiellement_regle",
      "a_affecter",
    ])
    expect(
      await affectRecu(desk.one, { recu, tropPercu: false, parts: [await desk.part(titre, 5_001n)] }),
    ).toMatchObject({
      ok: false,
      refusal: "recu-depasse",
    })
  })

  it("over several titres, of several members: all or none", async () => {
    const [left, right] = [await desk.titreOf(0, 1_000n), await desk.titreOf(1, 2_000n)]
    const recu = await desk.receive(3_000n)
    const stale = [await desk.part(left, 1_000n), { ...(await desk.part(right, 2_000n)), lu: 1_999n }]
    expect(await affectRecu(desk.one, { recu, tropPercu: false, parts: stale })).toMatchObject({
      ok: false,
      refusal: "titre-change",
    })
    expect(await duOf(desk.owner, left)).toBe(1_000n)
    const parts = [await desk.part(left, 1_000n), await desk.part(right, 2_000n)]
    expect(await affectRecu(desk.one, { recu, tropPercu: false, parts })).toMatchObject({ ok: true })
    expect([await etatOf(desk.owner, left), await etatOf(desk.owner, right), await desk.recuEtat(recu)]).toEqual([
      "solde",
      "solde",
      "affecte",
    ])
  })

  it("too much: only when a person says so; it is then a credit, to another titre of the same member or given back", async () => {
    const [titre, later, foreign] = [
      await desk.titreOf(2, 5_000n),
      await desk.titreOf(2, 2_000n),
      await desk.titreOf(3, 2_000n),
    ]
    const recu = await desk.receive(8_000n)
    const parts = [await desk.part(titre, 8_000n)]
    expect(await affectRecu(desk.one, { recu, tropPercu: false, parts })).toMatchObject({
      ok: false,
      refusal: "trop-percu",
    })
    expect(await affectRecu(desk.one, { recu, tropPercu: true, parts })).toMatchObject({ ok: true })
    expect([await duOf(desk.owner, titre), await etatOf(desk.owner, titre)]).toEqual([-3_000n, "solde"])
    const credit = { titre: titre.titreId, lu: -3_000n }
    expect(await moveCredit(desk.one, { ...credit, vers: foreign.titreId, montant: 1_000n })).toMatchObject({
      ok: false,
      refusal: "autre-debiteur",
    })
    expect(await moveCredit(desk.one, { ...credit, vers: later.titreId, montant: 3_001n })).toMatchObject({
      ok: false,
      refusal: "credit-depasse",
    })
    expect(await moveCredit(desk.one, { ...credit, vers: later.titreId, montant: 2_000n })).toMatchObject({ ok: true })
    expect([
      await duOf(desk.owner, titre),
      await duOf(desk.owner, later),
      await etatOf(desk.owner, later),
      await desk.recuEtat(recu),
    ]).toEqual([-1_000n, 0n, "solde", "affecte"])
    const refund = { titre: titre.titreId, montant: 1_000n, recuLe: day, reference: "Mandat 12" }
    expect(await refundCredit(desk.one, { ...refund, lu: -3_000n })).toMatchObject({
      ok: false,
      refusal: "titre-change",
    })
    expect(await refundCredit(desk.one, { ...refund, lu: -1_000n })).toMatchObject({ ok: true })
    expect(await refundCredit(desk.one, { ...refund, lu: 0n })).toMatchObject({ ok: false, refusal: "credit-depasse" })
    expect([await duOf(desk.owner, titre), await etatOf(desk.owner, titre)]).toEqual([0n, "solde"])
  })

  it("too much in two payments, a part given back: more is not moved than the payments can lose", async () => {
    const [titre, later] = [await desk.titreOf(5, 3_000n), await desk.titreOf(5, 20_000n)]
    for (const montant of [10_000n, 10_000n]) {
      const parts = [await desk.part(titre, montant)]
      expect(await affectRecu(desk.one, { recu: await desk.receive(montant), tropPercu: true, parts })).toMatchObject({
        ok: true,
      })
    }
    const refund = { titre: titre.titreId, montant: 5_000n, recuLe: day, reference: "Mandat 13" }
    expect(await refundCredit(desk.one, { ...refund, lu: -17_000n })).toMatchObject({ ok: true })
    const credit = { titre: titre.titreId, vers: later.titreId, lu: -12_000n }
    expect(await moveCredit(desk.one, { ...credit, montant: 12_000n })).toMatchObject({ refusal: "rendu-depasse" })
    expect([await duOf(desk.owner, titre), await duOf(desk.owner, later)]).toEqual([-12_000n, 20_000n])
    expect(await moveCredit(desk.one, { ...credit, montant: 10_000n })).toMatchObject({ ok: true })
    expect([await duOf(desk.owner, titre), await duOf(desk.owner, later)]).toEqual([-2_000n, 10_000n])
  })

  it("wrongly: its opposite row, once; the payment waits again and the titre is as before", async () => {
    const titre = await desk.titreOf(4, 700n)
    await desk.owner.query(
      `insert into titre_suivi ("collectiviteId", "titreId", etat, le) values ($1, $2, 'pris_en_charge', now() + interval '1 ms')`,
      [titre.collectiviteId, titre.titreId],
    )
    const recu = await desk.receive(700n)
    await affectRecu(desk.one, { recu, tropPercu: false, parts: [await desk.part(titre, 700n)] })
    const [row] = await desk.rows<{ id: string }>(`select id from reglement where "recuId" = $1`, [recu])
    const undo = (by: typeof desk.one) => undoReglement(by, { reglement: String(row?.id), motif: "Mauvais titre" })
    const both = await Promise.all([undo(desk.one), undo(desk.other)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: "deja-annule" })
    expect([await duOf(desk.owner, titre), await etatOf(desk.owner, titre), await desk.recuEtat(recu)]).toEqual([
      700n,
      "pris_en_charge",
      "a_affecter",
    ])
    expect(await affectRecu(desk.one, { recu, tropPercu: false, parts: [await desk.part(titre, 700n)] })).toMatchObject(
      {
        ok: true,
      },
    )
    expect(await etatOf(desk.owner, titre)).toBe("solde")
  })

  it("by hand: the same click twice counts once", async () => {
    const titre = await desk.titreOf(4, 900n)
    const input = {
      titre: titre.titreId,
      lu: 900n,
      montant: 400n,
      recuLe: day,
      moyen: "cheque" as const,
      reference: "",
      tropPercu: false,
    }
    const both = await Promise.all([recordReglement(desk.one, input), recordReglement(desk.one, input)])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await duOf(desk.owner, titre)).toBe(500n)
  })

  it("of a titre lowered afterwards to what was paid is settled, and below it a credit", async () => {
    const titre = await desk.titreOf(5, 1_000n)
    const recu = await desk.receive(600n)
    await affectRecu(desk.one, { recu, tropPercu: false, parts: [await desk.part(titre, 600n)] })
    await desk.titreOf(5, 500n, { corrige: { titreId: titre.titreId, nature: "reduction" } })
    expect([await duOf(desk.owner, titre), await etatOf(desk.owner, titre)]).toEqual([-100n, "solde"])
  })

  it("that is not of this portal is set aside with its reason, and may be taken up again", async () => {
    const titre = await desk.titreOf(5, 100n)
    const recu = await desk.receive(100n)
    expect(await setAsideRecu(desk.one, { recu, motif: "Loyer, hors portail" })).toMatchObject({ ok: true })
    expect(await affectRecu(desk.one, { recu, tropPercu: false, parts: [await desk.part(titre, 100n)] })).toMatchObject(
      {
        ok: false,
        refusal: "recu-ecarte",
      },
    )
    expect(await resumeRecu(desk.one, { recu })).toMatchObject({ ok: true })
    expect(await resumeRecu(desk.one, { recu })).toMatchObject({ ok: false, refusal: "recu-decide" })
  })
})

describe("two accountants at once", () => {
  it("on one payment: the second is told who did what", async () => {
    const titre = await desk.titreOf(6, 300n)
    const recu = await desk.receive(300n)
    const parts = [await desk.part(titre, 300n)]
    const both = await Promise.all([
      affectRecu(desk.one, { recu, tropPercu: false, parts }),
      affectRecu(desk.other, { recu, tropPercu: false, parts }),
    ])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: "recu-decide", details: { acte: "affecté" } })
    expect(await duOf(desk.owner, titre)).toBe(0n)
  })

  it("on one titre with two payments: the second is told what is left now", async () => {
    const titre = await desk.titreOf(6, 300n)
    const [left, right] = [await desk.receive(300n), await desk.receive(300n)]
    const parts = [await desk.part(titre, 300n)]
    const both = await Promise.all([
      affectRecu(desk.one, { recu: left, tropPercu: false, parts }),
      affectRecu(desk.other, { recu: right, tropPercu: false, parts }),
    ])
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      refusal: "titre-change",
      details: { avant: "3,00\u00a0€", apres: "0,00\u00a0€" },
    })
    expect(await duOf(desk.owner, titre)).toBe(0n)
  })

  it("crossing each other's titres wait, and never block each other for good", async () => {
    const [a, b] = [await desk.titreOf(6, 1_000n), await desk.titreOf(7, 1_000n)]
    const recus = await Promise.all([desk.receive(200n), desk.receive(200n)])
    const [x, y] = [await desk.part(a, 100n), await desk.part(b, 100n)]
    const answers = await Promise.all([
      affectRecu(desk.one, { recu: String(recus[0]), tropPercu: false, parts: [x, y] }),
      affectRecu(desk.other, { recu: String(recus[1]), tropPercu: false, parts: [y, x] }),
    ])
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true])
  })
})

describe("what payments seem to settle", () => {
  it("is never applied by itself: a reference of two titres is proposed twice", async () => {
    const [left, right] = [
      await desk.titreOf(0, 4_200n, { serie: "COT", numero: 9001 }),
      await desk.titreOf(1, 4_200n, { serie: "SRV", numero: 9001 }),
    ]
    const recu = await desk.receive(4_200n, "titre 9001", "Inconnu")
    const paiement = { payeur: "Inconnu", siren: null, reference: "titre 9001", libelle: "", disponible: 4_200n }
    const lecture = await read(desk.one, async (tx) => (await readPaiements(tx, [paiement])).get(paiement))
    expect(lecture?.niveau).toBe("ambigu")
    expect(
      lecture?.niveau === "ambigu" && lecture.propositions.map(({ parts }) => parts[0]?.titre.titreId).sort(),
    ).toEqual([left.titreId, right.titreId].sort())
    expect(await affectSure(desk.one, { recus: [recu] })).toMatchObject({ ok: false, refusal: "rien-de-sur" })
    expect(await desk.recuEtat(recu)).toBe("a_affecter")
  })

  it("when sure, is applied together on a person's word, each titre once", async () => {
    const [left, right] = [await desk.titreOf(2, 5_100n), await desk.titreOf(3, 5_200n)]
    const recus = [
      await desk.receive(5_100n, `2026-COT-${left.numero}`),
      await desk.receive(5_200n, `2026COT${String(right.numero).padStart(6, "0")}`),
      // The same titre again: no longer sure once the first is applied.
      await desk.receive(5_100n, `2026-COT-${left.numero}`),
    ]
    expect(await affectSure(desk.one, { recus })).toMatchObject({ ok: true, value: { affectes: 2 } })
    expect(sum([await duOf(desk.owner, left), await duOf(desk.owner, right)])).toBe(0n)
  })
})

describe("the database refuses, whoever asks", () => {
  const insert = (titre: IssuedTitre, of: string, values: unknown[]) =>
    desk.owner.query(
      `insert into reglement ("collectiviteId", "titreId", "recuLe", moyen, reference, ${of}) values ($1, $2, '2026-11-03', 'virement', '', ${values.map((_, at) => `$${at + 3}`).join(", ")})`,
      [titre.collectiviteId, titre.titreId, ...values],
    )

  it("more of a payment than was received, more given back than paid or credited, and a change of what is written", async () => {
    const titre = await desk.titreOf(7, 100n)
    const recu = await desk.receive(50n)
    await expect(insert(titre, `montant, "recuId"`, [51, recu])).rejects.toThrow("au-delà de son montant")
    await expect(insert(titre, "montant, genre", [-1, "remboursement"])).rejects.toThrow("Plus serait rendu que payé")
    await insert(titre, "montant", [60])
    await expect(insert(titre, "montant, genre", [-10, "remboursement"])).rejects.toThrow(
      "ne dépasse pas le trop-perçu",
    )
    await expect(insert(titre, "montant", [-10])).rejects.toThrow("reglement_genre")
    const [row] = await desk.rows<{ id: string }>(`select id from reglement where "titreId" = $1`, [titre.titreId])
    await expect(insert(titre, `montant, genre, "annuleId"`, [-59, "annulation", row?.id])).rejects.toThrow(
      "ligne contraire",
    )
    await expect(desk.owner.query(`update reglement set montant = 1 where id = $1`, [row?.id])).rejects.toThrow()
    await expect(desk.owner.query(`delete from reglement where id = $1`, [row?.id])).rejects.toThrow()
  })

  it("a payment of what lowers another titre", async () => {
    const titre = await desk.titreOf(7, 100n)
    const reduction = await desk.titreOf(7, 10n, { corrige: { titreId: titre.titreId, nature: "reduction" } })
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
    expect(await recordReglement(desk.one, input)).toMatchObject({ ok: false, refusal: "titre-corrige" })
  })
})
