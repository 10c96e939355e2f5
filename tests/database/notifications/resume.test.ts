import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { readAll, saveChoices } from "@/lib/notifications/commands/choose.ts"
import { sortNotifications } from "@/lib/notifications/commands/sort.ts"
import { gatherResumes, sendNextResume } from "@/lib/notifications/commands/summarize.ts"
import { silenceUrl } from "@/lib/notifications/commands/unsubscribe.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { openLocalMail } from "@/tests/support/local-mail.ts"
import { connect } from "@/tests/support/logins.ts"
import { clearNews, type Reached, someone, tell } from "@/tests/support/news.ts"
import { People } from "@/tests/support/people.ts"

const owner = await connect("migration")
const people = new People(owner)
const local = await openLocalMail()

const DAY_MS = 86_400_000
/** News is told now; the digest that says it is tomorrow's or later. */
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS)

beforeEach(() => clearNews(owner))
afterAll(async () => {
  await closeDatabase()
  await owner.end()
  await local.close()
})

async function summarize(now: Date): Promise<void> {
  while ((await sortNotifications()).ok);
  await gatherResumes(now)
  while ((await sendNextResume(local)).ok);
}

const resumesOf = async (who: Reached): Promise<{ jour: string; etat: string }[]> =>
  (
    await owner.query(`select jour::text, etat from resume_notification where "personneId" = $1 order by jour`, [
      who.personneId,
    ])
  ).rows

describe("the digest", () => {
  it("is one mail a day, merged over her collectivités, made once by two workers", async () => {
    const who = await someone(people, "Breteuil")
    const second = await people.collectivite("Marbois")
    await people.rattache(who.personneId, second.id, "secretaire")
    await tell(who, { genre: "souscription-en-service", titre: "Pack cyber : en service" })
    await tell({ ...who, collectiviteId: second.id, publicId: second.publicId }, { genre: "rattachement-accepte" })
    while ((await sortNotifications()).ok);
    const now = inDays(1)
    await Promise.all([gatherResumes(now), gatherResumes(now)])
    await Promise.all([summarize(now), summarize(now)])

    const mails = await local.received(who.courriel)
    expect(mails.map(({ subject }) => subject)).toEqual(["Votre résumé : 2 nouvelles"])
    expect(mails[0]?.text).toContain("BRETEUIL")
    expect(mails[0]?.text).toContain("MARBOIS")
    expect(mails[0]?.listUnsubscribe).toContain(silenceUrl(who.personneId, "resume").oneClick)
    expect(await resumesOf(who)).toMatchObject([{ etat: "envoye" }])
  })

  it("leaves what comes after it to the next day, and a day without news has none", async () => {
    const who = await someone(people)
    await tell(who, { genre: "souscription-en-service", titre: "Première" })
    await summarize(inDays(1))
    await tell(who, { genre: "souscription-en-service", titre: "Seconde" })
    await summarize(inDays(1))
    expect(await local.received(who.courriel)).toHaveLength(1)
    await summarize(inDays(2))
    await summarize(inDays(3))
    const texts = (await local.received(who.courriel)).map(({ text }) => text)
    expect(texts).toHaveLength(2)
    expect(texts[0]).toContain("Seconde")
    expect(texts[0]).not.toContain("Première")
  })

  it("says nothing before its hour, nor what she has read on the portal", async () => {
    const who = await someone(people)
    await tell(who, { genre: "souscription-en-service" })
    while ((await sortNotifications()).ok);
    await gatherResumes(inDays(-1))
    expect(await resumesOf(who)).toEqual([])
    await readAll(await people.membre(who.personneId, who.collectiviteId))
    await summarize(inDays(1))
    expect(await local.received(who.courriel)).toEqual([])

    await tell(who, { genre: "souscription-en-service" })
    while ((await sortNotifications()).ok);
    await gatherResumes(inDays(2))
    await readAll(await people.membre(who.personneId, who.collectiviteId))
    while ((await sendNextResume(local)).ok);
    expect(await local.received(who.courriel)).toEqual([])
    expect(await resumesOf(who)).toMatchObject([{ etat: "envoye" }])
  })

  it("never holds a legal notice, whatever she chose", async () => {
    const who = await someone(people)
    const ctx = await people.membre(who.personneId, who.collectiviteId)
    await saveChoices(ctx, [{ genre: "souscription-approuvee", choix: "resume" }])
    await tell(who, { genre: "souscription-approuvee", legale: true })
    await summarize(inDays(1))
    expect(await resumesOf(who)).toEqual([])
    const forced = owner.query(`update notification set canal = 'resume' where "personneId" = $1`, [who.personneId])
    await expect(forced).rejects.toThrow("notification_legale")
  })

  it("is sent again under the same name when the server put it off", async () => {
    const who = await someone(people)
    await tell(who, { genre: "souscription-en-service" })
    await local.fail("drop", who.courriel)
    await summarize(inDays(1))
    await local.fail("none", who.courriel)
    await owner.query(
      `update resume_notification set "prochainEssaiLe" = now() - interval '1 second' where "personneId" = $1`,
      [who.personneId],
    )
    while ((await sendNextResume(local)).ok);
    const ids = (await local.received(who.courriel)).map(({ messageId }) => messageId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
  })
})
