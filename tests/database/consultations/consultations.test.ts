import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { AccessRefused, read } from "@/lib/access/door.ts"
import { answerConsultation } from "@/lib/consultations/commands/answer.ts"
import { closeConsultation, openConsultation } from "@/lib/consultations/commands/open.ts"
import { findConsultation, listConsultations, listMesConsultations } from "@/lib/consultations/queries/consultations.ts"
import { openInput } from "@/lib/consultations/schema.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"
import { acting, connect, refusal } from "@/tests/support/logins.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const login = await connect("membre")
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const support = agent({ personneId: personneId("gestionnaire") }, "support")
const BRETEUIL = stableId("collectivite", "27112")
const secretaire = membre({ personneId: personneId("secretaire.breteuil") }, BRETEUIL, ["secretaire"])

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => Promise.all([owner.end(), login.end()]))

const question = (over: Record<string, string> = {}) =>
  openInput.parse({
    ...{ service: "publication-actes", titre: "Publier vos actes", question: "Par quel moyen ?" },
    ...{ choix: "Site de la commune\nPlateforme commune", jusqua: addDays(today(), 10) },
    ...over,
  })
const mine = async (type: "commune" | "syndicat" = "commune") =>
  (await read(secretaire, (tx) => listMesConsultations(tx, { collectiviteId: BRETEUIL, type }, today()))).find(
    ({ titre }) => titre === "Publier vos actes",
  )
const answer = (consultation: string, choix: number[], avis: "interesse" | "sans_besoin" = "interesse") =>
  answerConsultation(secretaire, {
    collectivite: "",
    consultation,
    avis,
    choix,
    commentaire: "Nous le faisons à la main.",
  })

describe("a consultation of members", () => {
  let id = ""

  it("is opened by who manages engagements, on a published service, and told to each member's team", async () => {
    await expect(openConsultation(support, question())).rejects.toThrow(AccessRefused)
    expect(await openConsultation(staff, question({ service: "inconnu" }))).toMatchObject({
      refusal: "service-inconnu",
    })
    expect(await openConsultation(staff, question({ jusqua: addDays(today(), -1) }))).toMatchObject({
      refusal: "date-passee",
    })
    id = succeeded(await openConsultation(staff, question())).id
    const { rows } = await owner.query(
      `select count(distinct n."collectiviteId")::int as n, bool_or(n."collectiviteId" = $2) as ours from notification n where n."objetId" = $1`,
      [id, BRETEUIL],
    )
    expect(rows[0].n).toBeGreaterThan(0)
    expect(rows[0].ours).toBe(true)
  })

  it("is answered once a collectivité, and the last word counts", async () => {
    expect((await mine())?.reponse).toBeNull()
    expect(await answer(id, [3])).toMatchObject({ refusal: "choix-inconnu" })
    succeeded(await answer(id, [1, 2]))
    succeeded(await answer(id, [2]))
    expect((await mine())?.reponse).toMatchObject({ avis: "interesse", choix: ["Plateforme commune"] })
    const found = await read(staff, (tx) => findConsultation(tx, id))
    expect(found?.reponses).toMatchObject([
      { nom: "Breteuil", avis: "interesse", commentaire: "Nous le faisons à la main.", habitants: expect.any(Number) },
    ])
    expect(found?.demandees).toBeGreaterThan(300)
    const listed = (await read(staff, (tx) => listConsultations(tx, today()))).find((row) => row.id === id)
    expect(listed).toMatchObject({ close: false, reponses: 1, interesses: 1 })
  })

  it("is put to the types the service is for, and to no other", async () => {
    await owner.query(`update service set types = '{epci}' where slug = 'publication-actes'`)
    try {
      expect(await mine()).toBeUndefined()
      expect(await answer(id, [])).toMatchObject({ refusal: "consultation-inconnue" })
    } finally {
      await owner.query(`update service set types = '{}' where slug = 'publication-actes'`)
    }
  })

  it("takes no answer once it is closed or its last day is past; the database holds it too", async () => {
    await owner.query("update consultation set jusqua = $2 where id = $1", [id, addDays(today(), -1)])
    expect(await answer(id, [])).toMatchObject({ refusal: "consultation-close" })
    await owner.query("update consultation set jusqua = $2 where id = $1", [id, addDays(today(), 5)])
    succeeded(await closeConsultation(staff, { consultation: id }))
    expect(await closeConsultation(staff, { consultation: id })).toMatchObject({ refusal: "deja-close" })
    expect(await answer(id, [], "sans_besoin")).toMatchObject({ refusal: "consultation-close" })
    expect(await mine()).toBeUndefined()
    const { rows } = await owner.query(`select avis::text from consultation_reponse where "consultationId" = $1`, [id])
    expect(rows).toEqual([{ avis: "interesse" }])
    const late = acting(login, { collectivites: [BRETEUIL] }, () =>
      login.query(`update consultation_reponse set commentaire = 'tard' where "consultationId" = $1`, [id]),
    )
    expect((await refusal(late)).message).toContain("close")
  })
})
