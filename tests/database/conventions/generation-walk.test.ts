import fc from "fast-check"
import { Client } from "pg"
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest"
import { type AgentContext, systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { withdrawActe } from "@/lib/conventions/commands/decline.ts"
import { launchGeneration, retryGeneration } from "@/lib/conventions/commands/generate.ts"
import { generateNextActe } from "@/lib/conventions/commands/generate-next.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { releaseNextActe } from "@/lib/conventions/commands/release.ts"
import { signActe } from "@/lib/conventions/commands/sign.ts"
import {
  ACTE_REFUSALS,
  ACTE_TRANSITIONS,
  type ActeEtat,
  GENERATION_GENRES,
  GENERATION_LIGNE_TRANSITIONS,
} from "@/lib/conventions/types.ts"
import { today } from "@/lib/platform/dates.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { type Answer, expectSaid, follows, orDenied } from "@/tests/support/walk.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const operator = systeme("essai", "operateur")
const now = new Date()
const NOBODY = "0192f0c1-0000-7000-8000-000000000009"
const BRETEUIL = stableId("collectivite", "27112")
const SENTENCES: Record<string, string> = { ...ACTE_REFUSALS, rien: "Rien à faire." }

const STAFF: AgentContext[] = [
  agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: now }),
  agent({ personneId: personneId("support"), facteurConfirmeLe: now }, "support"),
]
const maire = membre({ personneId: personneId("maire.breteuil"), facteurConfirmeLe: now }, BRETEUIL, ["elu"])

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  // A handful of members and of services: a walk sees each of them many times.
  await owner.query(
    `update adhesion set statut = 'prospect' where statut = 'adherent' and jusqua is null and "collectiviteId" not in (
       select "collectiviteId" from adhesion where statut = 'adherent' and jusqua is null order by "collectiviteId" <> $1, "collectiviteId" limit 4)`,
    [BRETEUIL],
  )
  await owner.query(
    `update service set "exigeConvention" = false where id not in (
       select "serviceId" from souscription where "collectiviteId" = $1 and etat = 'en_service' and "prixUnitaire" is not null limit 1)`,
    [BRETEUIL],
  )
  // What breaks a writing: a member whose acts the database refuses, for as long as it is listed.
  await owner.query(`create table panne (qui uuid primary key)`)
  await owner.query(`grant select on panne to public`)
  await owner.query(
    `create function en_panne() returns trigger language plpgsql as $$ begin
       if exists (select from panne where qui = new."collectiviteId") then raise exception 'panne'; end if; return new; end $$`,
  )
  await owner.query(`create trigger panne before insert on acte for each row execute function en_panne()`)
})
beforeEach(() => owner.query(`delete from panne`))
afterAll(() => owner.end())

type Ligne = {
  id: string
  generationId: string
  etat: keyof typeof GENERATION_LIGNE_TRANSITIONS
  acteId: string | null
}
type State = { lignes: Ligne[]; actes: { id: string; etat: ActeEtat; empreinte: string | null }[] }

async function look(): Promise<State> {
  const lignes = await owner.query<Ligne>(
    `select id, "generationId", etat::text, "acteId" from generation_ligne order by id`,
  )
  const actes = await owner.query(`select id, etat::text, empreinte from acte order by "creeLe", id`)
  return { lignes: lignes.rows, actes: actes.rows }
}

type Act = (who: AgentContext, pick: number, state: State) => Promise<Answer> | Answer

const at = <T>(all: readonly T[], pick: number): T | undefined => all[pick % Math.max(all.length, 1)]

const ACTS: Record<string, Act> = {
  launch: (who, pick) => launchGeneration(who, { genre: at(GENERATION_GENRES, pick) ?? "charte", motif: "Catalogue" }),
  write: () => generateNextActe(),
  retry: (who, pick, { lignes }) => retryGeneration(who, { generation: at(lignes, pick)?.generationId ?? NOBODY }),
  draw: () => produceNextActe(),
  release: () => releaseNextActe(),
  sign: (_who, pick, { actes }) => {
    const acte = at(actes, pick)
    return signActe(maire, { acte: acte?.id ?? NOBODY, empreinte: acte?.empreinte ?? "0".repeat(64) })
  },
  withdraw: (who, pick, { actes }) => withdrawActe(who, { acte: at(actes, pick)?.id ?? NOBODY, motif: "À reprendre" }),
  fail: async (_who, pick) => {
    await owner.query(
      `insert into panne select "collectiviteId" from adhesion where statut = 'adherent' and jusqua is null order by 1 offset $1 limit 1 on conflict do nothing`,
      [pick % 4],
    )
    return { ok: true }
  },
  mend: async () => {
    await owner.query(`delete from panne`)
    return { ok: true }
  },
  /** The tries of what fails are over sooner than their waits would have it. */
  wait: async () => {
    await owner.query(`update generation_ligne set "prochainEssaiLe" = now(), essais = 4 where etat = 'a_faire'`)
    return { ok: true }
  },
}

