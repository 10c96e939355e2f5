import { randomUUID } from "node:crypto"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { CollectiviteId, PersonneId } from "@/lib/access/context.ts"
import { identityAdapter } from "@/lib/access/identity/adapter.ts"
import { claimSealedMails } from "@/lib/access/identity/sealed-mail.ts"
import { sweepIdentity } from "@/lib/access/identity/sweep.ts"
import { findVisitor } from "@/lib/access/session.ts"
import { ERASED_NAME } from "@/lib/personnes/rules.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { applyConservation } from "@/scripts/worker/conservation.ts"
import { connect } from "@/tests/support/logins.ts"
import { People } from "@/tests/support/people.ts"

const owner = await connect("migration")
const staff = await connect("agent")
const people = new People(owner)
const DAY = 86_400_000

const decide = (comptes: number | null, demandes: number | null, journal: number | null) =>
  owner.query(
    `update operateur set "conservationComptesMois" = $1, "conservationDemandesMois" = $2, "conservationJournalAns" = $3`,
    [comptes, demandes, journal],
  )

beforeAll(() => people.operateur())
/** What other tests left idle is not this one's. */
beforeEach(async () => {
  await owner.query(`update personne set "vueLe" = now(), "avertieLe" = null where "effaceeLe" is null`)
  await owner.query("delete from courriel_connexion")
  await decide(24, 12, 5)
})
afterEach(() => decide(null, null, null))
afterAll(async () => {
  await closeDatabase()
  await owner.end()
  await staff.end()
})

async function idle(seen: string, personneId?: PersonneId): Promise<PersonneId> {
  const id = personneId ?? (await people.personne())
  await owner.query(`update personne set "vueLe" = now() - $2::interval where id = $1`, [id, seen])
  return id
}

const accountOf = async (id: string) =>
  (
    await owner.query<{ nom: string; courriel: string; avertie: boolean; effacee: boolean }>(
      `select nom, courriel, "avertieLe" is not null as avertie, "effaceeLe" is not null as effacee from personne where id = $1`,
      [id],
    )
  ).rows[0]

const eventsOf = async (id: string): Promise<string[]> =>
  (await owner.query(`select evenement from journal where objet = $1 order by id`, [`personne/${id}`])).rows.map(
    ({ evenement }) => evenement,
  )

const count = async (table: string, column: string, value: string): Promise<number> =>
  (await owner.query(`select 1 from ${table} where "${column}" = $1`, [value])).rowCount ?? 0

/** Warned now, erased 31 days later: everything that the job does in between is done. */
async function passTheTime(): Promise<void> {
  await applyConservation(new Date())
  await applyConservation(new Date(Date.now() + 31 * DAY))
}

