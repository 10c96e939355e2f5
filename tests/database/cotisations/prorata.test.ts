import { Client, type QueryResultRow } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PRORATAS, type Prorata, type Revision } from "@/lib/catalogue/types.ts"
import { giveUpCampagne } from "@/lib/cotisations/commands/decide.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { createCampagneInput } from "@/lib/cotisations/schema.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
const query = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
  (await owner.query<T>(text, values)).rows

let membre: string

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
  const [row] = await query<{ id: string }>(
    `select c.id from collectivite c join adhesion a on a."collectiviteId" = c.id and a.statut = 'adherent' where c.type = 'commune'
     and not exists (select from souscription s where s."collectiviteId" = c.id) order by c.nom limit 1`,
  )
  membre = row?.id ?? ""
}, 60_000)
afterAll(() => owner.end())

type Case = {
  prorata: Prorata
  debut: string
  fin?: string
  quantite?: number
  revision?: Revision
  /** A later price, voted for that day. */
  puis?: { depuis: string; prix: string }
  minimum?: string
  maximum?: string
  periodicite?: "mois" | "an"
}

/** A service of these rules at 14 € a month and a unit, in service at one commune. */
async function open({ prorata, debut, fin, quantite = 1, revision = "jamais", puis, ...tarif }: Case): Promise<string> {
  const id = crypto.randomUUID()
  await query(
    `insert into service select (jsonb_populate_record(s, jsonb_build_object('id', $1::text, 'slug', $1::text, 'nom', 'Service ' || $1::text,
       'regleProrata', $2::text, 'revisionTarif', $3::text, 'mode', 'unitaire', 'parPoste', false, 'outil', null))).* from service s where slug = 'dpo-mutualise'`,
    [id, prorata, revision],
  )
  const [first] = await query<{ id: string }>(
    `insert into tarif ("serviceId", genre, "prixUnitaire", unite, periodicite, "categorieTva", "tauxTva", minimum, maximum, depuis, jusqua)
     values ($1, 'usage', 14, 'poste', $2, 'S', 20, $3, $4, '2020-01-01', $5) returning id`,
    [id, tarif.periodicite ?? "mois", tarif.minimum ?? null, tarif.maximum ?? null, puis?.depuis ?? null],
  )
  if (puis)
    await query(
      `insert into tarif ("serviceId", genre, "prixUnitaire", unite, periodicite, "categorieTva", "tauxTva", depuis)
       values ($1, 'usage', $2, 'poste', 'mois', 'S', 20, $3)`,
      [id, puis.prix, puis.depuis],
    )
  const [souscription] = await query<{ id: string }>(
    `insert into souscription ("collectiviteId", "serviceId", "tarifId", etat, quantite, "prixUnitaire", periodicite, "categorieTva", "tauxTva",
       "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "enServiceLe", "termineeLe")
     values ($1, $2, $3, $4::souscription_etat, $5, 14, $6, 'S', 20, $7::date, 'A', 'a@b.fr', gen_random_uuid(), $7::date, $8) returning id`,
    [membre, id, first?.id, fin ? "terminee" : "en_service", quantite, tarif.periodicite ?? "mois", debut, fin ?? null],
  )
  return souscription?.id ?? ""
}

/** What the preview of a campaign asks for it, each line with its words; the campaign is given up: the next one is free to bill. */
async function billed(souscription: string, exercice: number): Promise<{ cents: number[]; bases: string[] }> {
  const made = await createCampagne(
    staff,
    createCampagneInput.parse({
      ...{ exercice: String(exercice), taux: "0,10", genre: "totale", millesime: "2022", avecServices: "oui" },
      ...{ dateEmission: `${exercice}-12-01`, echeance: `${exercice}-12-31` },
      ...{ servicesDu: `${exercice}-01-01`, servicesAu: `${exercice}-12-31` },
    }),
  )
  if (!made.ok) throw new Error(made.refusal)
  const rows = await query<{ ht: string; bases: string }>(
    `select d."montantHt" as ht, d.bases from campagne_detail d join campagne_ligne l on l.id = d."ligneId"
     where l."campagneId" = $1 and d.origine = 'souscription/' || $2::text order by d.rang`,
    [made.value.id, souscription],
  )
  await giveUpCampagne(staff, { campagne: made.value.id, motif: "Essai" })
  return { cents: rows.map(({ ht }) => Number(ht)), bases: rows.map(({ bases }) => bases) }
}

