import { randomUUID } from "node:crypto"
import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { readAll, saveChoices } from "@/lib/notifications/commands/choose.ts"
import { sendNextNotification } from "@/lib/notifications/commands/send-mails.ts"
import { recordReturn, sendAgain, settle } from "@/lib/notifications/commands/settle.ts"
import { sortNotifications } from "@/lib/notifications/commands/sort.ts"
import { silence, silenceUrl } from "@/lib/notifications/commands/unsubscribe.ts"
import { countRemises, findRemise, listRemises } from "@/lib/notifications/queries/remises.ts"
import { remiseOf } from "@/lib/notifications/rules.ts"
import { remisesFilter, silenceInput } from "@/lib/notifications/schema.ts"
import type { Genre } from "@/lib/notifications/types/genres.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { agent } from "@/tests/support/contexts.ts"
import { openLocalMail } from "@/tests/support/local-mail.ts"
import { connect } from "@/tests/support/logins.ts"
import { clearNews, type Reached, someone, tell } from "@/tests/support/news.ts"
import { People } from "@/tests/support/people.ts"

const owner = await connect("migration")
const people = new People(owner)
const local = await openLocalMail()

beforeEach(async () => {
  await clearNews(owner)
})
afterAll(async () => {
  await closeDatabase()
  await owner.end()
  await local.close()
})

async function sendAll(): Promise<void> {
  while ((await sortNotifications()).ok);
  while ((await sendNextNotification(local)).ok);
}

const canalOf = async (who: Reached): Promise<(string | null)[]> =>
  (await owner.query(`select canal from notification where "personneId" = $1 order by id`, [who.personneId])).rows.map(
    ({ canal }) => canal,
  )

const choose = async (who: Reached, genre: Genre, choix: "immediat" | "resume" | "portail") =>
  saveChoices(await people.membre(who.personneId, who.collectiviteId), [{ genre, choix }])

describe("what is told at once", () => {
  it("leaves once, with where it leads and how to stop this kind of mail", async () => {
    const who = await someone(people, "Breteuil")
    await tell(who, { genre: "souscription-approuvee", titre: "Pack cyber : approuvé" })
    await Promise.all([sendAll(), sendAll()])
    const mails = await local.received(who.courriel)
    expect(mails.map(({ subject }) => subject)).toEqual(["Breteuil : Pack cyber : approuvé"])
    const url = silenceUrl(who.personneId, "souscription-approuvee")
    expect(mails[0]?.text).toContain(url.page)
    expect(mails[0]?.listUnsubscribe).toBe(`<${url.oneClick}>`)
    await sendAll()
    expect(await local.received(who.courriel)).toHaveLength(1)
  })

  it("follows each person's choice: a mail, the digest, the portal alone", async () => {
    const who = await someone(people)
    for (const choix of ["immediat", "resume", "portail"] as const) {
      await choose(who, "souscription-approuvee", choix)
      await tell(who, { genre: "souscription-approuvee" })
      await sendAll()
    }
    expect(await canalOf(who)).toEqual(["immediat", "resume", "portail"])
    expect(await local.received(who.courriel)).toHaveLength(1)
  })

  it("is for the staff by a row each, and not for the one who acted", async () => {
    const who = await someone(people)
    const staff = [await people.personne(), await people.personne()]
    for (const id of staff)
      await owner.query(`insert into agent ("personneId", role, depuis) values ($1, 'gestionnaire', current_date)`, [
        id,
      ])
    await owner.query(
      `insert into agent ("personneId", role, depuis, jusqua) values ($1, 'support', current_date - 9, current_date)`,
      [who.personneId],
    )
    const objetId = randomUUID()
    await tell(who, { genre: "souscription-a-ouvrir", destinataires: "agents", objetId })
    await sendAll()
    const { rows } = await owner.query(
      `select "personneId" from notification where "objetId" = $1 and "personneId" is not null`,
      [objetId],
    )
    const reached = rows.map(({ personneId }) => personneId)
    expect(reached).toEqual(expect.arrayContaining(staff))
    expect(reached).not.toContain(who.personneId)
  })

  it("reaches no closed account by mail", async () => {
    const who = await someone(people)
    await owner.query(`update personne set "desactiveeLe" = now() where id = $1`, [who.personneId])
    await tell(who, { genre: "souscription-approuvee" })
    await sendAll()
    expect(await canalOf(who)).toEqual(["portail"])
  })
})