describe("an account that nobody uses", () => {
  it("is announced to end a month before, once, by a mail that says the day", async () => {
    const id = await idle("23 months 5 days")
    const fresh = await idle("22 months")
    expect(await applyConservation(new Date())).toBe(true)
    await applyConservation(new Date())
    const mails = (await claimSealedMails(50)).filter(({ genre }) => genre === "inactivite")
    expect(mails).toMatchObject([{ courriel: (await accountOf(id))?.courriel }])
    expect(await accountOf(fresh)).toMatchObject({ avertie: false })
    expect(await eventsOf(id)).toEqual(["compte.averti"])
  })

  it("is erased after it: address, ways in, notifications and links go, the name stays for the journal", async () => {
    const commune = await people.collectivite("Essai")
    const id = await idle("25 months")
    const before = await accountOf(id)
    await people.rattache(id, commune.id, "secretaire")
    const token = await people.session(id)
    await owner.query(`insert into identite ("personneId", fournisseur, sujet) values ($1, 'email', $2)`, [id, id])
    await owner.query(`insert into agenda ("personneId") values ($1)`, [id])
    await owner.query(`insert into facteur ("personneId", genre, nom, donnees) values ($1, 'totp', 'Code', '{}')`, [id])
    await tell(commune.id, id, { legale: false })
    await passTheTime()
    expect(await findVisitor(token)).toBeNull()
    await sweepIdentity()
    expect(await accountOf(id)).toEqual({
      nom: before?.nom,
      courriel: `${id}@efface.invalid`,
      avertie: true,
      effacee: true,
    })
    for (const table of ["identite", "session", "facteur", "agenda", "notification"])
      expect(await count(table, "personneId", id), table).toBe(0)
    expect(await count("courriel", "collectiviteId", commune.id)).toBe(0)
    const held = `select 1 from rattachement where "personneId" = $1 and daterange(jusqua, null) @> current_date + 32`
    expect((await owner.query(held, [id])).rowCount).toBe(1)
    expect(await eventsOf(id)).toEqual(["compte.averti", "rattachement.inactif", "compte.efface"])
  })

  it("is kept by signing in once", async () => {
    const id = await idle("25 months")
    await applyConservation(new Date())
    const expires = new Date(Date.now() + DAY)
    await identityAdapter({ replaces: null, label: "essai", linking: false }).createSession?.({
      ...{ sessionToken: randomUUID(), userId: id, expires },
    })
    await applyConservation(new Date(Date.now() + 31 * DAY))
    expect(await accountOf(id)).toMatchObject({ avertie: false, effacee: false })
  })

  it("is never erased without a warning of the last weeks, even when the worker slept", async () => {
    const id = await idle("40 months")
    await owner.query(`update personne set "avertieLe" = now() - interval '90 days' where id = $1`, [id])
    await applyConservation(new Date())
    expect(await accountOf(id)).toMatchObject({ effacee: false })
    expect((await claimSealedMails(50)).map(({ genre }) => genre)).toContain("inactivite")
  })

  it("stays while its holder is staff, may sign, waits for an answer, or is the last to administer a team", async () => {
    const commune = await people.collectivite("Essai")
    const agent = await idle("40 months")
    await owner.query(`insert into agent ("personneId", role, depuis) values ($1, 'support', current_date)`, [agent])
    const maire = await idle("40 months")
    await owner.query(
      `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
       values ($1, $2, 'Essai', 'Maire', current_date - 900, 'Délibération d''essai', $2)`,
      [commune.id, maire],
    )
    const asking = await idle("40 months")
    await ask(commune.id, asking, "a_verifier")
    const last = await idle("40 months")
    await people.rattache(last, commune.id, "administrateur")
    await passTheTime()
    for (const id of [agent, maire, asking, last])
      expect(await accountOf(id)).toMatchObject({ avertie: false, effacee: false })
  })

  it("leaves each team its administrator, when two of them have not come for years", async () => {
    const commune = await people.collectivite("Essai")
    const two = [await idle("40 months"), await idle("39 months")]
    for (const id of two) await people.rattache(id, commune.id, "administrateur")
    await applyConservation(new Date())
    const later = new Date(Date.now() + 31 * DAY)
    await Promise.all([applyConservation(later), applyConservation(later)])
    await applyConservation(later)
    const erased = await Promise.all(two.map(async (id) => (await accountOf(id))?.effacee))
    expect(erased.sort()).toEqual([false, true])
  })

  it("loses its name too, once the journal's years have passed", async () => {
    const id = await idle("25 months")
    await passTheTime()
    await applyConservation(new Date(Date.now() + 4 * 365 * DAY))
    expect((await accountOf(id))?.nom).not.toBe(ERASED_NAME)
    await applyConservation(new Date(Date.now() + (5 * 365 + 40) * DAY))
    expect((await accountOf(id))?.nom).toBe(ERASED_NAME)
  })
})

const ask = async (collectiviteId: string, personneId: string, etat: string, since = "1 day"): Promise<string> =>
  (
    await owner.query<{ id: string }>(
      `insert into demande_rattachement ("collectiviteId", "personneId", role, fonction, etat, "codeExpireLe", "decideLe")
       values ($1, $2, 'secretaire', 'Essai', $3::text::demande_rattachement_etat, now() - $4::interval,
         case when $3 = 'refusee' then now() - $4::interval end) returning id`,
      [collectiviteId, personneId, etat, since],
    )
  ).rows[0]?.id ?? ""

async function tell(collectiviteId: string, personneId: string, { legale }: { legale: boolean }): Promise<string> {
  const id = randomUUID()
  await owner.query(
    `insert into notification ("collectiviteId", id, "personneId", genre, "objetId", titre, texte, lien, legale, canal)
     values ($1, $2, $3, 'essai', $2, 'Essai', 'Essai', '/moi', $4, 'immediat')`,
    [collectiviteId, id, personneId, legale],
  )
  await owner.query(
    `insert into courriel ("collectiviteId", genre, "objetId", destinataire, "messageId", sujet)
     values ($1, 'notification', $2::uuid, 'essai@demo.invalid', $2::text, 'Essai')`,
    [collectiviteId, id],
  )
  return id
}

