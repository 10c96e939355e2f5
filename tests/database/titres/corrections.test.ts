import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { listBordereauxAFaire } from "@/lib/echanges/queries/bordereaux.ts"
import { askClosing, closeExercice, withdrawClosing } from "@/lib/exercices/commands.ts"
import { findBilan } from "@/lib/exercices/queries.ts"
import { calendarDate, today, yearOf } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { approveProjet, refuseProjet, withdrawProjet } from "@/lib/titres/commands/decide-projet.ts"
import { proposeCorrection } from "@/lib/titres/commands/propose-correction.ts"
import { proposeTitre } from "@/lib/titres/commands/propose-titre.ts"
import { listDesk } from "@/lib/titres/queries/desk.ts"
import { listSoldes } from "@/lib/titres/queries/soldes.ts"
import { correctionInput, deskFilter, soldesFilter, titreInput } from "@/lib/titres/schema.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { asFile } from "@/tests/support/files.ts"
import { insertReglement, insertTitre } from "@/tests/support/issued-titres.ts"
import { giveSirets } from "@/tests/support/sirets.ts"

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const YEAR = yearOf(today())
const ports = { storage: diskStorage(process.env.DOCUMENT_DIR ?? ""), scan: null }
const rows = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows

let one: ReturnType<typeof agent>
let other: ReturnType<typeof agent>
let communes: { id: string; nom: string }[]
/** One pixel: read in no time, where a PDF is looked into by a process of its own. */
const PIXEL = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=",
  "base64",
)

beforeAll(async () => {
  await owner.connect()
  await seed({
    migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "",
    departement: "27",
    today: calendarDate("2026-11-22"),
  })
  await giveSirets(owner)
  const staff = await rows<{ personneId: string }>(
    `select "personneId" from agent where role in ('gestionnaire', 'administrateur') order by role`,
  )
  one = agent({ personneId: staff[0]?.personneId ?? "" })
  other = agent({ personneId: staff[1]?.personneId ?? "" })
  communes =
    await rows(`select c.id, c.nom from collectivite c join adhesion a on a."collectiviteId" = c.id and a.statut = 'adherent'
    where c.type = 'commune' order by c.nom limit 12`)
}, 120_000)
afterAll(() => owner.end())

const commune = (index: number) => communes[index]?.id ?? ""
const proof = () => asFile(PIXEL, "decompte.png")
const correction = (titre: string, more: Record<string, unknown> = {}) =>
  correctionInput.parse({
    titre,
    etendue: "tout",
    motif: "Double facturation",
    justificatif: proof(),
    debiteur: "",
    ...more,
  })
const propose = async (titre: string, more: Record<string, unknown> = {}): Promise<string> => {
  const made = await proposeCorrection(one, correction(titre, more), ports)
  if (!made.ok) throw new Error(`${made.refusal} ${JSON.stringify(made.details)}`)
  return made.value.projet
}
const issued = async (titre: string, more: Record<string, unknown> = {}): Promise<string> => {
  const made = await approveProjet(other, { projet: await propose(titre, more) })
  if (!made.ok) throw new Error(`${made.refusal} ${JSON.stringify(made.details)}`)
  return made.value.titre
}
const lastEtat = async (titre: string) =>
  (
    await rows<{ etat: string }>(
      `select etat from titre_suivi where "titreId" = $1 order by le desc, id desc limit 1`,
      [titre],
    )
  )[0]?.etat
const titreRow = async (id: string) =>
  (await rows<Record<string, unknown>>(`select * from titre where id = $1`, [id]))[0]
const pack = (index: number, more: { canal?: "pes" | "depot"; exercice?: number } = {}) =>
  insertTitre(owner, {
    ...{ collectiviteId: commune(index), exercice: YEAR, emisParId: one.who.personneId, ...more },
    lignes: [
      { libelle: "Pack cyber", montantHt: 50_400n, taux: "20" },
      { libelle: "Installation", montantHt: 14_001n, taux: "20" },
    ],
  }).then(({ titreId: id, numero }) => ({ id, numero }))

