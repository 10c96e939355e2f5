import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { listPieces } from "@/lib/documents/queries/list.ts"
import { abandonPartage, reopenPartage, validatePartage } from "@/lib/partages/commands/decide.ts"
import { recordDepense } from "@/lib/partages/commands/depenses.ts"
import { issuePartage } from "@/lib/partages/commands/issue.ts"
import { addUsers, createPartage, removeParticipant, setParticipant } from "@/lib/partages/commands/prepare.ts"
import { findMutualises } from "@/lib/partages/queries/mutualises.ts"
import { findPartage } from "@/lib/partages/queries/partages.ts"
import { depenseInput, partageInput, participantInput } from "@/lib/partages/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { partagesOf } from "@/lib/titres/rules.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { asFile, onePagePdf } from "@/tests/support/files.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const one = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
const other = agent({ personneId: "01900000-0000-7000-8000-000000000002" })
const query = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows
const ports = { storage: diskStorage(process.env.DOCUMENT_DIR ?? "/tmp/portail-partages"), scan: null }

function taken<T>(result: { ok: true; value: T } | { ok: false; refusal: string }): T {
  if (!result.ok) throw new Error(result.refusal)
  return result.value
}

const FIELDS = {
  exercice: "2026",
  nature: "prestation",
  fournisseur: "Éditeur de démonstration",
  libelle: "Licence annuelle",
  dateFacture: "2026-06-30",
  montantHt: "1000,00",
  montantTva: "200,00",
}
const depense = async (change: Record<string, unknown> = {}) =>
  taken(
    await recordDepense(
      one,
      depenseInput.parse({
        ...FIELDS,
        service: "dpo-mutualise",
        fichier: asFile(onePagePdf(), "facture.pdf"),
        ...change,
      }),
      ports,
    ),
  ).id

const partage = async (change: Record<string, string> = {}) =>
  taken(
    await createPartage(
      one,
      partageInput.parse({
        exercice: "2026",
        service: "dpo-mutualise",
        libelle: "DPO partagé",
        cout: "1000",
        cle: "egale",
        categorieTva: "E",
        ...change,
      }),
    ),
  ).id

const join = (id: string, collectivite: string, more: Record<string, string> = {}) =>
  setParticipant(one, participantInput.parse({ partage: id, collectivite, ...more }))

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
}, 60_000)
afterAll(() => owner.end())

describe("an expense", () => {
  it("comes with its proof unless it is internal, and goes to a pillar or to general costs", async () => {
    expect(await recordDepense(one, depenseInput.parse(FIELDS), ports)).toMatchObject({
      refusal: "justificatif-absent",
    })
    const id = await depense()
    const [row] = await query<{ pilierId: string; fichierId: string }>(
      `select "pilierId", "fichierId" from depense where id = $1`,
      [id],
    )
    expect(row?.fichierId).toBeTruthy()
    expect(row?.pilierId).toBeTruthy()
    taken(await recordDepense(one, depenseInput.parse({ ...FIELDS, nature: "personnel", montantTva: "0" }), ports))
  })

  it("refuses a program, whatever its name", async () => {
    const fichier = new File([new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0])], "facture.pdf")
    expect(await recordDepense(one, depenseInput.parse({ ...FIELDS, fichier }), ports)).toMatchObject({
      refusal: "fichier-refuse",
    })
  })

  it("that is mutualised counts half for the members, in its pillar, and not once it is shared", async () => {
    const general = async () => (await read(one, (tx) => findMutualises(tx, 2031))).rows.at(-1)
    expect(await general()).toMatchObject({ nom: "Charges générales", cout: 0n })
    const id = await depense({ exercice: "2031", service: "", fichier: asFile(onePagePdf(), "facture.pdf") })
    expect(await general()).toMatchObject({ cout: 120_000n, membres: 60_000n, operateur: 60_000n })
    await partage({ depense: id, cout: "", exercice: "2031" })
    expect(await general()).toMatchObject({ cout: 0n })
  })
})

