import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { askRattachement, CODE_TRIES, confirmCode } from "@/lib/access/identity/demandes.ts"
import { askForLink } from "@/lib/access/identity/link.ts"
import { findVisitor } from "@/lib/access/session.ts"
import { decideRattachement } from "@/lib/personnes/commands/decide.ts"
import { sendSealedMails } from "@/lib/personnes/commands/send-sealed-mails.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { type MailPort, smtpMail } from "@/lib/ports/mail.ts"
import { startMail } from "@/scripts/local/mail.ts"
import type { StoredMail } from "@/scripts/local/mailbox.ts"
import type { LocalServer } from "@/scripts/local/server.ts"
import { agent } from "@/tests/support/contexts.ts"
import { freePort } from "@/tests/support/free-port.ts"
import { connect } from "@/tests/support/logins.ts"
import { People } from "@/tests/support/people.ts"

const owner = await connect("migration")
const people = new People(owner)
let folder: string
let server: LocalServer
let mail: MailPort

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "portail-courriels-"))
  const smtpPort = await freePort()
  server = await startMail({ smtpPort, webPort: await freePort(), folder })
  mail = smtpMail({ url: `smtp://localhost:${smtpPort}`, from: "portail@demo.invalid", demonstration: true })
  await people.operateur()
})
beforeEach(async () => {
  await owner.query("delete from courriel_connexion")
  await owner.query("delete from tentative_connexion")
  await fail("none")
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
  await closeDatabase()
  await owner.end()
})

const fail = (fault: string) =>
  fetch(`${server.url}/controle`, { method: "POST", body: new URLSearchParams({ fault }) })
const received = async (to: string): Promise<StoredMail[]> =>
  (await fetch(`${server.url}/api/messages?to=${encodeURIComponent(to)}`)).json()

const ask = { role: "secretaire", fonction: "Secrétaire de mairie" } as const

async function demande(courrielOfficiel: string | null) {
  const commune = await people.collectivite("Essai", courrielOfficiel)
  const who = await people.signedIn(await people.personne())
  const asked = await askRattachement(who, { ...ask, publicId: commune.publicId })
  if (!asked.ok) throw new Error(asked.refusal)
  const state = async () =>
    (await owner.query(`select etat, "codeConfirmeLe" from demande_rattachement where id = $1`, [asked.value.id]))
      .rows[0]
  return { commune, who, id: asked.value.id, state }
}

describe("a request to join", () => {
  it("is proved by the code that the official mailbox received, and opened by the operator", async () => {
    const box = "mairie.essai@demo.invalid"
    const { commune, who, id, state } = await demande(box)
    await sendSealedMails(mail)
    const [message] = await received(box)
    const code = /ce code : (\d{6})/.exec(message?.text ?? "")?.[1] ?? ""
    const wrong = code === "000000" ? "000001" : "000000"
    expect(await confirmCode(who, id, wrong)).toMatchObject({ ok: false, refusal: "code-faux" })
    const stranger = await people.signedIn(await people.personne())
    expect(await confirmCode(stranger, id, code)).toMatchObject({ ok: false, refusal: "demande-inconnue" })
    expect(await confirmCode(who, id, code)).toMatchObject({ ok: true })
    expect(await state()).toMatchObject({ etat: "a_verifier", codeConfirmeLe: expect.any(Date) })

    const staff = agent({ personneId: await people.personne() }, "support")
    const decision = {
      demande: id,
      decision: "accepter",
      role: "administrateur",
      genre: "personne",
      motif: "",
    } as const
    expect(await decideRattachement(staff, decision)).toMatchObject({ ok: true })
    expect(await decideRattachement(staff, decision)).toMatchObject({ ok: false, refusal: "demande-inconnue" })
    const liens = (await findVisitor(await people.session(who.personneId)))?.liens
    expect(liens).toMatchObject([{ collectiviteId: commune.id, roles: ["administrateur"] }])
    await sendSealedMails(mail)
    expect((await received(who.courriel))[0]?.subject).toContain("votre accès est ouvert")
  })

  it("goes to the operator without a code when no mailbox is known, or after too many guesses", async () => {
    const unknown = await demande(null)
    await sendSealedMails(mail)
    expect(await unknown.state()).toMatchObject({ etat: "a_verifier", codeConfirmeLe: null })

    const guessed = await demande("mairie.guess@demo.invalid")
    await sendSealedMails(mail)
    const code = /ce code : (\d{6})/.exec((await received("mairie.guess@demo.invalid"))[0]?.text ?? "")?.[1] ?? ""
    const wrong = code === "111111" ? "111112" : "111111"
    const answers = []
    for (let time = 0; time < CODE_TRIES; time += 1) answers.push(await confirmCode(guessed.who, guessed.id, wrong))
    expect(answers.at(-1)).toMatchObject({ ok: false, refusal: "code-epuise" })
    expect(await guessed.state()).toMatchObject({ etat: "a_verifier", codeConfirmeLe: null })
    expect(await confirmCode(guessed.who, guessed.id, code)).toMatchObject({ ok: false, refusal: "demande-inconnue" })
  })

  it("is one at a time for one collectivité, of one that exists", async () => {
    const { who, commune } = await demande(null)
    expect(await askRattachement(who, { ...ask, publicId: commune.publicId })).toMatchObject({
      refusal: "deja-demandee",
    })
    expect(await askRattachement(who, { ...ask, publicId: "inconnue" })).toMatchObject({
      refusal: "collectivite-inconnue",
    })
  })
})

describe("sealed mail", () => {
  it("leaves under one Message-ID even when an answer is lost", async () => {
    await askForLink("perdu@demo.invalid", "/moi", "192.0.2.3")
    await fail("drop")
    await sendSealedMails(mail)
    await fail("none")
    await owner.query(`update courriel_connexion set "prisLe" = now() - interval '2 minutes'`)
    await sendSealedMails(mail)
    const ids = (await received("perdu@demo.invalid")).map(({ messageId }) => messageId)
    expect(ids).toHaveLength(2)
    expect(new Set(ids).size).toBe(1)
    expect(await sendSealedMails(mail)).toBe(0)
  })

  it("waits when the server asks to, and is given up when it refuses for good", async () => {
    const waiting = async () => Number((await owner.query("select count(*) from courriel_connexion")).rows[0].count)
    await askForLink("plus.tard@demo.invalid", "/moi", "192.0.2.3")
    await fail("defer")
    await sendSealedMails(mail)
    expect(await waiting()).toBe(1)
    await owner.query(`update courriel_connexion set "prisLe" = now() - interval '2 minutes'`)
    await fail("reject")
    await sendSealedMails(mail)
    expect(await waiting()).toBe(0)
  })

  it("says to a newcomer what the link does, and nothing to a closed account", async () => {
    const personneId = await people.personne("fermee@demo.invalid")
    await owner.query(`update personne set "desactiveeLe" = now() where id = $1`, [personneId])
    await askForLink("fermee@demo.invalid", "/moi", "192.0.2.3")
    await askForLink("nouvelle@demo.invalid", "/moi?a=b&c=d", "192.0.2.3")
    await sendSealedMails(mail)
    expect(await received("fermee@demo.invalid")).toEqual([])
    const [message] = await received("nouvelle@demo.invalid")
    expect(message?.text).toContain("Vous n'avez pas encore de compte")
    expect(message?.text).toContain("retour=%2Fmoi%3Fa%3Db%26c%3Dd")
  })
})
