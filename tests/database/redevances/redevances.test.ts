import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { type CollectiviteId, systeme } from "@/lib/access/context.ts"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { calendarDate, today, yearOf } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { prepareAllCreances, prepareCreance } from "@/lib/redevances/commands/creance.ts"
import { adoptDeliberation, prepareDeliberation } from "@/lib/redevances/commands/deliberation.ts"
import { carryOverEtat, declareEtat } from "@/lib/redevances/commands/etat.ts"
import { changeMandat } from "@/lib/redevances/commands/mandat.ts"
import { expireCreances, followCreance } from "@/lib/redevances/commands/suivi.ts"
import { findRedevances } from "@/lib/redevances/queries/commune.ts"
import { listBaremes } from "@/lib/redevances/queries/reference.ts"
import { BAREMES_PUBLIES } from "@/lib/redevances/rules/bareme.ts"
import { summarize } from "@/lib/redevances/rules/situation.ts"
import { deliberationInput, etatInput } from "@/lib/redevances/schema.ts"
import type { Bareme } from "@/lib/redevances/types.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })

const BRETEUIL = stableId("collectivite", "27112")
/** A member that has opened the service and holds nothing yet. */
const MARBOIS = stableId("collectivite", "27157")
const ORANGE = stableId("operateur-telecom", "orange")
const RIP = stableId("operateur-telecom", "rip")
const year = yearOf(today())

let publicIds: Record<string, string>
const withPublicId = <C extends { liens: readonly [{ publicId: string; collectiviteId: string }, ...unknown[]] }>(
  c: C,
): C => ({
  ...c,
  liens: [{ ...c.liens[0], publicId: publicIds[c.liens[0].collectiviteId] ?? "" }],
})
const secretaire = (id = MARBOIS) => withPublicId(membre({ personneId: personneId("secretaire.breteuil") }, id))
const elu = (id = MARBOIS) => withPublicId(membre({ personneId: personneId("maire.marbois") }, id, ["elu"]))
const staff = agent({ personneId: personneId("charge.mission") }, "charge_de_mission")

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  const { rows } = await owner.query('select id, "publicId" from collectivite')
  publicIds = Object.fromEntries(rows.map(({ id, publicId }) => [id, publicId]))
  for (const table of [
    "creance_rodp_suivi",
    "creance_rodp",
    "patrimoine_ligne",
    "patrimoine_etat",
    "deliberation_rodp",
    "mandat_rodp",
  ]) {
    await owner.query(`alter table ${table} disable trigger user`)
    await owner.query(`delete from ${table} where "collectiviteId" = $1`, [MARBOIS])
    await owner.query(`alter table ${table} enable trigger user`)
  }
  await owner.query(
    `insert into souscription ("collectiviteId", "serviceId", etat, quantite, "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId")
     select $1, id, 'en_service', 1, current_date, 'Secrétariat', 'mairie@demo.invalid', $2 from service where outil = 'redevances'
     and not exists (select from souscription s where s."collectiviteId" = $1 and s."serviceId" = service.id and s.etat = 'en_service')`,
    [MARBOIS, personneId("secretaire.breteuil")],
  )
})
afterAll(() => owner.end())

const typedEtat = (over: Record<string, string> = {}) =>
  etatInput.parse({
    collectivite: publicIds[MARBOIS] ?? "",
    operateur: ORANGE,
    annee: "2026",
    recuLe: "2026-02-20",
    "ligne-1-nature": "souterrain",
    "ligne-1-domaine": "routier",
    "ligne-1-quantite": "12,345",
    "ligne-2-nature": "aerien",
    "ligne-2-domaine": "routier",
    "ligne-2-quantite": "8,210",
    "ligne-3-nature": "emprise",
    "ligne-3-domaine": "routier",
    "ligne-3-quantite": "3,5",
    "ligne-4-quantite": "",
    ...over,
  })
const situation = (id: string, day = today()) => read(secretaire(id), (tx) => findRedevances(tx, id, day))
const row = async (id: string, annee: number, operateurId = ORANGE) =>
  (await situation(id)).lignes.find((one) => one.annee === annee && one.operateurId === operateurId)
const refusal = (answer: { ok: boolean; refusal?: string }) => (answer.ok ? null : answer.refusal)

describe("published rates", () => {
  it("of a new database are those of the command line, with their sources", async () => {
    const baremes = await read(staff, (tx) => listBaremes(tx))
    const figures = ({ annee, source, ...taux }: Bareme) => [annee, source, ...Object.values(taux).map(Number)]
    expect(baremes.map(figures)).toEqual([...BAREMES_PUBLIES].reverse().map(figures))
  })

  it("never change once published", async () => {
    const change = owner.query(`update bareme_rodp set "souterrainKm" = 60 where annee = 2024`)
    await expect(change).rejects.toThrow(/garde ce qui a été dit/)
  })
})

