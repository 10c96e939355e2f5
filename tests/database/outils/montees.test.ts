import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { read } from "@/lib/access/door.ts"
import { addVague, finishVague, followMontee, openMontee } from "@/lib/outils/commands/montees.ts"
import { findMontee } from "@/lib/outils/queries/montees.ts"
import { listOutils } from "@/lib/outils/queries/outils.ts"
import { monteeInput, vagueInput } from "@/lib/outils/schema.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const staff = agent({ personneId: personneId("gestionnaire") })
const TOOL = "tiers-teletransmission"
const DAY = addDays(today(), 30)
let montee = ""

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

const file = async () => {
  const found = await read(staff, (tx) => findMontee(tx, montee))
  if (!found) throw new Error("no montee")
  return found
}
const vague = (nom: string, qui: string) => addVague(staff, vagueInput.parse({ montee, nom, prevueLe: DAY, qui }))
const users = async () =>
  (
    await owner.query(
      `select count(distinct s."collectiviteId")::int as n from souscription s join service v on v.id = s."serviceId"
       where v.slug = $1 and s.etat = 'en_service'`,
      [TOOL],
    )
  ).rows[0].n

describe("a new version of a tool", () => {
  it("reaches first whom the first wave names, each told of its day, then all those who are left", async () => {
    const opened = await openMontee(
      staff,
      monteeInput.parse({ service: TOOL, titre: "Version 7", apporte: "Un écran plus simple.", guide: "" }),
    )
    montee = succeeded(opened).montee
    expect((await file()).sansVague).toBe(await users())

    succeeded(await vague("Petites communes", "petites"))
    const first = await file()
    expect(first.vagues).toMatchObject([{ nom: "Petites communes", prevueLe: DAY, faite: 0 }])
    expect(first.membres.length).toBeGreaterThan(0)
    const { rows } = await owner.query(
      `select max(p.habitants)::int as most from montee_membre m join collectivite c on c.id = m."collectiviteId", operateur o, population p
       where p.code = c."codeInsee" and p.genre = o."populationGenre" and p.millesime = o."populationMillesime" and m."monteeId" = $1`,
      [montee],
    )
    expect(rows[0].most).toBeLessThan(1000)

    succeeded(await vague("Les autres", "restants"))
    expect(await file()).toMatchObject({ sansVague: 0, vagues: [{}, {}] })
    expect((await file()).membres.length).toBe(await users())
    expect(await vague("Personne", "restants")).toMatchObject({ refusal: "vague-vide" })
    const told = await owner.query(
      `select count(distinct n."collectiviteId")::int as n from notification n where n.genre = 'outil-montee'`,
    )
    expect(told.rows[0].n).toBeGreaterThan(0)
  })

  it("is shown on the card of the tool until it is done, and followed one collectivité at a time", async () => {
    const breteuil = stableId("collectivite", "27112")
    const ctx = membre({ personneId: personneId("secretaire.breteuil") }, breteuil)
    const card = async () =>
      (
        await read(ctx, (tx) =>
          listOutils(tx, { collectiviteId: breteuil, personneId: personneId("secretaire.breteuil") }, new Date()),
        )
      ).find(({ slug }) => slug === TOOL)?.montees
    expect(await card()).toMatchObject([{ titre: "Version 7", prevueLe: DAY, etat: "a_faire" }])
    const follow = (collectivite: string, etat: "reportee" | "faite") =>
      followMontee(staff, { montee, collectivite, etat, note: null })
    succeeded(await follow(stablePublicId("27112"), "reportee"))
    expect(await card()).toMatchObject([{ etat: "reportee" }])
    expect((await file()).membres[0]).toMatchObject({ nom: "Breteuil", etat: "reportee" })
    expect(await follow("Nulle part", "faite")).toMatchObject({ refusal: "collectivite-inconnue" })

    // The rest of the wave is done; what somebody put off stays.
    const before = await file()
    for (const { id, a_faire } of before.vagues)
      if (a_faire > 0) succeeded(await finishVague(staff, { montee, vague: id }))
    expect((await file()).membres.filter(({ etat }) => etat !== "faite")).toMatchObject([{ nom: "Breteuil" }])
    expect(await finishVague(staff, { montee, vague: before.vagues[0]?.id ?? "" })).toMatchObject({
      refusal: "vague-faite",
    })
    succeeded(await follow("Breteuil", "faite"))
    expect(await card()).toEqual([])
  })
})
