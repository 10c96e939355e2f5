import { randomUUID } from "node:crypto"
import { afterAll, describe, expect, it } from "vitest"
import { type CollectiviteId, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { notify, notifyAll } from "@/lib/notifications/commands/notify.ts"
import type { Avis } from "@/lib/notifications/types.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { agent } from "@/tests/support/contexts.ts"
import { connect } from "@/tests/support/logins.ts"
import { People } from "@/tests/support/people.ts"

const owner = await connect("migration")
const people = new People(owner)
afterAll(async () => {
  await closeDatabase()
  await owner.end()
})

/** A commune with a secrétaire, a mayor, someone who left, and an agent of the operator. */
async function commune() {
  const { id, publicId } = await people.collectivite("Essai")
  const secretaire = await people.personne()
  const maire = await people.personne()
  const partie = await people.personne()
  const gestionnaire = await people.personne()
  await people.rattache(secretaire, id, "secretaire")
  await people.rattache(maire, id, "elu")
  await people.rattache(partie, id, "elu")
  await owner.query(`update rattachement set jusqua = current_date where "personneId" = $1`, [partie])
  await owner.query(`insert into agent ("personneId", role, depuis) values ($1, 'gestionnaire', current_date - 1)`, [
    gestionnaire,
  ])
  const avis: Avis = {
    genre: "souscription-a-approuver",
    collectiviteId: id,
    objetId: randomUUID(),
    titre: "À approuver",
    texte: "Une souscription attend.",
    lien: `/c/${publicId}/souscriptions`,
    destinataires: "elus",
  }
  return { id, secretaire, maire, gestionnaire, avis }
}

const told = async (objetId: string): Promise<string[]> =>
  (await owner.query(`select "personneId" from notification where "objetId" = $1`, [objetId])).rows
    .map(({ personneId }) => personneId)
    .sort()

describe("news told in the transaction of what happened", () => {
  it("reaches the people of today, from a member's, an agent's and a job's transaction alike", async () => {
    const { id, secretaire, maire, gestionnaire, avis } = await commune()
    const walk = (objetId: string) => async (tx: WriteTx) => {
      await notify(tx, { ...avis, objetId })
      await tx.journal("essai")
    }
    const member = await people.membre(secretaire, id)
    const acts: Record<string, (objetId: string) => Promise<void>> = {
      membre: (objetId) => write(member, "souscriptions.prepare", walk(objetId)),
      agent: (objetId) => write(agent({ personneId: gestionnaire }), "collectivites.edit", walk(objetId)),
      operateur: (objetId) => write(systeme("essai", "operateur"), "courriels.send", walk(objetId)),
      job: (objetId) => write(systeme("essai", [id as CollectiviteId]), "courriels.send", walk(objetId)),
    }
    for (const [kind, act] of Object.entries(acts)) {
      const objetId = randomUUID()
      await act(objetId)
      expect(await told(objetId), kind).toEqual([maire])
    }
  })

  it("reaches groups and named people once each, never who acts, and leaves one row for the staff", async () => {
    const { id, secretaire, maire, avis } = await commune()
    const ctx = await people.membre(secretaire, id)
    await write(ctx, "souscriptions.prepare", async (tx) => {
      await notify(tx, { ...avis, destinataires: "equipe" })
      await notify(tx, avis)
      await notify(tx, { ...avis, destinataires: [maire, secretaire] })
      await notify(tx, { ...avis, destinataires: "agents" })
      await tx.journal("essai")
    })
    const reached = await told(avis.objetId)
    expect(reached).toContain(maire)
    expect(reached).toEqual([maire, null])
    const { rows } = await owner.query(`select distinct "auteurId" from notification where "objetId" = $1`, [
      avis.objetId,
    ])
    expect(rows).toEqual([{ auteurId: secretaire }])
  })

  it("is gone with the act that fails, and says nothing twice when the act is walked again", async () => {
    const { id, maire, avis } = await commune()
    const job = systeme("essai", [id as CollectiviteId])
    const failing = write(job, "courriels.send", async (tx) => {
      await notify(tx, avis)
      throw new Error("the act failed")
    })
    await expect(failing).rejects.toThrow("the act failed")
    expect(await told(avis.objetId)).toEqual([])
    for (const _ of [1, 2])
      await write(job, "courriels.send", async (tx) => {
        await notifyAll(tx, [avis, avis])
        await tx.journal("essai")
      })
    expect(await told(avis.objetId)).toEqual([maire])
  })

  it("is legal when its kind is, whatever the caller says, and leads nowhere but into the portal", async () => {
    const { id, avis } = await commune()
    const job = systeme("essai", [id as CollectiviteId])
    const titre: Avis = { ...avis, genre: "titre-emis", legale: false }
    await write(job, "courriels.send", async (tx) => {
      await notify(tx, titre)
      await tx.journal("essai")
    })
    const { rows } = await owner.query(`select legale from notification where "objetId" = $1`, [avis.objetId])
    expect(rows).toEqual([{ legale: true }])
    for (const lien of ["https://exemple.org", "//exemple.org", "javascript:alert(1)"])
      await expect(write(job, "courriels.send", (tx) => notify(tx, { ...titre, lien }))).rejects.toThrow("no path")
  })

  it("never changes once told: it is only read", async () => {
    const { id, avis } = await commune()
    await write(systeme("essai", [id as CollectiviteId]), "courriels.send", async (tx) => {
      await notify(tx, avis)
      await tx.journal("essai")
    })
    await owner.query(`update notification set "lueLe" = now() where "objetId" = $1`, [avis.objetId])
    await expect(
      owner.query(`update notification set texte = 'autre chose' where "objetId" = $1`, [avis.objetId]),
    ).rejects.toThrow("ne change pas")
  })
})