describe("a statement", () => {
  it("is what the commune is owed, line by line, and names what is missing to ask for it", async () => {
    expect(await declareEtat(secretaire(), typedEtat())).toMatchObject({ ok: true })
    const mine = await row(MARBOIS, 2026)
    expect(mine).toMatchObject({ montant: 125852n, situation: "deliberation_absente", creance: null })
  })

  it("is one a year and operator: another one must say that it replaces it", async () => {
    const again = typedEtat({ "ligne-1-quantite": "20" })
    expect(await declareEtat(secretaire(), again)).toMatchObject({ ok: false, refusal: "etat-existant" })
    expect((await row(MARBOIS, 2026))?.montant).toBe(125852n)
    const replacing = typedEtat({ remplacer: "oui", "ligne-1-quantite": "12,345" })
    expect(await declareEtat(secretaire(), replacing)).toMatchObject({ ok: true })
    const { rows } = await owner.query(
      `select count(*)::int as n from patrimoine_etat where "collectiviteId" = $1 and annee = 2026`,
      [MARBOIS],
    )
    expect(rows).toEqual([{ n: 2 }])
  })

  it("of a year without rates is kept, without an amount", async () => {
    expect(await declareEtat(secretaire(), typedEtat({ annee: "2025" }))).toMatchObject({ ok: true })
    expect(await row(MARBOIS, 2025)).toMatchObject({ montant: null, situation: "bareme_absent" })
    expect(refusal(await prepareCreance(secretaire(), { collectivite: "", operateur: ORANGE, annee: 2025 }))).toBe(
      "bareme-absent",
    )
  })

  it("is carried over from the year before, and refused where there is nothing to carry", async () => {
    const answer = await carryOverEtat(secretaire(), { collectivite: "", operateur: ORANGE, annee: year + 1 })
    expect(answer).toMatchObject({ ok: true })
    const { rows } = await owner.query(
      `select source, (select count(*)::int from patrimoine_ligne l where l."etatId" = e.id) as lignes
       from patrimoine_etat e where "collectiviteId" = $1 and annee = $2`,
      [MARBOIS, year + 1],
    )
    expect(rows).toEqual([{ source: "report", lignes: 3 }])
    expect(refusal(await carryOverEtat(secretaire(), { collectivite: "", operateur: RIP, annee: 2026 }))).toBe(
      "rien-a-reporter",
    )
  })

  it("stays as it was written", async () => {
    await expect(owner.query("update patrimoine_ligne set quantite = 1")).rejects.toThrow(/ne se modifie pas/)
    await expect(owner.query('update patrimoine_etat set "recuLe" = current_date')).rejects.toThrow(
      /garde ce qui a été dit/,
    )
  })
})

describe("the council's rates", () => {
  const typed = (over: Record<string, string> = {}) =>
    deliberationInput.parse({
      collectivite: "",
      annee: "2026",
      arrondi: "centime",
      exigibiliteMois: "1",
      exigibiliteJour: "1",
      tarifs: "moindres",
      souterrainKm: "40,00",
      aerienKm: "60,00",
      empriseM2: "30,00",
      nonRoutierKm: "1600,00",
      nonRoutierM2: "1000,00",
      ...over,
    })

  it("cannot exceed the ceilings", async () => {
    const high = await prepareDeliberation(secretaire(), typed({ aerienKm: "65,50" }))
    expect(high).toMatchObject({ ok: false, refusal: "taux-trop-eleve" })
  })

  it("count once adopted, and never change after", async () => {
    const draft = await prepareDeliberation(secretaire(), typed())
    if (!draft.ok) throw new Error(draft.refusal)
    expect((await row(MARBOIS, 2026))?.montant).toBe(125852n)
    const adopted = { collectivite: "", deliberation: draft.value.id, adopteeLe: today(), numero: "2026-31" }
    expect(await adoptDeliberation(secretaire(), adopted)).toMatchObject({ ok: true })
    // 12,345 × 40 + 8,21 × 60 + 3,5 × 30
    expect(await row(MARBOIS, 2026)).toMatchObject({ montant: 49380n + 49260n + 10500n, situation: "a_reclamer" })
    expect(refusal(await adoptDeliberation(secretaire(), adopted))).toBe("deliberation-adoptee")
    await expect(
      owner.query(`update deliberation_rodp set "aerienKm" = 10 where id = $1`, [draft.value.id]),
    ).rejects.toThrow(/garde ce qui a été dit/)
  })
})