describe("whoever unsubscribes by the link of a mail", () => {
  const inputOf = (url: string) => silenceInput.parse(Object.fromEntries(new URL(url).searchParams))

  it("silences that kind for herself, and nothing that the law asks to be told", async () => {
    const who = await someone(people)
    expect(await silence(inputOf(silenceUrl(who.personneId, "souscription-approuvee").page))).toMatchObject({
      ok: true,
    })
    await tell(who, { genre: "souscription-approuvee" })
    await tell(who, { genre: "souscription-approuvee", legale: true })
    await tell(who, { genre: "souscription-refusee" })
    await sendAll()
    expect(await canalOf(who)).toEqual(["portail", "immediat", "immediat"])
    const legal = (await local.received(who.courriel)).find(({ text }) => text.includes("la loi le demande"))
    expect(legal?.listUnsubscribe).toBeNull()
    expect(await silence(inputOf(silenceUrl(who.personneId, "titre-emis").page))).toMatchObject({
      refusal: "toujours-envoye",
    })
  })

  it("cannot do it for somebody else, nor for another kind, with the same link", async () => {
    const [one, other] = [await someone(people), await someone(people)]
    const input = inputOf(silenceUrl(one.personneId, "souscription-approuvee").page)
    for (const forged of [
      { ...input, p: other.personneId },
      { ...input, g: "souscription-refusee" },
      { ...input, s: "0".repeat(64) },
    ])
      expect(await silence(forged)).toMatchObject({ refusal: "lien-invalide" })
    const { rows } = await owner.query(`select 1 from preference_notification where "personneId" = any($1)`, [
      [one.personneId, other.personneId],
    ])
    expect(rows).toEqual([])
  })

  it("of the digest keeps what she chose to receive at once", async () => {
    const who = await someone(people)
    await choose(who, "souscription-en-service", "immediat")
    await choose(who, "souscription-approuvee", "resume")
    await silence(inputOf(silenceUrl(who.personneId, "resume").page))
    for (const genre of ["souscription-en-service", "souscription-approuvee", "rattachement-accepte"] as const)
      await tell(who, { genre })
    await sendAll()
    expect(await canalOf(who)).toEqual(["immediat", "portail", "portail"])
  })
})

describe("a legal mail", () => {
  const staff = agent({ personneId: randomUUID() })
  const remises = (cherche: string, etat = "non-notifiees") => {
    const filter = remisesFilter.parse({ cherche, etat })
    return read(staff, async (tx) => ({ rows: await listRemises(tx, filter), counted: await countRemises(tx, filter) }))
  }

  it("that the server refuses counts as not notified, until somebody told otherwise", async () => {
    const who = await someone(people)
    await local.fail("reject", who.courriel)
    await tell(who, { genre: "souscription-approuvee", legale: true })
    await tell(who, { genre: "souscription-refusee" })
    await sendAll()
    const { rows, counted } = await remises(who.courriel)
    expect([rows.length, counted]).toEqual([1, 1])
    expect(rows[0]).toMatchObject({ etat: "rejete", essais: 1 })
    expect(rows[0]?.reponse).toContain("5.1.1")
    const courriel = String(rows[0]?.id)

    const gestionnaire = agent({ personneId: await people.personne() })
    expect(await settle(gestionnaire, { courriel, note: "Lettre du 24 novembre." })).toMatchObject({ ok: true })
    expect((await remises(who.courriel)).rows).toEqual([])
    const file = await read(staff, (tx) => findRemise(tx, courriel))
    expect(file).toMatchObject({ traiteNote: "Lettre du 24 novembre." })
    expect(file && remiseOf(file)).toBe("notifiee-autrement")
    // Settled is settled: of two agents, the second is told.
    expect(await settle(gestionnaire, { courriel, note: "Autre." })).toMatchObject({ refusal: "courriel-inconnu" })
    expect(await sendAgain(gestionnaire, { courriel })).toMatchObject({ refusal: "courriel-inconnu" })
  })

  it("is sent again once its mailbox answers, and may come back after it was accepted", async () => {
    const who = await someone(people)
    await local.fail("reject", who.courriel)
    await tell(who, { genre: "souscription-approuvee", legale: true })
    await sendAll()
    const courriel = String((await remises(who.courriel)).rows[0]?.id)
    await local.fail("none", who.courriel)
    expect(await sendAgain(staff, { courriel })).toMatchObject({ ok: true })
    await sendAll()
    expect(await local.received(who.courriel)).toHaveLength(1)
    expect((await remises(who.courriel)).rows).toEqual([])
    expect((await remises(who.courriel, "toutes")).rows).toMatchObject([{ id: courriel, etat: "envoye" }])

    expect(await recordReturn(staff, { courriel })).toMatchObject({ ok: true })
    const [back] = (await remises(who.courriel)).rows
    expect(back && remiseOf(back)).toBe("non-notifiee")
    expect(await recordReturn(staff, { courriel })).toMatchObject({ refusal: "courriel-inconnu" })
  })

  it("that waits for a slow server is tried again, and is neither notified nor refused meanwhile", async () => {
    const who = await someone(people)
    await local.fail("defer", who.courriel)
    await tell(who, { genre: "souscription-approuvee", legale: true })
    await sendAll()
    const [waiting] = (await remises(who.courriel, "toutes")).rows
    expect(waiting).toMatchObject({ etat: "a_envoyer", essais: 1 })
    expect(waiting && remiseOf(waiting)).toBe("en-cours")
    await local.fail("none", who.courriel)
    await owner.query(`update courriel set "prochainEssaiLe" = now() - interval '1 second' where destinataire = $1`, [
      who.courriel,
    ])
    await sendAll()
    expect((await remises(who.courriel, "toutes")).rows).toMatchObject([{ etat: "envoye", essais: 2 }])
  })
})

describe("one's own list", () => {
  it("is read by its person, for her collectivités, and by nobody else", async () => {
    const [one, other] = [await someone(people), await someone(people)]
    await tell(one, { genre: "souscription-approuvee" })
    await tell(other, { genre: "souscription-approuvee" })
    expect(await readAll(await people.membre(one.personneId, one.collectiviteId))).toMatchObject({ value: { lues: 1 } })
    const { rows } = await owner.query(`select "lueLe" from notification where "personneId" = $1`, [other.personneId])
    expect(rows).toEqual([{ lueLe: null }])
  })
})
