import { afterAll, beforeEach, describe, expect, it } from "vitest"
import { AccessRefused } from "@/lib/access/door.ts"
import { acceptInvitation } from "@/lib/access/identity/invitations.ts"
import { claimSealedMails } from "@/lib/access/identity/sealed-mail.ts"
import { findVisitor } from "@/lib/access/session.ts"
import { invite, withdrawInvitation } from "@/lib/personnes/commands/invite.ts"
import { changeRole, removeColleague } from "@/lib/personnes/commands/team.ts"
import { today } from "@/lib/platform/dates.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { connect } from "@/tests/support/logins.ts"
import { People } from "@/tests/support/people.ts"

const owner = await connect("migration")
const people = new People(owner)

beforeEach(async () => {
  await owner.query("delete from courriel_connexion")
})
afterAll(async () => {
  await closeDatabase()
  await owner.end()
})

async function mairie() {
  const commune = await people.collectivite("Essai")
  const administrateur = await people.personne()
  await people.rattache(administrateur, commune.id, "administrateur")
  return { commune, administrateur, ctx: await people.membre(administrateur, commune.id) }
}

const colleague = { nom: "Remplaçante", role: "secretaire", fonction: "Secrétaire de mairie" } as const

async function tokenOf(courriel: string): Promise<string> {
  const mail = (await claimSealedMails(50)).find(
    (sealed) => sealed.genre === "invitation" && sealed.courriel === courriel,
  )
  if (mail?.genre !== "invitation") throw new Error("no invitation was queued")
  return mail.jeton
}

describe("an invitation", () => {
  it("opens one rattachement, of two who accept it together, and its link is stored nowhere", async () => {
    const { commune, ctx } = await mairie()
    const courriel = `invitee.${commune.publicId}@demo.invalid`
    expect(await invite(ctx, { ...colleague, courriel })).toMatchObject({ ok: true })
    const jeton = await tokenOf(courriel)
    expect(JSON.stringify((await owner.query("select * from invitation")).rows)).not.toContain(jeton)

    const one = await people.signedIn(await people.personne(courriel))
    const two = await people.signedIn(await people.personne())
    const answers = await Promise.all([one, two].map((who) => acceptInvitation(who, jeton, today())))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const { rows } = await owner.query(`select count(*)::int as n from rattachement where "collectiviteId" = $1`, [
      commune.id,
    ])
    expect(rows[0].n).toBe(2)
    expect(await acceptInvitation(one, jeton, today())).toMatchObject({ ok: false, refusal: "invitation-close" })
  })

  it("is refused twice for one address, and opens nothing once withdrawn or expired", async () => {
    const { ctx } = await mairie()
    const courriel = "deux.fois@demo.invalid"
    await invite(ctx, { ...colleague, courriel })
    expect(await invite(ctx, { ...colleague, courriel })).toMatchObject({ ok: false, refusal: "deja-invitee" })
    const jeton = await tokenOf(courriel)
    const { rows } = await owner.query("select id from invitation where courriel = $1", [courriel])
    expect(await withdrawInvitation(ctx, { invitation: rows[0].id })).toMatchObject({ ok: true })
    const who = await people.signedIn(await people.personne())
    expect(await acceptInvitation(who, jeton, today())).toMatchObject({ ok: false })

    await invite(ctx, { ...colleague, courriel })
    const second = await tokenOf(courriel)
    await owner.query(`update invitation set "expireLe" = now() - interval '1 minute' where courriel = $1`, [courriel])
    expect(await acceptInvitation(who, second, today())).toMatchObject({ ok: false })
    expect(await invite(ctx, { ...colleague, courriel })).toMatchObject({ ok: true })
  })

  it("is not for a secrétaire to send, nor another mairie's to withdraw", async () => {
    const { commune, ctx } = await mairie()
    const secretaire = await people.personne()
    await people.rattache(secretaire, commune.id, "secretaire")
    const hers = await people.membre(secretaire, commune.id)
    await expect(invite(hers, { ...colleague, courriel: "a@demo.invalid" })).rejects.toThrow(AccessRefused)
    await invite(ctx, { ...colleague, courriel: "a@demo.invalid" })
    const { rows } = await owner.query(`select id from invitation where "collectiviteId" = $1`, [commune.id])
    const other = await mairie()
    const invitation = rows[0].id
    expect(await withdrawInvitation(other.ctx, { invitation })).toMatchObject({
      ok: false,
      refusal: "invitation-inconnue",
    })
  })
})

describe("a team", () => {
  it("loses a colleague at once, whose open session keeps nothing of it", async () => {
    const { commune, ctx } = await mairie()
    const gone = await people.personne()
    const rattachement = await people.rattache(gone, commune.id, "secretaire")
    await people.rattache(gone, commune.id, "elu")
    const token = await people.session(gone)
    expect((await findVisitor(token))?.liens[0]?.roles).toEqual(["secretaire", "elu"])
    expect(await removeColleague(ctx, { rattachement })).toMatchObject({ ok: true })
    expect((await findVisitor(token))?.liens).toEqual([])
    expect(await removeColleague(ctx, { rattachement })).toMatchObject({ ok: false, refusal: "plus-dans-l-equipe" })
  })

  it("changes a role on the same day as often as needed", async () => {
    const { commune, ctx } = await mairie()
    const personne = await people.personne()
    let rattachement = await people.rattache(personne, commune.id, "secretaire")
    for (const role of ["elu", "secretaire", "elu"] as const) {
      expect(await changeRole(ctx, { rattachement, role })).toMatchObject({ ok: true })
      const lien = (await findVisitor(await people.session(personne)))?.liens[0]
      expect(lien?.roles).toEqual([role])
      const { rows } = await owner.query(`select id from rattachement where "personneId" = $1 and jusqua is null`, [
        personne,
      ])
      rattachement = rows[0].id
    }
  })

  it("keeps one administrator, even when two remove each other together", async () => {
    const { commune, administrateur, ctx } = await mairie()
    const { rows } = await owner.query(`select id from rattachement where "personneId" = $1`, [administrateur])
    const alone = { rattachement: rows[0].id }
    expect(await removeColleague(ctx, alone)).toMatchObject({ ok: false, refusal: "dernier-administrateur" })
    expect(await changeRole(ctx, { ...alone, role: "elu" })).toMatchObject({
      ok: false,
      refusal: "dernier-administrateur",
    })

    const second = await people.personne()
    const rattachement = await people.rattache(second, commune.id, "administrateur")
    const other = await people.membre(second, commune.id)
    const answers = await Promise.all([removeColleague(ctx, { rattachement }), removeColleague(other, alone)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  })

  it("answers another mairie's colleague as an unknown one", async () => {
    const { ctx } = await mairie()
    const { commune } = await mairie()
    const rattachement = await people.rattache(await people.personne(), commune.id, "secretaire")
    const unknown = "01234567-89ab-7def-8123-456789abcdef"
    expect(await removeColleague(ctx, { rattachement })).toEqual(await removeColleague(ctx, { rattachement: unknown }))
  })
})
