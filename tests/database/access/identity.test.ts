import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { identityAdapter } from "@/lib/access/identity/adapter.ts"
import { attempt, LIMITS } from "@/lib/access/identity/attempts.ts"
import { removeFactor } from "@/lib/access/identity/factors.ts"
import { askForLink } from "@/lib/access/identity/link.ts"
import { claimSealedMails, dropSealedMail } from "@/lib/access/identity/sealed-mail.ts"
import { closeSessions, listSessions } from "@/lib/access/identity/sessions.ts"
import { totpCode } from "@/lib/access/identity/totp.ts"
import { beginTotp, confirmTotp, enrolTotp, findEnrolment } from "@/lib/access/identity/totp-factor.ts"
import { findVisitor, hashToken } from "@/lib/access/session.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { connect } from "@/tests/support/logins.ts"
import { People } from "@/tests/support/people.ts"

const owner = await connect("migration")
const people = new People(owner)
const adapter = identityAdapter({ label: "Firefox sous Linux", replaces: null, linking: false })

const count = async (table: string): Promise<number> =>
  Number((await owner.query(`select count(*) from ${table}`)).rows[0].count)
const many = <T>(times: number, act: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: times }, act))

beforeAll(async () => {
  await owner.query("delete from courriel_connexion")
})
afterAll(async () => {
  await closeDatabase()
  await owner.end()
})

describe("attempts", () => {
  it("let in their number, however many come at once, and count nobody's value in clear", async () => {
    const answers = await many(20, () => attempt("lien.compte", "insistante@demo.invalid"))
    expect(answers.filter(Boolean)).toHaveLength(LIMITS["lien.compte"].max)
    const { rows } = await owner.query("select cle from tentative_connexion")
    expect(JSON.stringify(rows)).not.toContain("insistante")
  })

  it("come back when the window has passed", async () => {
    await many(6, () => attempt("lien.compte", "patiente@demo.invalid"))
    expect(await attempt("lien.compte", "patiente@demo.invalid")).toBe(false)
    await owner.query("update tentative_connexion set le = le - interval '16 minutes'")
    expect(await attempt("lien.compte", "patiente@demo.invalid")).toBe(true)
  })
})

describe("a session", () => {
  it("is found by its token, which is stored nowhere", async () => {
    const userId = await people.personne()
    await adapter.createSession?.({ sessionToken: "jeton-en-clair", userId, expires: new Date(Date.now() + 60_000) })
    expect((await findVisitor("jeton-en-clair"))?.who.personneId).toBe(userId)
    const { rows } = await owner.query("select * from session")
    expect(JSON.stringify(rows)).not.toContain("jeton-en-clair")
  })

  it("ends when idle, at its absolute limit, and with its account", async () => {
    const personneId = await people.personne()
    const idle = await people.session(personneId)
    const expired = await people.session(personneId)
    const closed = await people.session(personneId)
    const of = (token: string) => [hashToken(token)]
    await owner.query(
      `update session set "derniereActiviteLe" = now() - interval '61 minutes' where "jetonHache" = $1`,
      of(idle),
    )
    await owner.query(
      `update session set "expireLe" = now() - interval '1 second' where "jetonHache" = $1`,
      of(expired),
    )
    expect(await findVisitor(idle)).toBeNull()
    expect(await findVisitor(expired)).toBeNull()
    expect(await findVisitor(closed)).not.toBeNull()
    await owner.query(`update personne set "desactiveeLe" = now() where id = $1`, [personneId])
    expect(await findVisitor(closed)).toBeNull()
  })

  it("replaces the one that the browser held", async () => {
    const userId = await people.personne()
    const before = await people.session(userId)
    const replacing = identityAdapter({ label: null, replaces: before, linking: false })
    await replacing.createSession?.({ sessionToken: "suivante", userId, expires: new Date(Date.now() + 60_000) })
    expect(await findVisitor(before)).toBeNull()
    expect(await findVisitor("suivante")).not.toBeNull()
  })

  it("is closed by its person only", async () => {
    const [mine, hers] = [
      await people.signedIn(await people.personne()),
      await people.signedIn(await people.personne()),
    ]
    expect(await closeSessions(mine, hers.sessionId)).toBe(0)
    expect(await listSessions(hers)).toHaveLength(1)
    expect(await closeSessions(hers, hers.sessionId)).toBe(1)
    expect(await listSessions(hers)).toEqual([])
  })

  it("is no way to link an identity unless its person asked", async () => {
    const token = await people.session(await people.personne())
    expect(await adapter.getSessionAndUser?.(token)).toBeNull()
    const linking = identityAdapter({ label: null, replaces: token, linking: true })
    expect(await linking.getSessionAndUser?.(token)).toMatchObject({ session: { sessionToken: token } })
  })
})