describe("a claim", () => {
  const claimId = async () => (await row(MARBOIS, 2026))?.creance?.id ?? ""
  const follow = async (over: Record<string, unknown>) =>
    followCreance(secretaire(), {
      ...{ collectivite: "", creance: await claimId(), jour: today(), note: null },
      version: (await owner.query("select version from creance_rodp where id = $1", [await claimId()])).rows[0].version,
      ...over,
    } as never)

  it("is frozen when prepared, with its steps", async () => {
    expect(await prepareAllCreances(secretaire(), { collectivite: "", annee: 2026 })).toMatchObject({
      ok: true,
      value: { preparees: 1 },
    })
    const more = typedEtat({ remplacer: "oui", "ligne-1-quantite": "30" })
    expect((await declareEtat(secretaire(), more)).ok).toBe(true)
    expect(await row(MARBOIS, 2026)).toMatchObject({ montant: 109140n, situation: "preparee" })
    const { rows } = await owner.query("select calcul from creance_rodp where id = $1", [await claimId()])
    expect(rows[0].calcul.etapes.join(" ")).toContain("12,345 km × 40,00")
    await expect(owner.query("update creance_rodp set montant = 1")).rejects.toThrow(/garde ce qui a été dit/)
  })

  it("is sent, contested, upheld and paid, each step kept; what is paid never exceeds what is due", async () => {
    expect((await follow({ acte: "envoyer", echeance: calendarDate("2026-12-31") })).ok).toBe(true)
    expect((await follow({ acte: "contester", note: "Longueurs" })).ok).toBe(true)
    expect((await follow({ acte: "maintenir", note: "Relevé à l'appui" })).ok).toBe(true)
    expect(await follow({ acte: "paiement", montantPaye: decimal("2000.00") })).toMatchObject({
      refusal: "paiement-trop-grand",
    })
    expect((await follow({ acte: "paiement", montantPaye: decimal("1000.00") })).ok).toBe(true)
    expect(await row(MARBOIS, 2026)).toMatchObject({ paye: 100000n, situation: "envoyee" })
    expect((await follow({ acte: "paiement", montantPaye: decimal("91.40") })).ok).toBe(true)
    expect(await row(MARBOIS, 2026)).toMatchObject({ paye: 109140n, situation: "payee" })
    expect(await follow({ acte: "contester", note: "Trop tard" })).toMatchObject({ refusal: "transition-interdite" })
    const { lignes } = await situation(MARBOIS)
    expect(summarize(lignes, today())).toMatchObject({ demande: 109140n, recu: 109140n, du: 0n })
  })

  it("of a second person acting on what the first saw is refused", async () => {
    expect(await follow({ acte: "contester", version: 1, note: "Trop tard" })).toMatchObject({
      refusal: "creance-changee",
    })
  })

  it("is held to its transitions by the database", async () => {
    const jump = owner.query("update creance_rodp set etat = 'preparee' where id = $1", [await claimId()])
    await expect(jump).rejects.toThrow(/interdit/)
  })

  it("prepared and never sent is lost by the night after its last day", async () => {
    await owner.query("alter table creance_rodp disable trigger user")
    await owner.query(
      `update creance_rodp set "exigibleLe" = current_date - interval '6 years' where "collectiviteId" = $1 and etat = 'preparee'`,
      [BRETEUIL],
    )
    await owner.query("alter table creance_rodp enable trigger user")
    expect(await expireCreances(systeme("redevances.expirer", "operateur"))).toBe(1)
    expect(await expireCreances(systeme("redevances.expirer", "operateur"))).toBe(0)
  })
})

describe("the staff", () => {
  it("acts for a commune only under the mandate that its élu gave, and no longer once it is withdrawn", async () => {
    const input = typedEtat({ collectivite: publicIds[MARBOIS] ?? "", operateur: RIP })
    expect(refusal(await declareEtat(staff, input))).toBe("sans-mandat")
    await expect(changeMandat(secretaire(), { collectivite: "", acte: "donner" })).rejects.toThrow(AccessRefused)
    expect(await changeMandat(elu(), { collectivite: "", acte: "donner" })).toMatchObject({ ok: true })
    expect(refusal(await changeMandat(elu(), { collectivite: "", acte: "donner" }))).toBe("mandat-deja")
    expect(refusal(await declareEtat(staff, input))).toBe(null)
    expect(await changeMandat(elu(), { collectivite: "", acte: "retirer" })).toMatchObject({ ok: true })
    expect(refusal(await declareEtat(staff, { ...input, remplacer: true }))).toBe("sans-mandat")
  })
})

it("a commune that has not opened the service records nothing", async () => {
  const { rows } = await owner.query(
    `select c.id from collectivite c where type = 'commune' and not exists (select from souscription s where s."collectiviteId" = c.id) limit 1`,
  )
  const answer = await declareEtat(secretaire(rows[0].id as CollectiviteId), typedEtat())
  expect(answer).toMatchObject({ ok: false, refusal: "service-ferme" })
})

it("an EPCI sees its communes as counts of three and more, never fewer", async () => {
  const { rows } = await owner.query<{ epciId: string }>(
    `select c."epciId" from patrimoine_etat e join collectivite c on c.id = e."collectiviteId" group by 1 having count(distinct e."collectiviteId") >= 3 limit 1`,
  )
  const said = await read(
    staff,
    (tx) => tx.$queryRaw<{ communes: number; reclamantes: number | null; demande: bigint | null }[]>`
      select * from portail_redevances_epci(${rows[0]?.epciId}::uuid)`,
  )
  expect(said.length).toBeGreaterThan(0)
  for (const one of said) expect(one.communes).toBeGreaterThanOrEqual(3)
  for (const one of said.filter(({ reclamantes }) => reclamantes === null)) expect(one.demande).toBeNull()
})