describe("a request that led nowhere", () => {
  it("is forgotten after its months, never one that waits or was accepted", async () => {
    const commune = await people.collectivite("Essai")
    const who = await people.personne()
    const gone = [
      await ask(commune.id, who, "refusee", "13 months"),
      await ask(commune.id, await people.personne(), "code_envoye", "13 months"),
    ]
    const kept = [
      await ask(commune.id, who, "refusee", "11 months"),
      await ask(commune.id, who, "a_verifier", "40 months"),
      await ask(commune.id, who, "acceptee", "40 months"),
    ]
    const expired = await invite(commune.id, "13 months")
    const waiting = await invite(commune.id, "-1 day")
    await applyConservation(new Date())
    for (const id of gone) expect(await count("demande_rattachement", "id", id)).toBe(0)
    for (const id of kept) expect(await count("demande_rattachement", "id", id)).toBe(1)
    expect(await count("invitation", "id", expired)).toBe(0)
    expect(await count("invitation", "id", waiting)).toBe(1)
  })

  it("of membership keeps its row and its answer, and no longer who wrote it", async () => {
    const commune = await people.collectivite("Essai")
    const old = await askToJoin(commune.id, "refusee")
    const open = await askToJoin(commune.id, "recue")
    await applyConservation(new Date())
    const row = async (id: string) =>
      (
        await owner.query(
          `select etat, motif, "contactNom", "contactCourriel", "contactTelephone", message, "contactEffaceLe" is not null as efface
           from demande_adhesion where id = $1`,
          [id],
        )
      ).rows[0]
    expect(await row(old)).toEqual({
      ...{ etat: "refusee", motif: "Essai", contactNom: "", contactCourriel: "", contactTelephone: null },
      ...{ message: null, efface: true },
    })
    expect(await row(open)).toMatchObject({ contactNom: "Essai", efface: false })
  })
})

const invite = async (collectiviteId: CollectiviteId, expiredSince: string): Promise<string> =>
  (
    await owner.query<{ id: string }>(
      `insert into invitation ("collectiviteId", courriel, nom, role, fonction, "jetonHache", "inviteParId", "expireLe")
       values ($1, $2::text || '@demo.invalid', 'Essai', 'elu', 'Essai', $2::text, $2::uuid, now() - $3::interval) returning id`,
      [collectiviteId, randomUUID(), expiredSince],
    )
  ).rows[0]?.id ?? ""

const askToJoin = async (collectiviteId: CollectiviteId, etat: string): Promise<string> =>
  (
    await owner.query<{ id: string }>(
      `insert into demande_adhesion ("collectiviteId", "contactNom", "contactFonction", "contactCourriel", "contactTelephone",
         "categorieJuridique", message, etat, "recueLe", "decideLe", motif)
       values ($1, 'Essai', 'Maire', 'essai@demo.invalid', '0200000000', '7210', 'Essai', $2::text::demande_adhesion_etat,
         now() - interval '14 months', case when $2 = 'refusee' then now() - interval '13 months' end, 'Essai') returning id`,
      [collectiviteId, etat],
    )
  ).rows[0]?.id ?? ""

describe("what the law keeps", () => {
  it("is out of reach: a legal notice and the proof of its mail outlive the account, even against a direct order", async () => {
    const commune = await people.collectivite("Essai")
    const id = await idle("25 months")
    const notice = await tell(commune.id, id, { legale: true })
    await passTheTime()
    expect(await count("notification", "id", notice)).toBe(1)
    expect(await count("courriel", "objetId", notice)).toBe(1)
    await staff.query("begin")
    for (const [text, value] of [
      [`delete from notification where id = $1`, notice],
      [`delete from courriel where "objetId" = $1`, notice],
      [`delete from courriel where genre <> 'notification' and $1::text is not null`, notice],
      [
        `delete from invitation where "accepteeLe" is null and "retireeLe" is null and "expireLe" > now() and $1::text <> ''`,
        "",
      ],
    ] as const)
      expect((await staff.query(text, [value])).rowCount).toBe(0)
    await staff.query("rollback")
  })

  it("nothing is erased as long as the operator has not decided how long", async () => {
    await decide(null, null, null)
    const commune = await people.collectivite("Essai")
    const id = await idle("200 months")
    const refused = await ask(commune.id, id, "refusee", "200 months")
    await passTheTime()
    expect(await accountOf(id)).toMatchObject({ avertie: false, effacee: false })
    expect(await count("demande_rattachement", "id", refused)).toBe(1)
  })
})
