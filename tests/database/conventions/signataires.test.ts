import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { refuseActe } from "@/lib/conventions/commands/decline.ts"
import { remindLateActes } from "@/lib/conventions/commands/remind-late.ts"
import { countersignActe, signActe } from "@/lib/conventions/commands/sign.ts"
import { listLateActes } from "@/lib/conventions/queries/late.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { delegate, revokeDelegation } from "@/lib/signatures/commands/mandats.ts"
import { delegationInput } from "@/lib/signatures/schema.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { acteOf, charteToSign, succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const now = new Date()
const staff = agent({ personneId: personneId("gestionnaire") })
const president = agent({ personneId: personneId("president"), facteurConfirmeLe: now }, "ordonnateur")
const [MAIRE, SECRETAIRE] = [personneId("maire.breteuil"), personneId("secretaire.breteuil")]
const codes = ["27002", "27006", "27010", "27012", "27013", "27019"]

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000)

/** A commune with its mayor and its secrétaire, and a charte that waits for a signature. */
async function waiting() {
  const code = String(codes.shift())
  const collectiviteId = stableId("collectivite", code)
  for (const [who, role] of [
    [MAIRE, "elu"],
    [SECRETAIRE, "secretaire"],
  ])
    await owner.query(
      `insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, origine) values ($1, $2, $3, 'x', current_date - 90, 'essai')`,
      [collectiviteId, who, role],
    )
  const { rows } = await owner.query<{ id: string }>(
    `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
     values ($1, $2, 'Maire d''essai', 'Maire', current_date - 90, 'Délibération d''élection', $2) returning id`,
    [collectiviteId, MAIRE],
  )
  const elu = membre({ personneId: MAIRE, facteurConfirmeLe: now }, collectiviteId, ["elu"])
  const secretaire = membre({ personneId: SECRETAIRE, facteurConfirmeLe: now }, collectiviteId, ["secretaire"])
  const file = { collectivite: stablePublicId(code), mandat: String(rows[0]?.id) }
  return { collectiviteId, elu, secretaire, ...file }
}
const deposit = async ({ collectivite, mandat }: { collectivite: string; mandat: string }) => {
  const made = await charteToSign({ staff, collectivite, mandat })
  return { ...made, empreinte: (await acteOf(made.acte)).empreinte ?? "" }
}
const told = async (objetId: string) =>
  (
    await owner.query<{ genre: string; qui: string | null }>(
      `select genre, "personneId" as qui from notification where "objetId" = $1 order by genre, qui`,
      [objetId],
    )
  ).rows
const delegation = (over: Record<string, string> = {}) =>
  delegationInput.parse({
    ...{ collectivite: "x", personne: SECRETAIRE, fonction: "Directrice", depuis: addDays(today(), -1), jusqua: "" },
    ...{ fondement: "Arrêté 2026-4", objets: "charte" },
    ...over,
  })

describe("a document to sign", () => {
  it("is told to who may sign it, then to the operator, then to the team", async () => {
    const place = await waiting()
    const { acte, empreinte } = await deposit(place)
    expect(await told(acte)).toEqual([{ genre: "acte-a-signer", qui: MAIRE }])
    succeeded(await signActe(place.elu, { acte, empreinte }))
    expect(await told(acte)).toContainEqual({ genre: "acte-a-contresigner", qui: null })
    succeeded(await countersignActe(president, { acte, empreinte }))
    expect((await told(acte)).filter(({ genre }) => genre === "acte-conclu").map(({ qui }) => qui)).toEqual(
      [MAIRE, SECRETAIRE].sort(),
    )
  })

  it("is told to the operator when it is refused, with the reason", async () => {
    const place = await waiting()
    const { acte } = await deposit(place)
    succeeded(await refuseActe(place.elu, { acte, motif: "Le conseil n'a pas délibéré" }))
    const { rows } = await owner.query(
      `select texte from notification where "objetId" = $1 and genre = 'acte-refuse'`,
      [acte],
    )
    expect(rows).toEqual([{ texte: expect.stringContaining("Le conseil n'a pas délibéré") }])
  })

  it("is told to a delegate too, who signs it; taken back, the delegation signs no more", async () => {
    const place = await waiting()
    const { mandat } = succeeded(await delegate(place.elu, delegation()))
    const { acte, empreinte } = await deposit(place)
    expect((await told(acte)).map(({ qui }) => qui)).toEqual([MAIRE, SECRETAIRE].sort())
    succeeded(await revokeDelegation(place.elu, { mandat }))
    expect(await signActe(place.secretaire, { acte, empreinte })).toMatchObject({ refusal: "mandat-termine" })
  })

  it("is signed by a delegate for what was delegated, and for nothing else", async () => {
    const place = await waiting()
    succeeded(await delegate(place.elu, delegation({ objets: "convention" })))
    const { acte, empreinte } = await deposit(place)
    expect(await signActe(place.secretaire, { acte, empreinte })).toMatchObject({ refusal: "mandat-hors-objet" })
    succeeded(await delegate(place.elu, delegation({ fonction: "Secrétaire générale" })))
    succeeded(await signActe(place.secretaire, { acte, empreinte }))
    const { rows } = await owner.query(
      `select s.fonction, s."delegationId" is not null as deleguee, s."mandatId" from signature s where s."acteId" = $1`,
      [acte],
    )
    expect(rows).toEqual([{ fonction: "Secrétaire générale", deleguee: true, mandatId: place.mandat }])
  })

  it("is not signed under a delegation whose giver's mandate has ended, whatever the code does", async () => {
    const place = await waiting()
    succeeded(await delegate(place.elu, delegation()))
    const { acte, empreinte } = await deposit(place)
    await owner.query(`update mandat set jusqua = current_date where id = $1`, [place.mandat])
    expect(await signActe(place.secretaire, { acte, empreinte })).toMatchObject({ refusal: "mandat-termine" })
    await owner.query(
      `insert into signature ("collectiviteId", "acteId", rang, "mandatId", "delegationId", niveau, "personneId", nom, fonction, fondement, empreinte, le, preuve)
       select $1, $2, 1, $3, d.id, 'simple', $4, 'x', 'x', 'x', $5, now(), '{}' from delegation d where d."collectiviteId" = $1`,
      [place.collectiviteId, acte, place.mandat, SECRETAIRE, empreinte],
    )
    await expect(owner.query(`update acte set etat = 'signe' where id = $1`, [acte])).rejects.toThrow(
      /Aucune signature valable/,
    )
  })
})

describe("who is late", () => {
  it("is reminded after a week, then each week, three times; the desk says who and how often", async () => {
    const place = await waiting()
    const { acte } = await deposit(place)
    const reminders = async () =>
      Number((await owner.query(`select count(*) from rappel where "objetId" = $1`, [acte])).rows[0].count)
    await remindLateActes(inDays(6))
    expect(await reminders()).toBe(0)
    for (const days of [7, 7, 13, 14, 21, 28, 60]) await remindLateActes(inDays(days))
    expect(await reminders()).toBe(3)
    const late = await read(systeme("essai", "operateur"), (tx) => listLateActes(tx, inDays(40), 50))
    expect(late.find(({ id }) => id === acte)).toMatchObject({
      attend: ["Maire, Maire d'essai"],
      rappels: 3,
      etat: "a_signer",
    })
    const { rows } = await owner.query(
      `select n."personneId" as qui from notification n join rappel r on r.id = n."objetId" where r."objetId" = $1 and n.genre = 'acte-rappel'`,
      [acte],
    )
    expect(rows).toEqual(Array(3).fill({ qui: MAIRE }))
  })
})
