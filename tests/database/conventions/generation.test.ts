import { spawn } from "node:child_process"
import { setTimeout as wait } from "node:timers/promises"
import { Client } from "pg"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { launchGeneration, retryGeneration } from "@/lib/conventions/commands/generate.ts"
import { generateNextActe } from "@/lib/conventions/commands/generate-next.ts"
import { prepareNextConvention } from "@/lib/conventions/commands/next-convention.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { countersignActe, signActe } from "@/lib/conventions/commands/sign.ts"
import { countCandidates, listGenerations } from "@/lib/conventions/queries/generations.ts"
import { today } from "@/lib/platform/dates.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { acteOf, succeeded } from "@/tests/support/engagements.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const operator = systeme("essai", "operateur")
const now = new Date()
const staff = agent({ personneId: personneId("gestionnaire") })
const president = agent({ personneId: personneId("president"), facteurConfirmeLe: now }, "ordonnateur")
const BRETEUIL = stableId("collectivite", "27112")
const KEPT = 24

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
})
afterAll(() => owner.end())

const countsOf = async (id: string) => {
  const [counts] = await read(operator, (tx) => listGenerations(tx, id))
  if (!counts) throw new Error("no generation")
  return counts
}

/** The others are set aside, so that a test stays short; Breteuil is always of those kept. */
async function launch(genre: "charte" | "convention" = "charte") {
  const { generation, lignes } = succeeded(await launchGeneration(staff, { genre, motif: "Catalogue 2027" }))
  await owner.query(
    `update generation_ligne set etat = 'ecartee', motif = 'hors de l''essai' where "generationId" = $1 and id not in (
       select id from generation_ligne where "generationId" = $1 order by "collectiviteId" <> $2, id limit $3)`,
    [generation, BRETEUIL, KEPT],
  )
  return { generation, lignes }
}

async function finish(): Promise<void> {
  while ((await generateNextActe()).ok);
  while ((await produceNextActe()).ok);
}

const again = () =>
  owner.query(`update generation_ligne set "prochainEssaiLe" = now() - interval '1 second' where etat = 'a_faire'`)

describe("the chartes of all members", () => {
  it("are asked for once, written and drawn; a worker killed in between loses nothing and makes nothing twice", async () => {
    const members = await read(operator, (tx) => countCandidates(tx, "charte"))
    const { generation, lignes } = await launch()
    expect(lignes).toBe(members)
    expect(await launchGeneration(staff, { genre: "charte", motif: "Encore" })).toMatchObject({
      refusal: "generation-en-cours",
    })
    for (let kill = 0; kill < 4; kill++) {
      const child = spawn(process.execPath, ["--import", "tsx", "tests/support/killable-generation.ts"], {
        env: { ...process.env, KILLABLE_WORKER: "1" },
        stdio: ["ignore", "pipe", "ignore"],
      })
      const gone = new Promise((done) => child.once("exit", done))
      await new Promise((ready) => child.stdout.once("data", ready))
      await wait(120 + kill * 90)
      child.kill("SIGKILL")
      await gone
    }
    await again()
    await finish()
    expect(await countsOf(generation)).toMatchObject({ aFaire: 0, faites: KEPT, pretes: KEPT, echecs: 0 })
    const { rows } = await owner.query(
      `select count(*)::int as actes, count(distinct "objetId")::int as objets, count(distinct numero)::int as numeros,
         (select count(*)::int from document d where d.genre = 'charte') as documents from acte where genre = 'charte'`,
    )
    expect(rows).toEqual([{ actes: KEPT, objets: KEPT, numeros: KEPT, documents: KEPT }])
  }, 90_000)

  it("confirm a membership that runs: signed by both, nothing of it begins anew", async () => {
    const { rows } = await owner.query<{ id: string }>(
      `select id from acte where genre = 'charte' and "collectiviteId" = $1`,
      [BRETEUIL],
    )
    const acte = await acteOf(String(rows[0]?.id))
    const before = await owner.query(`select statut, depuis, jusqua from adhesion where "collectiviteId" = $1`, [
      BRETEUIL,
    ])
    const input = { acte: acte.id, empreinte: acte.empreinte ?? "" }
    const maire = membre({ personneId: personneId("maire.breteuil"), facteurConfirmeLe: now }, BRETEUIL, ["elu"])
    succeeded(await signActe(maire, input))
    succeeded(await countersignActe(president, input))
    expect((await acteOf(acte.id)).etat).toBe("contresigne")
    const after = await owner.query(`select statut, depuis, jusqua from adhesion where "collectiviteId" = $1`, [
      BRETEUIL,
    ])
    expect(after.rows).toEqual(before.rows)
  })
})