describe("a shared cost", () => {
  it("by population reads the inhabitants, and its shares always sum to the cost", async () => {
    const id = await partage({ cle: "population", cout: "999,90", quotePart: "5" })
    for (const commune of ["27112", "27157", "27198"]) expect(await join(id, commune)).toMatchObject({ ok: true })
    const found = await read(one, (tx) => findPartage(tx, id))
    expect(found?.montant).toBe(104_990n)
    expect(found?.reparti).toBe(104_990n)
    expect(found?.parts.every(({ explication }) => explication.includes("population totale, millésime 2022"))).toBe(
      true,
    )
    const [part] = found?.parts ?? []
    expect(await removeParticipant(one, { partage: id, part: part?.id ?? "" })).toMatchObject({ ok: true })
    expect((await read(one, (tx) => findPartage(tx, id)))?.reparti).toBe(104_990n)
    expect(await join(id, "syndicat-d-eau-01")).toMatchObject({ ok: false })
  })

  it("by population refuses who has no inhabitant, and a cost of which nobody has a share", async () => {
    await query(
      `insert into population (code, genre, millesime, habitants, source)
       select c.siren, 'totale', 2022, 0, 'essai' from collectivite c where c.siren = '200066462'
       on conflict (code, genre, millesime) do update set habitants = 0`,
    )
    const id = await partage({ cle: "population" })
    expect(await join(id, "200066462")).toMatchObject({ refusal: "sans-habitant", details: { millesime: "2022" } })
    await join(id, "27112")
    await query(`update partage_part set poids = 0, montant = 0 where "partageId" = $1`, [id])
    expect(await validatePartage(other, { partage: id })).toMatchObject({ refusal: "sans-poids" })
  })

  it("by quantity takes everybody who has the service, with their units", async () => {
    const id = await partage({ cle: "quantite", service: "pack-cyber", cout: "5000", categorieTva: "S", tauxTva: "20" })
    expect(await addUsers(one, { partage: id })).toMatchObject({ ok: true })
    const found = await read(one, (tx) => findPartage(tx, id))
    const [units] = await query<{ total: number }>(
      `select sum(quantite)::int as total from souscription s join service v on v.id = s."serviceId" where v.slug = 'pack-cyber' and s.etat = 'en_service'`,
    )
    expect(Number(found?.totalPoids)).toBe(units?.total)
    expect(found?.reparti).toBe(500_000n)
  })

  it("by percents wants a hundred of them, and a second person", async () => {
    const id = await partage({ cle: "pourcentage" })
    expect(await validatePartage(other, { partage: id })).toMatchObject({ refusal: "sans-participant" })
    await join(id, "27112", { poids: "60" })
    expect(await join(id, "27157")).toMatchObject({ refusal: "poids-absent" })
    expect(await validatePartage(other, { partage: id })).toMatchObject({
      refusal: "pourcentages",
      details: { total: "60" },
    })
    await join(id, "27157", { poids: "40" })
    expect(await validatePartage(one, { partage: id })).toMatchObject({ refusal: "meme-personne" })
    expect(await validatePartage(other, { partage: id })).toMatchObject({ ok: true })
    await expect(owner.query(`update partage_part set montant = 1 where "partageId" = $1`, [id])).rejects.toThrow(
      "ne changent plus",
    )
    await expect(owner.query(`update partage set montant = 1 where id = $1`, [id])).rejects.toThrow("ne change plus")
    expect(await reopenPartage(one, { partage: id })).toMatchObject({ ok: true })
    expect(await abandonPartage(one, { partage: id, motif: "Essai" })).toMatchObject({ ok: true })
  })

  it("is never of an expense that another one shares", async () => {
    const id = await depense()
    await partage({ depense: id, cout: "" })
    const again = await createPartage(
      one,
      partageInput.parse({
        exercice: "2026",
        service: "dpo-mutualise",
        libelle: "Encore",
        depense: id,
        cle: "egale",
        categorieTva: "E",
      }),
    )
    expect(again).toMatchObject({ refusal: "depense-partagee" })
  })

  it("to the euro is billed to who pays, with VAT, and the supplier's bill beside", async () => {
    const facture = await depense()
    const id = await partage({ cle: "pourcentage", depense: facture, cout: "", categorieTva: "S", tauxTva: "20" })
    await join(id, "27112", { poids: "100", payeur: "200066462" })
    taken(await validatePartage(other, { partage: id }))
    taken(await issuePartage(one, { partage: id }))
    const [titre] = await query<Record<string, unknown>>(
      `select c.siren, t."montantHt", t."montantTva", t."montantTtc", l."beneficiaireNom", l.origine, l.bases, p."titreRef" = t.id as lie
        from partage_part p join titre t on t.id = p."titreRef" join collectivite c on c.id = t."collectiviteId"
        join titre_ligne l on l."titreId" = t.id where p."partageId" = $1`,
      [id],
    )
    expect(titre).toMatchObject({
      siren: "200066462",
      montantHt: "100000",
      montantTva: "20000",
      montantTtc: "120000",
      lie: true,
    })
    expect(titre?.origine).toBe(`partage/${id}`)
    const documents = await query<{ siren: string }>(
      `select c.siren from document d join collectivite c on c.id = d."collectiviteId" where d."objetId" = $1`,
      [facture],
    )
    expect(documents).toEqual([{ siren: "200066462" }])
    const [billed] = await query<{ collectiviteId: string; origine: string }>(
      `select t."collectiviteId", l.origine from titre t join titre_ligne l on l."titreId" = t.id where l.origine = $1`,
      [`partage/${id}`],
    )
    const beside = (collectiviteId: string) =>
      read(one, (tx) => listPieces(tx, collectiviteId, partagesOf([{ origine: billed?.origine ?? null }])))
    expect(await beside(String(billed?.collectiviteId))).toMatchObject([
      { titre: expect.stringContaining("Justificatif"), mediaType: "application/pdf" },
    ])
    const [beneficiaire] = await query<{ id: string }>(`select id from collectivite where "codeInsee" = '27112'`)
    expect(await beside(String(beneficiaire?.id))).toEqual([])
    expect(await issuePartage(one, { partage: id })).toMatchObject({ refusal: "partage-change" })
  })
})
