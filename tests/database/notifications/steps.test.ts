import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { listLateSteps } from "@/lib/indicateurs/queries/late.ts"
import { addDays, calendarDate, today } from "@/lib/platform/dates.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { cancelSouscription, decideSouscription } from "@/lib/souscriptions/commands/decide.ts"
import { endSouscription, startSouscription } from "@/lib/souscriptions/commands/deliver.ts"
import { prepareSouscription } from "@/lib/souscriptions/commands/prepare.ts"
import { remindLateSouscriptions } from "@/lib/souscriptions/commands/remind-late.ts"
import { listLateSouscriptions } from "@/lib/souscriptions/queries/late.ts"
import { prepareInput } from "@/lib/souscriptions/schema.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const client = new Client({ connectionString: migrationUrl })

const SYNDICAT = stableId("collectivite", "syndicat-d-eau-01")
const [secretaire, presidente] = [personneId("secretaire.syndicat"), personneId("president.syndicat")]
const asSecretaire = membre({ personneId: secretaire }, SYNDICAT, ["administrateur"])
const asElue = membre({ personneId: presidente, facteurConfirmeLe: new Date() }, SYNDICAT, ["elu"])
const staff = agent({ personneId: personneId("gestionnaire") })
const DAY_MS = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * DAY_MS)

beforeAll(async () => {
  await client.connect()
  await seed({ migrationUrl, departement: "27", today: calendarDate("2026-11-22") })
  // What the demonstration already asks for would be asked twice.
  await client.query(
    `update souscription set etat = 'annulee' where "collectiviteId" = $1 and etat in ('a_approuver', 'approuvee')`,
    [SYNDICAT],
  )
  // Whether a convention comes first is tested where conventions are.
  await client.query(`update service set "exigeConvention" = false where slug = 'pack-cyber'`)
})
afterAll(async () => {
  await closeDatabase()
  await client.end()
})

async function prepare(by = asSecretaire): Promise<string> {
  const service = await read(PUBLIC, (tx) => findOffered(tx, "pack-cyber", today()))
  const answer = await prepareSouscription(
    by,
    prepareInput.parse({
      collectivite: "syndicat",
      service: "pack-cyber",
      tarif: service?.tarifs[0]?.id ?? "",
      quantite: "1",
      dateSouhaitee: addDays(today(), 30),
      contactNom: "Secrétariat",
      contactCourriel: "syndicat@demo.invalid",
    }),
  )
  if (!answer.ok) throw new Error(answer.refusal)
  return answer.value.id
}

/** Who was told what about it, by kind; null is the staff, whom the worker will tell. */
async function told(objetId: string): Promise<Record<string, (string | null)[]>> {
  const { rows } = await client.query<{ genre: string; personneId: string | null }>(
    `select genre, "personneId" from notification where "objetId" = $1 order by genre, "personneId"`,
    [objetId],
  )
  return Object.fromEntries(
    [...new Set(rows.map(({ genre }) => genre))].map((genre) => [
      genre,
      rows.filter((row) => row.genre === genre).map((row) => row.personneId),
    ]),
  )
}

const version = async (id: string): Promise<number> =>
  (await client.query("select version from souscription where id = $1", [id])).rows[0].version

const target = async (id: string) => ({ collectivite: "syndicat", souscription: id, version: await version(id) })
const asStaff = async (id: string) => ({
  ...(await target(id)),
  collectivite: (await client.query(`select "publicId" from collectivite where id = $1`, [SYNDICAT])).rows[0].publicId,
})