describe("a correction in an open exercice", () => {
  it("is issued by a second person only, and the database says so too", async () => {
    const { id } = await pack(0)
    const projet = await propose(id)
    expect(await approveProjet(one, { projet })).toMatchObject({ refusal: "meme-personne" })
    await expect(
      owner.query(
        `update projet_titre set etat = 'emis', "decideParId" = "proposeParId", "titreId" = "corrigeId" where id = $1`,
        [projet],
      ),
    ).rejects.toThrow(/seconde_personne/)
    expect(await proposeCorrection(one, correction(id), ports)).toMatchObject({ refusal: "correction-en-attente" })
    expect(await approveProjet(other, { projet })).toMatchObject({ ok: true })
    expect(await approveProjet(other, { projet })).toMatchObject({ refusal: "projet-decide" })
  })

  it("takes the next number of the series, its own bordereau, and tells the member", async () => {
    const { id, numero } = await pack(1)
    const made = await issued(id)
    const row = await titreRow(made)
    expect(row).toMatchObject({
      nature: "annulation",
      exercice: YEAR,
      serie: "COT",
      surExerciceClos: false,
      corrigeId: id,
    })
    expect(row).toMatchObject({ montantHt: "64401", montantTva: "12880", motif: "Double facturation" })
    expect(Number(row?.numero)).toBe(numero + 1)
    expect(await lastEtat(id)).toBe("annule")
    expect(await rows(`select count(*)::int as n from courriel where "objetId" = $1`, [made])).toEqual(
      await rows(
        `select count(*)::int as n from (select f."courrielOfficiel" from fiche f where f."collectiviteId" = $1 and f."courrielOfficiel" is not null
        union select p.courriel from rattachement r join personne p on p.id = r."personneId" where r."collectiviteId" = $1
        and r.role in ('secretaire', 'administrateur') and daterange(r.depuis, r.jusqua) @> current_date) x`,
        [commune(1)],
      ),
    )
    expect(await rows(`select titre from notification where "objetId" = $1 limit 1`, [made])).not.toContainEqual(
      expect.objectContaining({ titre: expect.stringContaining("à payer") }),
    )
  })

  it("lowers one line, then what is left of the titre, and ends at zero", async () => {
    const { id } = await pack(2)
    await issued(id, { etendue: "lignes", "montant-2": "40,01" })
    expect(await lastEtat(id)).toBe("reduit")
    await issued(id, { etendue: "lignes", "montant-1": "4" })
    await issued(id)
    expect(await lastEtat(id)).toBe("annule")
    const [left] = await rows<{ ht: string; tva: string }>(
      `select sum(case when t.nature = 'recette' then l."montantHt" else -l."montantHt" end)::text as ht,
         sum(case when t.nature = 'recette' then l."montantTva" else -l."montantTva" end)::text as tva
       from titre t join titre_ligne l on l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id where t.id = $1 or t."corrigeId" = $1`,
      [id],
    )
    expect(left).toEqual({ ht: "0", tva: "0" })
    expect(await proposeCorrection(one, correction(id), ports)).toMatchObject({ ok: false })
  })

  it("never takes more than what is left, whoever acts at the same time", async () => {
    const { id } = await pack(3)
    expect(
      await proposeCorrection(one, correction(id, { etendue: "lignes", "montant-2": "140,02" }), ports),
    ).toMatchObject({
      refusal: "correction-trop-grande",
    })
    const both = await Promise.all([
      proposeCorrection(one, correction(id), ports),
      proposeCorrection(other, correction(id), ports),
    ])
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    const projet = both.flatMap((made) => (made.ok ? [made.value.projet] : []))[0] ?? ""
    const third = agent({ personneId: "01900000-0000-7000-8000-0000000000aa" })
    const approvals = await Promise.all([approveProjet(third, { projet }), approveProjet(third, { projet })])
    expect(approvals.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await rows(`select count(*)::int as n from titre where "corrigeId" = $1`, [id])).toEqual([{ n: 1 }])
    await expect(
      owner.query(
        `insert into titre select (jsonb_populate_record(t, '{"id":"01900000-0000-7000-8000-0000000000ff","numero":9999}')).*
        from titre t where "corrigeId" = $1`,
        [id],
      ),
    ).rejects.toThrow(/dépasse/)
  })

  it("is refused by the database when a line takes more than its own line has, even below the total", async () => {
    const { id } = await pack(4)
    const made = await issued(id, { etendue: "lignes", "montant-2": "10" })
    await expect(
      owner.query(
        `insert into titre_ligne ("collectiviteId", "titreId", rang, libelle, bases, quantite, "prixUnitaire", "montantHt", "categorieTva",
           "tauxTva", "montantTva", "beneficiaireId", "beneficiaireNom", base, "rangCorrige")
         select "collectiviteId", "titreId", 9, libelle, bases, 1, 1, 13002, "categorieTva", "tauxTva", 0, "beneficiaireId", "beneficiaireNom", base, 2
         from titre_ligne where "titreId" = $1`,
        [made],
      ),
    ).rejects.toThrow(/ce qui reste de la ligne/)
  })

  it("is immutable, as its proposal is", async () => {
    const { id } = await pack(5)
    const projet = await propose(id)
    await expect(owner.query(`update projet_titre set "montantHt" = 1 where id = $1`, [projet])).rejects.toThrow(
      /ne change pas/,
    )
    const made = await approveProjet(other, { projet })
    await expect(
      owner.query(`update titre set motif = 'autre' where id = $1`, [made.ok && made.value.titre]),
    ).rejects.toThrow()
    await expect(
      owner.query(`update projet_titre set "decisionMotif" = 'autre' where id = $1`, [projet]),
    ).rejects.toThrow(/ne change pas/)
  })

  it("of a titre that was paid leaves a credit of the member", async () => {
    const { id } = await pack(6)
    await insertReglement(owner, { collectiviteId: commune(6), titreId: id }, 77_281n)
    await issued(id, { etendue: "lignes", "montant-1": "100" })
    const filter = deskFilter.parse({ situation: "credit" })
    const credits = await read(one, (tx) => listDesk(tx, filter, { day: today() }))
    expect(credits.find((row) => row.id === id)).toMatchObject({ reste: -12_000n, corrige: 12_000n, regle: 77_281n })
    const [solde] = await read(one, (tx) =>
      listSoldes(tx, soldesFilter.parse({ cherche: communes[6]?.nom, solde: "credit" })),
    )
    expect(solde).toMatchObject({ facture: 77_281n, annule: 12_000n, regle: 77_281n, du: -12_000n })
  })

  it("is issued again to another debtor in the same act", async () => {
    const { id } = await pack(7)
    const made = await issued(id, { debiteur: communes[8]?.nom })
    const [again] = await rows<Record<string, unknown>>(
      `select * from titre where "collectiviteId" = $1 and nature = 'recette' order by "emisLe" desc limit 1`,
      [commune(8)],
    )
    expect(await titreRow(made)).toMatchObject({ nature: "annulation", collectiviteId: commune(7) })
    expect(again).toMatchObject({ montantTtc: "77281", corrigeId: null, exercice: YEAR })
    expect(JSON.stringify(again?.debiteur)).toContain(communes[8]?.nom)
    expect(
      await proposeCorrection(one, correction(String(again?.id), { debiteur: communes[8]?.nom }), ports),
    ).toMatchObject({
      refusal: "debiteur-identique",
    })
  })

  it("can be refused or withdrawn, and nothing is then issued", async () => {
    const { id } = await pack(9)
    expect(await refuseProjet(other, { projet: await propose(id), motif: "Le décompte est faux" })).toMatchObject({
      ok: true,
    })
    expect(await withdrawProjet(one, { projet: await propose(id) })).toMatchObject({ ok: true })
    expect(await rows(`select count(*)::int as n from titre where "corrigeId" = $1`, [id])).toEqual([{ n: 0 }])
    const [row] = await rows<{ n: number }>(
      `select count(*)::int as n from titre_numero n left join titre t on t.id = n."titreId" where t.id is null`,
    )
    expect(row).toEqual({ n: 0 })
  })

  it("is proposed by those who bill only, and seen by its member alone", async () => {
    const { id } = await pack(10)
    await expect(
      proposeCorrection(agent({ personneId: one.who.personneId }, "support"), correction(id), ports),
    ).rejects.toThrow()
    const made = await issued(id)
    const mine = membre({ personneId: one.who.personneId }, commune(10))
    const theirs = membre({ personneId: one.who.personneId }, commune(11))
    expect(await read(mine, (tx) => tx.titre.count({ where: { id: made } }))).toBe(1)
    expect(await read(theirs, (tx) => tx.titre.count({ where: { id: made } }))).toBe(0)
    await expect(read(mine, (tx) => tx.projetTitre.count())).rejects.toThrow(/permission denied/)
  })
})

