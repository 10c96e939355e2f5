import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { calendarDate } from "@/lib/platform/dates.ts"
import { seed } from "@/prisma/seed/seed.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const today = calendarDate("2026-11-22")
const client = new Client({ connectionString: migrationUrl })

const value = async <T>(query: string): Promise<T> => Object.values((await client.query(query)).rows[0])[0] as T

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today })
})
afterAll(() => client.end())

describe("the seeded Eure", () => {
  it("has 662 collectivités, of which 443 members by type", async () => {
    const { rows } = await client.query(`
      select c.type, count(*)::int as tous, count(*) filter (where a.statut = 'adherent')::int as membres
      from collectivite c join adhesion a on a."collectiviteId" = c.id and a.jusqua is null group by c.type order by c.type`)
    expect(rows).toEqual([
      { type: "commune", tous: 597, membres: 378 },
      { type: "epci", tous: 13, membres: 13 },
      { type: "departement", tous: 1, membres: 1 },
      { type: "syndicat", tous: 51, membres: 51 },
    ])
  })

  it("bills its 378 communes 56 563,30 € on totale 2022, and 55 472,90 € on municipale 2023", async () => {
    const total = (genre: string, millesime: number) =>
      value<string>(`
        select sum(round(p.habitants * r.taux, 2))::text from collectivite c
        join adhesion a on a."collectiviteId" = c.id and a.statut = 'adherent' and a.jusqua is null
        join population p on p.code = c."codeInsee" and p.genre = '${genre}' and p.millesime = ${millesime}
        join regle_cotisation r on r.type = c.type and r.mode = 'taux_population' and r.jusqua is null`)
    expect(Number(await total("totale", 2022))).toBe(56_563.3)
    expect(Number(await total("municipale", 2023))).toBe(55_472.9)
  })

  it("labels as synthetic each membership that no source gives, and only those", async () => {
    const { rows } = await client.query(`
      select c.type, array_agg(distinct a.synthetique) as synthetique from collectivite c
      join adhesion a on a."collectiviteId" = c.id group by c.type order by c.type`)
    expect(rows).toEqual([
      { type: "commune", synthetique: [true] },
      { type: "epci", synthetique: [false] },
      { type: "departement", synthetique: [false] },
      { type: "syndicat", synthetique: [true] },
    ])
  })

  it("labels as assumptions the rules that the operator did not state", async () => {
    const { rows } = await client.query("select type, hypothese from regle_cotisation order by type")
    expect(rows.filter(({ hypothese }) => !hypothese)).toEqual([{ type: "commune", hypothese: false }])
  })

  it("has 52 members without SIREN, and nobody with a SIRET or an official mailbox", async () => {
    expect(await value("select count(*)::int from collectivite where siren is null")).toBe(52)
    expect(
      await value(`select count(*)::int from fiche where siret is not null or "courrielOfficiel" is not null`),
    ).toBe(0)
  })

  it("publishes the 48 services of the strategy and one of the study before, with one price of use", async () => {
    expect(await value("select count(*)::int from service where etat = 'publie'")).toBe(49)
    expect(await value(`select string_agg("prixUnitaire"::text, ',') from tarif where genre = 'usage'`)).toBe("14.0000")
  })

  it("leaves Breteuil a Pack cyber to approve", async () => {
    const { rows } = await client.query(`
      select o.etat, o.quantite from souscription o join service s on s.id = o."serviceId"
      join collectivite c on c.id = o."collectiviteId" where c."codeInsee" = '27112' and s.slug = 'pack-cyber'`)
    expect(rows).toEqual([{ etat: "a_approuver", quantite: 5 }])
  })

  it("keeps last year's cotisation of each member", async () => {
    expect(await value("select count(*)::int from cotisation_reprise where exercice = 2025")).toBe(443)
  })

  it("is loaded once: seeding again changes nothing, not even what staff edited", async () => {
    await client.query(`update collectivite set nom = 'Breteuil-sur-Iton' where "codeInsee" = '27112'`)
    const before = await fingerprint()
    expect(await seed({ migrationUrl, departement: "27", today })).toEqual({
      loaded: false,
      collectivites: 662,
      adherents: 443,
    })
    expect(await fingerprint()).toEqual(before)
  })

  it("refuses another département in the same database", async () => {
    await expect(seed({ migrationUrl, departement: "61", today })).rejects.toThrow("27")
    expect(await value("select count(*)::int from collectivite")).toBe(662)
  })
})

async function fingerprint() {
  const { rows } = await client.query<{ name: string }>(
    "select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
  )
  const hashes: [string, string][] = []
  for (const { name } of rows) {
    hashes.push([
      name,
      await value(`select md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from "${name}" t`),
    ])
  }
  return hashes
}
