import { afterAll, beforeEach, describe, expect, it } from "vitest"
import type { AgentContext } from "@/lib/access/context.ts"
import { AccessRefused } from "@/lib/access/door.ts"
import { findResetDelay, removeFactor } from "@/lib/access/identity/factors.ts"
import { resetFactors } from "@/lib/access/identity/reset.ts"
import { claimSealedMails } from "@/lib/access/identity/sealed-mail.ts"
import { totpCode } from "@/lib/access/identity/totp.ts"
import { beginTotp, enrolTotp, findEnrolment } from "@/lib/access/identity/totp-factor.ts"
import { findVisitor } from "@/lib/access/session.ts"
import { facteurMail } from "@/lib/personnes/mail.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { agent } from "@/tests/support/contexts.ts"
import { connect } from "@/tests/support/logins.ts"
import { People } from "@/tests/support/people.ts"

const owner = await connect("migration")
const people = new People(owner)
const motif = "Rappelée au numéro de la mairie."

beforeEach(async () => {
  await owner.query("delete from courriel_connexion")
})
afterAll(async () => {
  await closeDatabase()
  await owner.end()
})

async function staff(role: "support" | "administrateur" | "gestionnaire", facteurConfirmeLe: Date | null = new Date()) {
  const personneId = await people.personne()
  await owner.query(`insert into agent ("personneId", role, depuis) values ($1, $2, current_date)`, [personneId, role])
  return agent({ personneId, facteurConfirmeLe }, role)
}

/** An élue with a telephone, at her mairie. */
async function elue() {
  const commune = await people.collectivite("Essai")
  const personneId = await people.personne()
  const rattachement = await people.rattache(personneId, commune.id, "elu")
  const who = await people.signedIn(personneId)
  await beginTotp(who)
  const secret = (await findEnrolment(who, "Portail"))?.secret ?? ""
  expect(await enrolTotp(who, totpCode(secret, new Date()))).toMatchObject({ ok: true })
  return { commune, who, target: { collectivite: commune.publicId, rattachement, motif } }
}

const factorsOf = async (personneId: string): Promise<number> =>
  (await owner.query(`select 1 from facteur where "personneId" = $1`, [personneId])).rowCount ?? 0

const toldOf = async (courriel: string) =>
  (await claimSealedMails(50)).flatMap((mail) => (mail.genre === "facteur" && mail.courriel === courriel ? [mail] : []))

describe("a lost factor", () => {
  it("is taken off by the support: sessions end, the journal keeps who and why, the person is told", async () => {
    const { who, target, commune } = await elue()
    const token = await people.session(who.personneId)
    const support = await staff("support")
    await owner.query("delete from courriel_connexion")
    expect(await resetFactors(support, target)).toMatchObject({ ok: true })
    expect(await factorsOf(who.personneId)).toBe(0)
    expect(await findVisitor(token)).toBeNull()
    expect(await toldOf(who.courriel)).toMatchObject([{ acte: "reinitialise", facteur: "Code à usage unique" }])
    const { rows } = await owner.query(
      `select * from journal where evenement = 'facteur.reset' and "concerneId" = $1`,
      [commune.id],
    )
    expect(rows).toMatchObject([{ contexte: "agent", personneId: support.who.personneId, raison: motif }])
    expect(await resetFactors(support, target)).toMatchObject({ refusal: "sans-facteur" })
  })

  it("is followed by a day without a new one, in which the person may object", async () => {
    const { who, target } = await elue()
    expect(await resetFactors(await staff("support"), target)).toMatchObject({ ok: true })
    expect(await beginTotp(who)).toMatchObject({ refusal: "reinitialisation-recente" })
    expect((await findResetDelay(who))?.getTime()).toBeGreaterThan(Date.now() + 23 * 3_600_000)
    await owner.query(
      `update personne set "facteursReinitialisesLe" = "facteursReinitialisesLe" - interval '24 hours' where id = $1`,
      [who.personneId],
    )
    expect(await findResetDelay(who)).toBeNull()
    expect(await beginTotp(who)).toMatchObject({ ok: true })
  })

  it("is no act of a gestionnaire, nor of a support who has not proved who she is", async () => {
    const { target, who } = await elue()
    const attempts: AgentContext[] = [
      await staff("gestionnaire"),
      await staff("support", null),
      await staff("administrateur", new Date(Date.now() - 16 * 60_000)),
    ]
    for (const ctx of attempts) await expect(resetFactors(ctx, target)).rejects.toThrow(AccessRefused)
    expect(await factorsOf(who.personneId)).toBe(1)
  })

  it("of a colleague is for an administrator alone, and one's own for nobody", async () => {
    const { who, target } = await elue()
    await owner.query(`insert into agent ("personneId", role, depuis) values ($1, 'support', current_date)`, [
      who.personneId,
    ])
    expect(await resetFactors(await staff("support"), target)).toMatchObject({ refusal: "agent-protege" })
    const herself = agent({ personneId: who.personneId, facteurConfirmeLe: new Date() }, "administrateur")
    expect(await resetFactors(herself, target)).toMatchObject({ refusal: "facteur-propre" })
    expect(await factorsOf(who.personneId)).toBe(1)
    expect(await resetFactors(await staff("administrateur"), target)).toMatchObject({ ok: true })
  })

  it("is not found from another collectivité's file", async () => {
    const { target, who } = await elue()
    const elsewhere = await people.collectivite("Ailleurs")
    expect(await resetFactors(await staff("support"), { ...target, collectivite: elsewhere.publicId })).toMatchObject({
      refusal: "personne-inconnue",
    })
    expect(await factorsOf(who.personneId)).toBe(1)
  })
})

describe("the person of an account", () => {
  it("is told of each factor added or removed, and not of one that never counted", async () => {
    const { who } = await elue()
    expect(await toldOf(who.courriel)).toMatchObject([{ acte: "ajoute", facteur: "Code à usage unique" }])
    await owner.query("delete from courriel_connexion")
    const { rows } = await owner.query(`select id from facteur where "personneId" = $1`, [who.personneId])
    const fresh = { ...who, facteurConfirmeLe: new Date() }
    expect(await removeFactor(fresh, rows[0].id)).toMatchObject({ ok: true })
    expect(await toldOf(who.courriel)).toMatchObject([{ acte: "retire" }])
    await owner.query("delete from courriel_connexion")
    await beginTotp(who)
    const prepared = await owner.query(`select id from facteur where "personneId" = $1`, [who.personneId])
    await removeFactor(who, prepared.rows[0].id)
    expect(await toldOf(who.courriel)).toEqual([])
  })

  it("reads what happened, when, and whom to warn", () => {
    const letter = { operateur: "Opérateur", portail: "https://portail.exemple.fr" }
    const mail = facteurMail(letter, { acte: "reinitialise", facteur: "Clé d'accès", le: "2026-03-02T09:00:00.000Z" })
    expect(mail.text).toContain("2 mars 2026")
    expect(mail.text).toContain("https://portail.exemple.fr/moi/securite")
    expect(mail.text).toContain("Prévenez-nous")
  })
})