describe("a titre outside a campaign", () => {
  const typed = (more: Record<string, string> = {}) =>
    titreInput.parse({
      ...{
        debiteur: communes[11]?.nom,
        objet: "Formation",
        fondement: "Convention du 2 mars 2026",
        imputation: "",
        acte: "Convention 12",
      },
      ...{
        numeroEngagement: "",
        codeService: "",
        "libelle-1": "Atelier",
        "quantite-1": "3",
        "prixUnitaire-1": "14,00",
        "tva-1": "S-20",
      },
      ...{ "libelle-3": "Installation", "quantite-3": "1", "prixUnitaire-3": "0,07", "tva-3": "S-20" },
      ...more,
    })

  it("is proposed with its lines priced and taxed, and numbered by the second person", async () => {
    const made = await proposeTitre(one, typed())
    const projet = made.ok ? made.value.projet : ""
    expect(await approveProjet(one, { projet })).toMatchObject({ refusal: "meme-personne" })
    const done = await approveProjet(other, { projet })
    expect(done).toMatchObject({ ok: true })
    const row = await titreRow(done.ok ? done.value.titre : "")
    // 4 200 + 7 cents before tax; VAT once on the sum, 841 cents.
    expect(row).toMatchObject({
      montantHt: "4207",
      montantTva: "841",
      volet: "services_taxes",
      canal: "pes",
      campagneId: null,
    })
  })

  it("refuses lines out of the scope of VAT beside taxed ones, and a debtor that nobody is", async () => {
    expect(await proposeTitre(one, typed({ "tva-3": "O-0" }))).toMatchObject({ refusal: "lignes-mixtes" })
    expect(await proposeTitre(one, typed({ debiteur: "Nulle-Part-sur-Rien" }))).toMatchObject({
      refusal: "debiteur-inconnu",
    })
  })

  it("shares the bordereau of the day", async () => {
    const bordereaux = new Set<unknown>()
    for (const _ of [1, 2]) {
      const made = await proposeTitre(one, typed())
      const done = await approveProjet(other, { projet: made.ok ? made.value.projet : "" })
      bordereaux.add((await titreRow(done.ok ? done.value.titre : ""))?.bordereau)
    }
    expect(bordereaux.size).toBe(1)
  })
})

