import pg from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { CollectiviteId, PersonneId, SignedIn } from "@/lib/access/context.ts"
import { closeAgenda, findAgenda, findAgendaReader, openAgenda } from "@/lib/access/identity/agenda.ts"
import { People } from "@/tests/support/people.ts"

const owner = new pg.Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const people = new People(owner)
const signedIn = (personneId: string): SignedIn => ({
  // People gives plain text.
  ...{ personneId: personneId as PersonneId, nom: "", courriel: "", boite: false, sessionId: "" },
  facteurConfirmeLe: null,
})
let who: SignedIn
let commune: CollectiviteId

beforeAll(async () => {
  await owner.connect()
  who = signedIn(await people.personne())
  commune = (await people.collectivite("Commune à l'agenda")).id
  await people.rattache(who.personneId, commune, "secretaire")
})
afterAll(() => owner.end())

const open = async () => {
  await openAgenda(who)
  return (await findAgenda(who))?.jeton ?? ""
}
const read = async (jeton: string) => (await findAgendaReader(jeton))?.liens.map(({ collectiviteId }) => collectiviteId)

describe("the address of one's calendar", () => {
  it("opens one's own collectivités of today to who knows it, and says when it was read", async () => {
    const jeton = await open()
    expect((await findAgenda(who))?.luLe).toBeNull()
    expect(await read(jeton)).toEqual([commune])
    expect((await findAgenda(who))?.luLe).toBeInstanceOf(Date)
    const later = (await people.collectivite("Une autre")).id
    await people.rattache(who.personneId, later, "elu")
    expect(await read(jeton)).toHaveLength(2)
    await owner.query(`update rattachement set jusqua = depuis where "collectiviteId" = $1`, [later])
    expect(await read(jeton)).toEqual([commune])
  })

  it("answers nothing once changed or closed, nor to a signature that is another's or cut", async () => {
    const first = await open()
    const second = await open()
    expect(await read(first)).toBeUndefined()
    expect(await read(second)).toEqual([commune])
    const [id, signature = ""] = second.split(".")
    for (const wrong of [
      `${id}.${first.split(".")[1]}`,
      `${id}.${signature.slice(1)}`,
      `${id}.`,
      id ?? "",
      "",
      "../x",
    ]) {
      expect(await read(wrong), wrong).toBeUndefined()
    }
    await closeAgenda(who)
    expect(await read(second)).toBeUndefined()
    expect(await findAgenda(who)).toBeNull()
  })

  it("answers nothing for a closed account", async () => {
    const jeton = await open()
    await owner.query(`update personne set "desactiveeLe" = now() where id = $1`, [who.personneId])
    expect(await read(jeton)).toBeUndefined()
  })

  it("is in no table: only what it is derived from is", async () => {
    const jeton = await open()
    const { rows } = await owner.query(`select to_jsonb(a) as row from agenda a`)
    expect(JSON.stringify(rows)).toContain(jeton.split(".")[0])
    expect(JSON.stringify(rows)).not.toContain(jeton.split(".")[1])
  })
})
