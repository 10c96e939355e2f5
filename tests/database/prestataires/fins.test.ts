import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { notifyBureau, sendNextBureau } from "@/lib/notifications/commands/bureau.ts"
import { openNotification, readAll, saveChoices } from "@/lib/notifications/commands/choose.ts"
import { gatherResumes, sendNextResume } from "@/lib/notifications/commands/summarize.ts"
import { countMyNotifications, listMyNotifications } from "@/lib/notifications/queries/mine.ts"
import { addDays, addMonths, type CalendarDate, calendarDate, today } from "@/lib/platform/dates.ts"
import { remindFins } from "@/lib/prestataires/commands/remind-fins.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { openLocalMail } from "@/tests/support/local-mail.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const local = await openLocalMail()
const GESTIONNAIRE = personneId("gestionnaire")
const staff = agent({ personneId: GESTIONNAIRE })
const COURRIEL = "gestionnaire@demo.invalid"
/** Far from the markets of the demonstration, which are told before. */
const END = calendarDate(addMonths(today(), 600))
let marche = ""

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  await owner.query(`update operateur set "conventionJours" = '{90,30}'`)
  await owner.query(`update marche set jusqua = $1`, [addDays(END, 5000)])
  const { rows } = await owner.query<{ id: string }>(
    `insert into marche ("prestataireId", objet, jusqua, "alerteMois") select id, 'Essai', $1, 12 from prestataire limit 1 returning id`,
    [END],
  )
  marche = rows[0]?.id ?? ""
})
beforeEach(async () => {
  await owner.query(`delete from marche_avis`)
  await owner.query(`delete from notification_bureau`)
  await owner.query(`update marche set jusqua = $1 where id = $2`, [END, marche])
  await owner.query(`delete from preference_notification where genre = 'marche-fin'`)
})
afterAll(async () => {
  await owner.end()
  await local.close()
})

const noonBefore = (days: number, end: CalendarDate = END) => new Date(`${addDays(end, -days)}T12:00:00Z`)
const told = async () =>
  (
    await owner.query<{ qui: string; role: string; titre: string; texte: string; canal: string }>(
      `select n."personneId" as qui, a.role::text, n.titre, n.texte, n.canal::text from notification_bureau n join agent a on a."personneId" = n."personneId"
       where n.genre = 'marche-fin' order by n."creeLe", role`,
    )
  ).rows
const titles = async () => [...new Set((await told()).map(({ texte }) => texte))]

describe("the end of a market", () => {
  it("is told to those who keep the catalogue, once at each notice, whatever runs again or at the same time", async () => {
    expect(await remindFins(noonBefore(367))).toMatchObject({ refusal: "rien" })
    for (const [at, days] of [365, 90, 30, -1].entries()) {
      const now = noonBefore(days)
      const answers = await Promise.allSettled([remindFins(now), remindFins(now), remindFins(now)])
      expect(answers.filter((one) => one.status === "fulfilled" && one.value.ok)).toHaveLength(1)
      expect(await remindFins(noonBefore(days - 1))).toMatchObject({ refusal: "rien" })
      expect(await titles()).toHaveLength(Math.min(at + 1, 1) + (days < 0 ? 1 : 0))
    }
    const rows = await told()
    expect([...new Set(rows.map(({ role }) => role))].sort()).toEqual([
      "administrateur",
      "charge_de_mission",
      "gestionnaire",
    ])
    expect(rows.filter(({ qui }) => qui === GESTIONNAIRE)).toHaveLength(4)
    expect(rows.at(0)?.titre).toMatch(/ : marché à renouveler$/)
    expect(rows.at(-1)?.titre).toMatch(/ : marché terminé$/)
  })

  it("told late, is told of the nearest notice alone", async () => {
    await remindFins(noonBefore(20))
    expect((await told()).filter(({ qui }) => qui === GESTIONNAIRE)).toHaveLength(1)
    expect(await remindFins(noonBefore(10))).toMatchObject({ refusal: "rien" })
  })

  it("is told no more once the market is prolonged, until its new end comes", async () => {
    await remindFins(noonBefore(90))
    const later = addMonths(END, 24)
    await owner.query(`update marche set jusqua = $1 where id = $2`, [later, marche])
    expect(await remindFins(noonBefore(30))).toMatchObject({ refusal: "rien" })
    expect(await remindFins(noonBefore(-1))).toMatchObject({ refusal: "rien" })
    expect(await remindFins(noonBefore(90, later))).toMatchObject({ value: { rappels: 1 } })
  })
})

describe("what is told to the staff about no collectivité", () => {
  const news = () => read(staff, (tx) => listMyNotifications(tx, GESTIONNAIRE, 1))
  const mails = async () => (await local.received(COURRIEL)).filter(({ subject }) => /marché/.test(`${subject}`))

  it("is in her list, under the operator's name, and leads to the market once read", async () => {
    await remindFins(noonBefore(90))
    const [first] = (await news()).filter(({ genre }) => genre === "marche-fin")
    expect(first).toMatchObject({ lueLe: null, collectivite: expect.any(String) })
    const before = await read(staff, (tx) => countMyNotifications(tx, GESTIONNAIRE))
    expect(await openNotification(staff, first?.id ?? "")).toMatch(/^\/gestion\/prestataires\//)
    expect((await read(staff, (tx) => countMyNotifications(tx, GESTIONNAIRE))).nonLues).toBe(before.nonLues - 1)
    await remindFins(noonBefore(30))
    await readAll(staff)
    expect((await news()).every(({ lueLe }) => lueLe !== null)).toBe(true)
  })

  it("leaves by mail as she chose: at once, in the digest, or not", async () => {
    await saveChoices(staff, [{ genre: "marche-fin", choix: "portail" }])
    await remindFins(noonBefore(365))
    while ((await sendNextBureau(local)).ok);
    expect(await mails()).toEqual([])

    await saveChoices(staff, [{ genre: "marche-fin", choix: "immediat" }])
    await remindFins(noonBefore(90))
    await Promise.all([sendNextBureau(local), sendNextBureau(local)])
    while ((await sendNextBureau(local)).ok);
    const [mail, ...more] = await mails()
    expect(more).toEqual([])
    expect(mail?.subject).toMatch(/ : marché à renouveler$/)
    expect(mail?.text).toContain("Le marché « Essai »")
    expect(mail?.text).toContain("/gestion/prestataires/")

    await saveChoices(staff, [{ genre: "marche-fin", choix: "resume" }])
    await remindFins(noonBefore(30))
    while ((await sendNextBureau(local)).ok);
    expect(await mails()).toHaveLength(1)
    await gatherResumes(new Date(Date.now() + 86_400_000))
    while ((await sendNextResume(local)).ok);
    const digest = (await local.received(COURRIEL)).find(({ text }) => text?.includes("- ") && text.includes("Essai"))
    expect(digest?.text).toContain("marché à renouveler")
  })

  it("says one thing once to a person, whoever tells it again", async () => {
    const { write } = await import("@/lib/access/door.ts")
    const tell = () =>
      write(staff, "prestataires.manage", async (tx) => {
        await notifyBureau(tx, {
          ...{ genre: "marche-fin", objetId: marche, titre: "Essai", texte: "Essai", lien: "/gestion" },
          roles: ["support"],
        })
        await tx.journal("marche.modifie")
      })
    await tell()
    await tell()
    expect((await told()).length).toBe(1)
  })
})
