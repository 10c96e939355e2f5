import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest"
import type { CollectiviteId, MembreContext } from "@/lib/access/context.ts"
import { AccessRefused } from "@/lib/access/door.ts"
import { askPasskey, confirmPasskey } from "@/lib/access/identity/passkey-factor.ts"
import { totpCode } from "@/lib/access/identity/totp.ts"
import { beginTotp, confirmTotp, enrolTotp, findEnrolment } from "@/lib/access/identity/totp-factor.ts"
import { findVisitor } from "@/lib/access/session.ts"
import { signActe } from "@/lib/conventions/commands/sign.ts"
import { today } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "@/tests/support/contexts.ts"
import { acteOf, charteToSign, succeeded } from "@/tests/support/engagements.ts"
import { People } from "@/tests/support/people.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const people = new People(owner)
const staff = agent({ personneId: personneId("gestionnaire") })
const codes = ["27002", "27006"]
const MINUTE = 60_000

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
beforeEach(() => forgetAttempts())
afterAll(() => owner.end())

/** How often somebody may try is tested where codes are. */
const forgetAttempts = () => owner.query("delete from tentative_connexion")

/** An élue who signs in as a request does, and a charte that waits for her. */
async function waiting() {
  const code = String(codes.shift())
  // The seed's own identifier of a collectivité.
  const collectiviteId = stableId("collectivite", code) as CollectiviteId
  const elue = await people.personne()
  await people.rattache(elue, collectiviteId, "elu")
  const { rows } = await owner.query<{ id: string }>(
    `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
     values ($1, $2, 'Maire d''essai', 'Maire', current_date - 90, 'Élection', $2) returning id`,
    [collectiviteId, elue],
  )
  const { acte } = await charteToSign({ staff, collectivite: stablePublicId(code), mandat: String(rows[0]?.id) })
  const token = await people.session(elue)
  /** As each of her requests finds her. */
  const ctx = async (): Promise<MembreContext> => {
    const found = await findVisitor(token)
    const lien = found?.liens.find((one) => one.collectiviteId === collectiviteId)
    if (!found || !lien) throw new Error("no session")
    return { kind: "membre", who: found.who, liens: [lien] }
  }
  const sign = async () => {
    const { empreinte } = await acteOf(acte)
    return signActe(await ctx(), { acte, empreinte: empreinte ?? "" }).catch((error: unknown) =>
      error instanceof AccessRefused ? error.denial : Promise.reject(error),
    )
  }
  return { acte, elue, ctx, sign }
}

/** A telephone that she added in another session. */
async function addTelephone(elue: Awaited<ReturnType<typeof waiting>>["elue"]) {
  const who = await people.signedIn(elue)
  succeeded(await beginTotp(who))
  const secret = (await findEnrolment(who, "Portail"))?.secret ?? ""
  const first = totpCode(secret, new Date(Date.now() - 30_000))
  succeeded(await enrolTotp(who, first))
  return { first, at: (minutes: number) => totpCode(secret, new Date(Date.now() + minutes * MINUTE)) }
}

describe("who signs proves herself in the session that signs", () => {
  it("by a code of now: not of some minutes ago, not one that served, and for a quarter of an hour", async () => {
    const { acte, elue, ctx, sign } = await waiting()
    const { first, at } = await addTelephone(elue)
    const { who } = await ctx()
    expect(await sign()).toBe("facteur-manquant")
    expect(await confirmTotp(who, at(-5))).toMatchObject({ refusal: "code-expire" })
    expect(await confirmTotp(who, first)).toMatchObject({ refusal: "code-faux" })
    expect(await sign()).toBe("facteur-manquant")

    await forgetAttempts()
    const code = at(0)
    succeeded(await confirmTotp(who, code))
    await owner.query(`update session set "facteurConfirmeLe" = now() - interval '16 minutes' where id = $1`, [
      who.sessionId,
    ])
    expect(await sign()).toBe("facteur-manquant")
    expect(await confirmTotp(who, code)).toMatchObject({ refusal: "code-faux" })
    expect(await sign()).toBe("facteur-manquant")
    expect((await acteOf(acte)).etat).toBe("a_signer")

    succeeded(await confirmTotp(who, at(0.5)))
    expect(await sign()).toMatchObject({ ok: true })
    const { rows } = await owner.query(`select preuve from signature where "acteId" = $1`, [acte])
    expect(rows).toMatchObject([
      { preuve: { facteur: "code à usage unique", session: who.sessionId, facteurConfirmeLe: expect.any(String) } },
    ])
  })

  it("by a key that answers the question of now: not one that expired, nor one already answered", async () => {
    const { acte, elue, ctx, sign } = await waiting()
    await owner.query(
      `insert into facteur ("personneId", genre, nom, donnees, "confirmeLe") values ($1, 'passkey', 'Clé', $2, now())`,
      [elue, { id: "cle", publicKey: Buffer.from("cle").toString("base64"), counter: 0, transports: [] }],
    )
    const { who } = await ctx()
    const response = { id: "cle", rawId: "cle", type: "public-key", clientExtensionResults: {} } as const
    const answer = () =>
      confirmPasskey(who, { ...response, response: { clientDataJSON: "", authenticatorData: "", signature: "" } })
    succeeded(await askPasskey(who))
    await owner.query(`update defi set "expireLe" = now() - interval '1 second' where "personneId" = $1`, [elue])
    expect(await answer()).toMatchObject({ refusal: "demande-expiree" })
    succeeded(await askPasskey(who))
    expect(await answer()).toMatchObject({ refusal: "cle-refusee" })
    expect(await answer()).toMatchObject({ refusal: "demande-expiree" })
    expect(await sign()).toBe("facteur-manquant")
    expect((await acteOf(acte)).etat).toBe("a_signer")
  })
})