describe("the steps of a souscription", () => {
  it("are told to those who have something to do, or waited for it", async () => {
    const id = await prepare()
    expect(await told(id)).toEqual({ "souscription-a-approuver": [presidente] })

    await decideSouscription(asElue, { ...(await target(id)), decision: "approuver", motif: null })
    expect(await told(id)).toMatchObject({
      "souscription-approuvee": [secretaire],
      "souscription-a-ouvrir": [null],
    })

    await client.query(
      `update souscription_tache set "faiteLe" = now(), "faiteParId" = $2 where "souscriptionId" = $1`,
      [id, personneId("gestionnaire")],
    )
    await startSouscription(staff, { ...(await asStaff(id)), le: today() })
    expect((await told(id))["souscription-en-service"]).toEqual([presidente, secretaire].sort())

    await endSouscription(staff, { ...(await asStaff(id)), le: today(), motif: "Fin du marché." })
    const { rows } = await client.query(
      `select texte, lien from notification where "objetId" = $1 and genre = 'souscription-terminee' limit 1`,
      [id],
    )
    expect(rows[0].texte).toContain("Fin du marché.")
    expect(rows[0].lien).toMatch(new RegExp(`^/c/\\w+/souscriptions/${id}$`))
  })

  it("tell a refusal with its reason to who asked, even when she is no secrétaire", async () => {
    const other = personneId("maire.breteuil")
    const id = await prepare(membre({ personneId: other }, SYNDICAT, ["elu"]))
    expect((await told(id))["souscription-a-approuver"]).toEqual([presidente])
    await decideSouscription(asElue, { ...(await target(id)), decision: "refuser", motif: "Trop tôt." })
    const { rows } = await client.query(
      `select "personneId", texte from notification where "objetId" = $1 and genre = 'souscription-refusee'`,
      [id],
    )
    expect(rows.map((row) => row.personneId).sort()).toEqual([other, secretaire].sort())
    expect(rows[0].texte).toContain("Motif : Trop tôt.")
  })
})

describe("a souscription that waits", () => {
  it("is reminded of after a week, then once a week, three times, and is late on the desk", async () => {
    const id = await prepare()
    const remindersOf = async () =>
      (
        await client.query(
          `select n."personneId", n.texte from notification n join rappel r on r.id = n."objetId" where r."objetId" = $1`,
          [id],
        )
      ).rows
    const lateOn = async (days: number) =>
      (await read(staff, (tx) => listLateSouscriptions(tx, inDays(days), 500))).find((late) => late.id === id)

    await remindLateSouscriptions(inDays(6))
    expect(await remindersOf()).toEqual([])
    expect(await lateOn(6)).toBeUndefined()
    expect(await lateOn(8)).toMatchObject({ rappels: 0, elus: [expect.stringContaining("Présidente")] })

    const asked = inDays(8)
    await Promise.all([remindLateSouscriptions(asked), remindLateSouscriptions(asked)])
    expect(await remindersOf()).toMatchObject([
      { personneId: presidente, texte: expect.stringContaining("attend votre accord") },
    ])
    await remindLateSouscriptions(inDays(14))
    expect(await remindersOf()).toHaveLength(1)
    for (const days of [16, 24, 32, 40, 48]) await remindLateSouscriptions(inDays(days))
    expect(await remindersOf()).toHaveLength(3)
    expect(await lateOn(48)).toMatchObject({ rappels: 3 })

    await cancelSouscription(asSecretaire, await target(id))
    expect(await lateOn(48)).toBeUndefined()
  })
  it("on the operator is late the day after, and reminded of a week later, three times", async () => {
    const id = await prepare()
    await decideSouscription(asElue, { ...(await target(id)), decision: "approuver", motif: null })
    const reminders = async () =>
      (
        await client.query(
          `select n."personneId", n.texte, n.lien from notification n join rappel r on r.id = n."objetId"
            where r."objetId" = $1 and r.genre = 'souscription-retard'`,
          [id],
        )
      ).rows
    const lateOn = async (days: number) =>
      (await read(staff, (tx) => listLateSteps(tx, addDays(today(), days), 500))).filter(({ href }) =>
        href.endsWith(id),
      )
    expect(await lateOn(30)).toEqual([])
    expect(await lateOn(31)).toMatchObject([{ qui: "L’opérateur", avant: addDays(today(), 30) }])
    await remindLateSouscriptions(inDays(36))
    expect(await reminders()).toEqual([])
    for (const days of [39, 47, 55, 63]) await remindLateSouscriptions(inDays(days))
    const told = await reminders()
    expect(told).toHaveLength(3)
    expect(told[0]).toMatchObject({ personneId: null, lien: `/gestion/souscriptions/${id}` })
    expect(told[0].texte).toMatch(/^Préparation : \d tâches restantes : .+ l'attendait avant le /)
  })
})