it("walks in random order, with failures: each row follows its states, no member is asked twice, no number is lost", {
  timeout: 240_000,
}, async () => {
  const step = fc.tuple(
    fc.constantFrom(...Object.keys(ACTS), "write", "write", "draw", "wait", "retry"),
    fc.constantFrom(0, 0, 0, 1),
    fc.nat(40),
  )
  // What leads somewhere, in pieces: a failure given up, its cause gone, a second launch beside the first one's retry.
  const writes = ["write", "write", "write", "write"]
  const order = ["fail", "launch", "wait", ...writes, "mend", "launch", "write", "retry", "write", "draw"]
  const walked = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 20 }), fc.nat(order.length), async (steps, head) => {
      const first = order.slice(0, head).map((name): [string, number, number] => [name, 0, 0])
      for (const [name, who, pick] of [...first, ...steps]) {
        const before = await look()
        const [staff, act] = [STAFF[who], ACTS[name]]
        if (!staff || !act) throw new Error(name)
        const answer = await orDenied(Promise.resolve(act(staff, pick, before)))
        const after = await look()
        if (!answer.ok) {
          expectSaid(name, answer.refusal, SENTENCES)
          expect(after, name).toEqual(before)
        }
        expectFollowed(name, before, after)
        for (const { etat } of after.lignes) walked.add(etat)
        await expectSound()
      }
    }),
    // Once in its whole: chance alone may never end in a failure.
    { numRuns: 10, endOnFailure: true, examples: [[[], order.length]] },
  )
  expect([...walked]).toEqual(expect.arrayContaining(["a_faire", "faite", "echec"]))
})

function expectFollowed(name: string, before: State, after: State): void {
  const lignes = new Map(before.lignes.map((ligne) => [ligne.id, ligne]))
  for (const { id, etat, acteId } of after.lignes) {
    const was = lignes.get(id)
    if (was) expect(follows(GENERATION_LIGNE_TRANSITIONS, was.etat, etat), `${name}: ${was.etat} → ${etat}`).toBe(true)
    if (was?.acteId) expect(acteId, name).toBe(was.acteId)
  }
  const actes = new Map(before.actes.map((acte) => [acte.id, acte.etat]))
  for (const { id, etat } of after.actes)
    expect(follows(ACTE_TRANSITIONS, actes.get(id) ?? null, etat), `${name}: ${actes.get(id)} → ${etat}`).toBe(true)
}

/** What must hold after each step, whoever did what. */
async function expectSound(): Promise<void> {
  const rows = await read(
    operator,
    (tx) => tx.$queryRaw<{ wrong: string }[]>`
      select 'two chartes to sign at once' as wrong from acte where genre = 'charte' and etat in ('a_generer', 'a_signer', 'au_parapheur', 'signe')
        group by "collectiviteId" having count(*) > 1
      union all select 'two conventions of one souscription' from acte where genre = 'convention'
        and etat in ('a_generer', 'a_signer', 'au_parapheur', 'signe', 'contresigne', 'scelle') group by "objetId" having count(*) > 1
      union all select 'written without its act' from generation_ligne where (etat = 'faite') <> ("acteId" is not null)
      union all select 'set aside without its reason' from generation_ligne where etat in ('ecartee', 'echec') and motif is null
      union all select 'one act of two rows' from generation_ligne where "acteId" is not null group by "acteId" having count(*) > 1
      union all select 'a number lost' from acte_numero n where n.prochain - 1 <> (
        select count(*) from acte a where a.genre = n.genre and extract(year from a."creeLe" at time zone 'Europe/Paris') = n.annee)`,
  )
  expect(rows).toEqual([])
}
