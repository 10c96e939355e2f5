import { afterAll, describe, expect, it } from "vitest"
import { askRattachement } from "@/lib/access/identity/demandes.ts"
import { acceptInvitation } from "@/lib/access/identity/invitations.ts"
import { claimSealedMails } from "@/lib/access/identity/sealed-mail.ts"
import { decideRattachement } from "@/lib/personnes/commands/decide.ts"
import { invite } from "@/lib/personnes/commands/invite.ts"
import { removeColleague } from "@/lib/personnes/commands/team.ts"
import { tellOfArrival } from "@/lib/personnes/commands/tell.ts"
import { today } from "@/lib/platform/dates.ts"
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

async function mairie() {
  const commune = await people.collectivite("Essai")
  const administrateur = await people.personne()
  await people.rattache(administrateur, commune.id, "administrateur")
  return { commune, administrateur, ctx: await people.membre(administrateur, commune.id) }
}

const told = async (collectiviteId: string, genre: string) =>
  (
    await owner.query(
      `select "personneId", titre from notification where "collectiviteId" = $1 and genre = $2 order by titre`,
      [collectiviteId, genre],
    )
  ).rows

describe("a team", () => {
  it("hears of who joins it by the operator's decision, who is no news to herself", async () => {
    const { commune, administrateur } = await mairie()
    const who = await people.signedIn(await people.personne())
    const asked = await askRattachement(who, { role: "secretaire", fonction: "Secrétaire", publicId: commune.publicId })
    const demande = asked.ok ? asked.value.id : ""
    const gestionnaire = agent({ personneId: await people.personne() })
    await decideRattachement(gestionnaire, {
      ...{ demande, decision: "accepter", role: "secretaire", genre: "personne", motif: "" },
    })
    expect(await told(commune.id, "rattachement-accepte")).toMatchObject([{ personneId: administrateur }])
  })

  it("hears of who accepted its invitation", async () => {
    const { commune, administrateur, ctx } = await mairie()
    const courriel = `invitee.${commune.publicId}@demo.invalid`
    await invite(ctx, { courriel, nom: "Remplaçante", role: "secretaire", fonction: "Secrétaire de mairie" })
    const sealed = (await claimSealedMails(100)).find(
      (mail) => mail.genre === "invitation" && mail.courriel === courriel,
    )
    const who = await people.signedIn(await people.personne(courriel))
    const accepted = await acceptInvitation(who, sealed?.genre === "invitation" ? sealed.jeton : "", today())
    if (!accepted.ok) throw new Error(accepted.refusal)
    await tellOfArrival(who, accepted.value)
    await tellOfArrival(who, accepted.value)
    expect((await told(commune.id, "rattachement-accepte")).map(({ personneId }) => personneId)).toContain(
      administrateur,
    )
    expect(await told(commune.id, "rattachement-accepte")).toHaveLength(1)
  })

  it("hears of who leaves it, and so does she", async () => {
    const { commune, ctx } = await mairie()
    const [gone, colleague] = [await people.personne(), await people.personne()]
    const rattachement = await people.rattache(gone, commune.id, "secretaire")
    await people.rattache(colleague, commune.id, "elu")
    await removeColleague(ctx, { rattachement })
    expect(await told(commune.id, "rattachement-termine")).toMatchObject([
      { personneId: colleague, titre: "Une personne quitte l'équipe" },
      { personneId: gone, titre: "Vous n'êtes plus dans l'équipe" },
    ])
  })
})