describe("what cannot be made", () => {
  it("is told on its row and holds up no other; it is tried anew when staff ask", async () => {
    const { generation } = await launch()
    const { rows } = await owner.query<{ collectiviteId: string }>(
      `select "collectiviteId" from generation_ligne where "generationId" = $1 and etat = 'a_faire' order by id limit 1`,
      [generation],
    )
    const poison = String(rows[0]?.collectiviteId)
    await owner.query(
      `create function poison() returns trigger language plpgsql as $$ begin raise exception 'acte empoisonné'; end $$`,
    )
    await owner.query(`grant execute on function poison() to public`)
    await owner.query(
      `create trigger poison before insert on acte for each row when (new."collectiviteId" = '${poison}') execute function poison()`,
    )
    for (let round = 0; round < 6; round++) {
      await again()
      await finish()
    }
    expect(await countsOf(generation)).toMatchObject({ aFaire: 0, faites: KEPT - 1, pretes: KEPT - 1, echecs: 1 })
    const line = () =>
      owner.query(
        `select etat, motif, essais from generation_ligne where "generationId" = $1 and "collectiviteId" = $2`,
        [generation, poison],
      )
    expect((await line()).rows).toEqual([{ etat: "echec", motif: expect.stringContaining("empoisonné"), essais: 5 }])
    await owner.query(`drop trigger poison on acte`)
    succeeded(await retryGeneration(staff, { generation }))
    await finish()
    expect(await countsOf(generation)).toMatchObject({ faites: KEPT, echecs: 0 })
  }, 60_000)

  it("is a document too: an act that cannot be drawn says why, and the next one is drawn", async () => {
    const { rows } = await owner.query<{ id: string }>(
      `insert into acte ("collectiviteId", genre, "objetId", numero, intitule, contenu, "aSignerAvant", "creeParId", "prochainEssaiLe")
       select "collectiviteId", 'avenant', id, 'AVE-0', 'Essai', '{}', current_date + 9, "creeParId", now() - interval '1 day'
       from acte limit 1 returning id`,
    )
    const [poison] = rows
    succeeded(await produceNextActe())
    const kept = await owner.query(
      `select etat, essais, erreur is not null as dit, "prochainEssaiLe" > now() as plus_tard from acte where id = $1`,
      [poison?.id],
    )
    expect(kept.rows).toEqual([{ etat: "a_generer", essais: 1, dit: true, plus_tard: true }])
    expect(await produceNextActe()).toMatchObject({ refusal: "rien" })
  })

  it("is a convention too: one that cannot be written is left for later, and the next one is written", async () => {
    const insert = (code: string, days: number) =>
      owner.query<{ id: string }>(
        `insert into souscription ("collectiviteId", "serviceId", "tarifId", etat, quantite, "prixUnitaire", periodicite, "categorieTva", "tauxTva",
           "dateSouhaitee", "contactNom", "contactCourriel", "demandeParId", "demandeLe")
         select $1, s.id, t.id, 'approuvee', 2, t."prixUnitaire", t.periodicite, t."categorieTva", t."tauxTva", current_date + 9, 'x', 'x@demo.invalid', $2,
           now() - make_interval(days => $3::int)
         from service s join tarif t on t."serviceId" = s.id and t.genre = 'usage' where s.slug = 'pack-cyber' limit 1 returning id`,
        [stableId("collectivite", code), staff.who.personneId, days],
      )
    await owner.query(`update souscription set etat = 'annulee' where etat = 'approuvee'`)
    const first = (await insert("27198", 9)).rows[0]?.id
    const second = (await insert("27112", 1)).rows[0]?.id
    await owner.query(
      `create trigger poison before insert on acte for each row when (new."collectiviteId" = '${stableId("collectivite", "27198")}') execute function poison()`,
    )
    while ((await prepareNextConvention()).ok);
    const { rows } = await owner.query(
      `select id, "conventionId" is not null as convention, "conventionEssaiLe" > now() as plus_tard from souscription where id = any ($1::uuid[])`,
      [[first, second]],
    )
    expect(rows).toEqual(
      expect.arrayContaining([
        { id: first, convention: false, plus_tard: true },
        { id: second, convention: true, plus_tard: null },
      ]),
    )
  })
})
