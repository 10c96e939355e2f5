import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { saveCertificats } from "@/lib/operateur/commands/settings.ts"
import { findReglages } from "@/lib/operateur/queries/reglages.ts"
import { remindCertificats } from "@/lib/outils/commands/certificats.ts"
import { recordAcces } from "@/lib/outils/commands/manage.ts"
import { listModules } from "@/lib/outils/queries/outils.ts"
import { accesInput } from "@/lib/outils/schema.ts"
import { addDays, type CalendarDate, today } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const TOOL = "tiers-teletransmission"
const BRETEUIL = stableId("collectivite", "27112")
/** Far from the certificates of the demonstration, which are set aside. */
const END = addDays(today(), 900)

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
beforeEach(async () => {
  await owner.query(`update module_acces set "certificatJusqua" = null`)
})
afterAll(() => owner.end())

const record = (certificatJusqua: CalendarDate) =>
  recordAcces(
    staff,
    accesInput.parse({
      ...{ service: TOOL, collectivite: stablePublicId("27112"), comptes: "3", identifiant: "acces-27112" },
      ...{ certificatJusqua, dernierUsageLe: today() },
    }),
  )
/** At noon of a day so many before the end: below zero, after it. */
const noonBefore = (end: CalendarDate, days: number) => new Date(`${addDays(end, -days)}T12:00:00Z`)
const told = async () => {
  const { rows } = await owner.query<{ genre: string; titre: string; qui: string }>(
    `select n.genre, n.titre, coalesce(p.nom, 'bureau') as qui from notification n left join personne p on p.id = n."personneId"
     where n."collectiviteId" = $1 and n.genre like 'outil-certificat%' order by n."creeLe", n.genre, qui`,
    [BRETEUIL],
  )
  return rows
}
const said = async (genre: string) => (await told()).filter((row) => row.genre === genre).length
const team = async () =>
  (
    await owner.query(
      `select count(distinct "personneId")::int as n from rattachement where "collectiviteId" = $1
       and daterange(depuis, jusqua) @> (now() at time zone 'Europe/Paris')::date`,
      [BRETEUIL],
    )
  ).rows[0].n

describe("the end of a certificate", () => {
  it("is told to the team and to the staff, once at each notice, whatever runs again or at the same time", async () => {
    const people = await team()
    succeeded(await record(END))
    expect(await remindCertificats(noonBefore(END, 61))).toMatchObject({ refusal: "rien" })
    for (const [at, days] of [60, 30, 7, -1].entries()) {
      const now = noonBefore(END, days)
      const answers = await Promise.allSettled([remindCertificats(now), remindCertificats(now), remindCertificats(now)])
      expect(answers.filter((one) => one.status === "fulfilled" && one.value.ok)).toHaveLength(1)
      expect(await remindCertificats(noonBefore(END, days - 1))).toMatchObject({ refusal: "rien" })
      expect(await said("outil-certificat")).toBe(people * (at + 1))
      expect(await said("outil-certificat-bureau")).toBe(at + 1)
    }
    const rows = await told()
    expect(rows[0]?.titre).toBe("Tiers de Télétransmission : certificat à renouveler")
    expect(rows.at(-1)?.titre).toBe("Breteuil : certificat expiré, Tiers de Télétransmission")
    const { rows: texts } = await owner.query(
      `select distinct texte from notification where "collectiviteId" = $1 and genre = 'outil-certificat'`,
      [BRETEUIL],
    )
    expect(texts.map(({ texte }) => texte).sort()).toEqual([
      expect.stringMatching(
        /^Le certificat de Breteuil pour Tiers de Télétransmission a fini le .+\. Pour le renouveler : /,
      ),
      expect.stringMatching(
        /^Le certificat de Breteuil pour Tiers de Télétransmission finit le .+\. Pour le renouveler : /,
      ),
    ])
  })

  it("stops once it is renewed, and begins again with the new one; a worker that slept tells the nearest alone", async () => {
    const end = addDays(END, 100)
    succeeded(await record(end))
    const start = await said("outil-certificat-bureau")
    succeeded(await remindCertificats(noonBefore(end, 60)))
    succeeded(await record(addDays(end, 365)))
    expect(await remindCertificats(noonBefore(end, 5))).toMatchObject({ refusal: "rien" })
    succeeded(await remindCertificats(noonBefore(addDays(end, 365), 3)))
    expect(await remindCertificats(noonBefore(addDays(end, 365), 2))).toMatchObject({ refusal: "rien" })
    expect(await said("outil-certificat-bureau")).toBe(start + 2)
  })

  it("is nobody's news where the access is closed or the service no longer runs", async () => {
    const end = addDays(END, 2000)
    succeeded(await record(end))
    const close = (closLe: string | null) =>
      owner.query(`update module_acces set "closLe" = $2 where "collectiviteId" = $1`, [BRETEUIL, closLe])
    await close("2026-01-01")
    expect(await remindCertificats(noonBefore(end, 7))).toMatchObject({ refusal: "rien" })
    await close(null)
    const { rows } = await owner.query(
      `select s.id from souscription s join service v on v.id = s."serviceId"
       where s."collectiviteId" = $1 and v.slug = $2 and s.etat = 'en_service'`,
      [BRETEUIL, TOOL],
    )
    await owner.query(`update souscription set etat = 'terminee' where id = any ($1)`, [rows.map(({ id }) => id)])
    expect(await remindCertificats(noonBefore(end, 7))).toMatchObject({ refusal: "rien" })
  })

  it("is told at the days that an administrator set, which the desk counts too", async () => {
    const admin = agent({ personneId: personneId("administrateur") }, "administrateur")
    const save = async (certificatJours: number[], ctx = admin) => {
      const { version } = await read(ctx, findReglages)
      return saveCertificats(ctx, { version, certificatJours })
    }
    await expect(save([10], staff)).rejects.toThrow()
    await owner.query(
      `update module_acces a set "certificatJusqua" = $1 where id = (select x.id from module_acces x join souscription o
         on o."collectiviteId" = x."collectiviteId" and o."serviceId" = x."serviceId" and o.etat = 'en_service'
         join service s on s.id = x."serviceId" where s.slug = $2 and x."closLe" is null limit 1)`,
      [addDays(today(), 20), TOOL],
    )
    const ending = async () => (await read(staff, listModules)).find(({ slug }) => slug === TOOL)?.certificats
    expect(await ending()).toBe(1)
    succeeded(await save([10, 5]))
    expect(await ending()).toBe(0)
    expect(await remindCertificats(new Date())).toMatchObject({ refusal: "rien" })
    succeeded(await save([25]))
    expect(await ending()).toBe(1)
    succeeded(await remindCertificats(new Date()))
    await expect(owner.query(`update operateur set "certificatJours" = '{}'`)).rejects.toThrow("operateur_certificats")
  })
})