describe("in a campaign, a service begun on 15 April", () => {
  const begun: Record<Prorata, { first: number[]; next: number[]; words: RegExp }> = {
    annee_pleine_suivante: { first: [], next: [16_800], words: /× 12 mois \(janvier à décembre 2027\)/ },
    mois_entames: { first: [12_600], next: [16_800], words: /× 9 mois \(avril à décembre 2026\)/ },
    jours_reels: { first: [747, 11_200], next: [16_800], words: /16\/30 de mois \(du 15 avril 2026/ },
    annee_entiere: { first: [16_800], next: [16_800], words: /× 12 mois \(janvier à décembre 2026\)/ },
  }
  it.each(PRORATAS)("by %s, is billed so its first year and whole the next", async (prorata) => {
    const souscription = await open({ prorata, debut: "2026-04-15" })
    const [first, next] = [await billed(souscription, 2026), await billed(souscription, 2027)]
    expect([first.cents, next.cents]).toEqual([begun[prorata].first, begun[prorata].next])
    expect([...first.bases, ...next.bases].some((bases) => begun[prorata].words.test(bases))).toBe(true)
  })
})

describe("in a campaign, a service ended on 10 June", () => {
  const ended: Record<Prorata, number[]> = {
    annee_pleine_suivante: [8_400],
    mois_entames: [8_400],
    jours_reels: [7_000, 467],
    annee_entiere: [16_800],
  }
  it.each(PRORATAS)("by %s, is billed so its last year, and no more the next", async (prorata) => {
    const souscription = await open({ prorata, debut: "2025-01-01", fin: "2026-06-10" })
    expect((await billed(souscription, 2026)).cents).toEqual(ended[prorata])
    expect((await billed(souscription, 2027)).cents).toEqual([])
  })
})

describe("in a campaign, a price voted for 1 July", () => {
  const voted: Record<Revision, [number[], number[]]> = {
    jamais: [[16_800], [16_800]],
    a_sa_date: [[8_400, 9_000], [18_000]],
    premier_janvier: [[16_800], [18_000]],
  }
  // Object.keys forgets its keys: they are those of the record above.
  it.each(Object.keys(voted) as Revision[])("reaches what runs already %s", async (revision) => {
    const puis = { depuis: "2026-07-01", prix: "15" }
    const souscription = await open({ prorata: "mois_entames", debut: "2025-03-01", revision, puis })
    expect([(await billed(souscription, 2026)).cents, (await billed(souscription, 2027)).cents]).toEqual(
      voted[revision],
    )
  })
})

describe("in a campaign, the bounds of a price", () => {
  it.each([
    ["raise a year to its minimum", { minimum: "20000" }, [20_000]],
    ["lower it to its maximum", { maximum: "10000", quantite: 3 }, [10_000]],
    ["leave alone what is between", { minimum: "10000", maximum: "20000" }, [16_800]],
  ])("%s", async (_words, bounds, cents) => {
    const souscription = await open({ prorata: "mois_entames", debut: "2025-01-01", ...bounds })
    expect((await billed(souscription, 2026)).cents).toEqual(cents)
  })

  it("count for the months in service of a year begun", async () => {
    const souscription = await open({ prorata: "mois_entames", debut: "2026-07-03", minimum: "20000" })
    const { cents, bases } = await billed(souscription, 2026)
    expect(cents).toEqual([10_000])
    expect(bases[0]).toContain("porté au minimum de 100,00")
  })
})

it("a yearly price is a twelfth for each month, by the rule of its service", async () => {
  const by = async (prorata: Prorata) =>
    (await billed(await open({ prorata, debut: "2026-10-01", periodicite: "an" }), 2026)).cents
  expect(await by("mois_entames")).toEqual([350])
  expect(await by("annee_entiere")).toEqual([1400])
  expect(await by("annee_pleine_suivante")).toEqual([])
})