describe("a closed exercice", () => {
  const LAST = YEAR - 1
  let late: { id: string }

  it("is asked by one person and closed by another, for good, once nothing waits in it", async () => {
    late = await pack(0, { exercice: LAST, canal: "pes" })
    expect(await askClosing(one, { annee: YEAR })).toMatchObject({ refusal: "exercice-en-cours" })
    const projet = await propose(late.id)
    expect(await askClosing(one, { annee: LAST })).toMatchObject({ refusal: "corrections-en-attente" })
    await withdrawProjet(one, { projet })
    expect(await closeExercice(other, { annee: LAST })).toMatchObject({ refusal: "pas-demande" })
    expect(await askClosing(one, { annee: LAST })).toMatchObject({ ok: true })
    expect(await withdrawClosing(one, { annee: LAST })).toMatchObject({ ok: true })
    expect(await askClosing(one, { annee: LAST })).toMatchObject({ ok: true })
    expect(await closeExercice(one, { annee: LAST })).toMatchObject({ refusal: "meme-personne" })
    await expect(
      owner.query(`update exercice set "closLe" = current_date, "closParId" = "demandeParId" where annee = $1`, [LAST]),
    ).rejects.toThrow(/seconde_personne/)
    const bilan = await read(one, (tx) => findBilan(tx, LAST))
    expect(bilan).toMatchObject({ titres: 1, facture: 77_281n, du: 77_281n, dus: 1, aEnvoyer: 1 })
    expect(await closeExercice(other, { annee: LAST })).toMatchObject({ ok: true })
    expect(await closeExercice(other, { annee: LAST })).toMatchObject({ refusal: "deja-clos" })
    await expect(
      owner.query(`update exercice set "closLe" = null, "closParId" = null where annee = $1`, [LAST]),
    ).rejects.toThrow(/clos/)
    await expect(owner.query(`delete from exercice where annee = $1`, [LAST])).rejects.toThrow(/clos/)
  })

  it("takes no titre any more, whoever writes it", async () => {
    await expect(pack(1, { exercice: LAST })).rejects.toThrow(/exercice clos/)
  })

  it("is corrected by a mandat on account 673 of the present one, in a series of its own, which Hélios is not sent", async () => {
    const before = await read(one, listBordereauxAFaire)
    const made = await issued(late.id, { etendue: "lignes", "montant-1": "100" })
    expect(await titreRow(made)).toMatchObject({
      ...{ exercice: YEAR, serie: "M673", numero: 1, imputation: "673", surExerciceClos: true, nature: "reduction" },
      ...{ montantHt: "10000", montantTva: "2000" },
    })
    expect(await lastEtat(late.id)).toBe("reduit")
    expect(await read(one, listBordereauxAFaire)).toEqual(before)
    const { annule, du } = await read(one, (tx) => findBilan(tx, LAST))
    expect([annule, du]).toEqual([12_000n, 65_281n])
  })

  it("waits for a correction under way before it closes, so that none is left between the two", async () => {
    const slow = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
    await slow.connect()
    await slow.query("begin")
    await slow.query(`select pg_advisory_xact_lock_shared(hashtextextended('exercice:' || $1::int, 0))`, [LAST])
    let closed = false
    const closing = closeExercice(other, { annee: LAST }).then(() => {
      closed = true
    })
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(closed).toBe(false)
    await slow.query("commit")
    await closing
    await slow.end()
  })
})

it("amounts typed for a line are read as euros, and what is no amount is said beside it", () => {
  const titre = "01900000-0000-7000-8000-000000000001"
  expect(correction(titre, { etendue: "lignes", "montant-2": "1 234,5" }).montants).toEqual(
    new Map([[2, decimal("1234.5")]]),
  )
  const wrong = correctionInput.safeParse({
    titre,
    etendue: "lignes",
    motif: "x",
    justificatif: proof(),
    "montant-1": "-3",
  })
  expect(wrong.success ? [] : wrong.error.issues.map(({ path }) => path[0])).toEqual(["montant-1"])
})