describe("a link", () => {
  it("leaves the same rows whether or not somebody has the address", async () => {
    await people.personne("connue@demo.invalid")
    const before = [await count("jeton_connexion"), await count("courriel_connexion"), await count("journal")]
    expect(await askForLink("connue@demo.invalid", "/moi", "192.0.2.1")).toBe(true)
    const known = [await count("jeton_connexion"), await count("courriel_connexion"), await count("journal")]
    expect(await askForLink("inconnue@demo.invalid", "/moi", "192.0.2.1")).toBe(true)
    const unknown = [await count("jeton_connexion"), await count("courriel_connexion"), await count("journal")]
    expect(known.map((value, index) => value - (before[index] ?? 0))).toEqual([1, 1, 0])
    expect(unknown.map((value, index) => value - (known[index] ?? 0))).toEqual([1, 1, 0])
  })

  it("opens once, of two who click at the same time", async () => {
    await askForLink("double@demo.invalid", "/moi", "192.0.2.1")
    const { rows } = await owner.query(
      `select "jetonHache" from jeton_connexion where courriel = 'double@demo.invalid'`,
    )
    const token = rows[0].jetonHache
    const taken = await many(8, async () => adapter.useVerificationToken?.({ identifier: "", token }))
    expect(taken.filter(Boolean)).toHaveLength(1)
  })

  it("waits sealed, and each mail is taken by one worker", async () => {
    await owner.query("delete from courriel_connexion")
    await many(4, () => askForLink(`file.${Math.random()}@demo.invalid`, "/moi", "192.0.2.2"))
    const { rows } = await owner.query(`select encode("contenuChiffre", 'escape') as texte from courriel_connexion`)
    expect(JSON.stringify(rows)).not.toContain("demo.invalid")
    const taken = (await many(3, () => claimSealedMails(3))).flat()
    expect(new Set(taken.map(({ id }) => id)).size).toBe(4)
    expect(taken).toHaveLength(4)
    expect(await claimSealedMails(10)).toEqual([])

    await owner.query(`update courriel_connexion set "prisLe" = now() - interval '2 minutes'`)
    const again = await claimSealedMails(10)
    expect(again.map(({ id }) => id).sort()).toEqual(taken.map(({ id }) => id).sort())
    await Promise.all(again.map(({ id }) => dropSealedMail(id)))
    expect(await count("courriel_connexion")).toBe(0)
  })
})

describe("a telephone's code", () => {
  async function withTelephone() {
    const who = await people.signedIn(await people.personne())
    expect(await beginTotp(who)).toMatchObject({ ok: true })
    const secret = (await findEnrolment(who, "Portail"))?.secret ?? ""
    const before = totpCode(secret, new Date(Date.now() - 30_000))
    expect(await enrolTotp(who, before)).toMatchObject({ ok: true })
    return { who, secret }
  }

  it("proves the session, and its secret is stored nowhere", async () => {
    const { who, secret } = await withTelephone()
    const { rows } = await owner.query(`select donnees from facteur where "personneId" = $1`, [who.personneId])
    expect(JSON.stringify(rows)).not.toContain(secret)
    const { rows: sessions } = await owner.query(`select "facteurConfirmeLe" from session where id = $1`, [
      who.sessionId,
    ])
    expect(sessions[0].facteurConfirmeLe).not.toBeNull()
  })

  it("is taken once, of five who send it together", async () => {
    const { who, secret } = await withTelephone()
    await owner.query("delete from tentative_connexion")
    const code = totpCode(secret, new Date())
    const answers = await many(5, () => confirmTotp(who, code))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(answers.filter((answer) => !answer.ok && answer.refusal === "code-faux")).toHaveLength(4)
    expect(await confirmTotp(who, code)).toMatchObject({ ok: false, refusal: "trop-d-essais" })
  })

  it("is asked before another factor is added or this one removed", async () => {
    const { who } = await withTelephone()
    const later = await people.signedIn(who.personneId)
    const { rows } = await owner.query(`select id from facteur where "personneId" = $1`, [who.personneId])
    expect(await beginTotp(later)).toMatchObject({ ok: false, refusal: "a-confirmer" })
    expect(await removeFactor(later, rows[0].id)).toMatchObject({ ok: false, refusal: "a-confirmer" })
    const stranger = await people.signedIn(await people.personne())
    expect(await removeFactor(stranger, rows[0].id)).toMatchObject({ ok: false, refusal: "facteur-inconnu" })
  })

  it("is nothing for a shared mailbox", async () => {
    const boite = await people.signedIn(await people.personne("mairie@demo.invalid", "boite"))
    expect(await beginTotp(boite)).toMatchObject({ ok: false, refusal: "boite-partagee" })
    expect(await confirmTotp(boite, "123456")).toMatchObject({ ok: false, refusal: "boite-partagee" })
  })
})

describe("a newcomer", () => {
  it("is a person, or a mailbox when her address is one", async () => {
    const emailVerified = null
    await adapter.createUser?.({ email: "Mairie.De.Routot@orange.fr", emailVerified })
    await adapter.createUser?.({ email: "claude@exemple.fr", name: "Claude", emailVerified })
    const { rows } = await owner.query(
      `select courriel, nom, genre from personne where courriel in ('mairie.de.routot@orange.fr', 'claude@exemple.fr') order by 1`,
    )
    expect(rows).toEqual([
      { courriel: "claude@exemple.fr", nom: "Claude", genre: "personne" },
      { courriel: "mairie.de.routot@orange.fr", nom: "mairie.de.routot@orange.fr", genre: "boite" },
    ])
  })
})
