import fc from "fast-check"
import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import type { AgentContext, MembreContext } from "@/lib/access/context.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { sentence } from "@/lib/platform/result.ts"
import { carryNextPrise } from "@/lib/prises-en-charge/commands/carry.ts"
import { declarePrise, endPrise, recordPrise } from "@/lib/prises-en-charge/commands/declare.ts"
import { declareInput, endInput, recordInput } from "@/lib/prises-en-charge/schema.ts"
import { PRISE_EN_CHARGE_TRANSITIONS, PRISE_REFUSALS } from "@/lib/prises-en-charge/types.ts"
import { changeEpci } from "@/lib/successions/commands/epci.ts"
import { SUCCESSION_REFUSALS } from "@/lib/successions/types.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { type Answer, expectSaid, follows, orDenied } from "@/tests/support/walk.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const now = new Date()
const RUNS = 24
const EPCI = "200066462"
const NOBODY = "0192f0c1-0000-7000-8000-000000000009"
const SENTENCES: Record<string, string> = {
  ...PRISE_REFUSALS,
  ...SUCCESSION_REFUSALS,
  "epci-inchange": sentence(SUCCESSION_REFUSALS["epci-inchange"], { nom: "La commune" }),
  rien: "Rien à faire.",
}

const president = { personneId: personneId("president.interco"), facteurConfirmeLe: now }
const epciId = stableId("collectivite", EPCI)
const MEMBERS: MembreContext[] = [
  membre(president, epciId, ["elu"]),
  membre({ ...president, facteurConfirmeLe: null }, epciId, ["elu"]),
  membre({ ...president }, epciId, ["secretaire"]),
  membre({ personneId: personneId("maire.breteuil"), facteurConfirmeLe: now }, stableId("collectivite", "27112"), [
    "elu",
  ]),
]
const STAFF: AgentContext[] = [
  agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: now }),
  agent({ personneId: personneId("support"), facteurConfirmeLe: now }, "support"),
]
let communes: { id: string; publicId: string }[] = []

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  const { rows } = await owner.query<{ id: string; publicId: string }>(
    `select id, "publicId" from collectivite where "epciId" = $1 order by id limit $2`,
    [epciId, RUNS],
  )
  communes = rows
})
afterAll(() => owner.end())

type Prise = {
  id: string
  etat: keyof typeof PRISE_EN_CHARGE_TRANSITIONS
  depuis: string
  jusqua: string | null
  part: string
}
type Walk = { id: string; publicId: string }
/** `pick` chooses among what is there; `days` and `part` are what somebody types. */
type Drawn = { pick: number; days: number; length: number; part: number }

const prisesOf = async ({ id }: Walk): Promise<Prise[]> =>
  (
    await owner.query(
      `select id, etat::text, depuis::text, jusqua::text, part::text from prise_en_charge where "beneficiaireId" = $1 order by id`,
      [id],
    )
  ).rows

const typed = ({ publicId }: Walk, { days, length, part }: Drawn) => ({
  ...{ beneficiaire: publicId, service: "pack-cyber", part: String(part), fondement: "Délibération 2026-31" },
  depuis: addDays(today(), days),
  jusqua: length === 0 ? "" : addDays(today(), days + length - 3),
})

type Act = (walk: Walk, member: MembreContext, who: AgentContext, drawn: Drawn) => Promise<Answer> | Answer

const ACTS: Record<string, Act> = {
  declare: (walk, member, _who, drawn) =>
    declarePrise(member, declareInput.parse({ ...typed(walk, drawn), collectivite: stablePublicId(EPCI) })),
  record: (walk, _member, who, drawn) =>
    recordPrise(
      who,
      recordInput.parse({ ...typed(walk, drawn), payeur: drawn.pick % 2 ? stablePublicId("D27") : walk.publicId }),
    ),
  carry: () => carryNextPrise(),
  end: async (walk, member, _who, drawn) => endPrise(member, await ending(walk, drawn)),
  endByStaff: async (walk, _member, who, drawn) => endPrise(who, await ending(walk, drawn)),
  leave: ({ publicId }, _member, who) =>
    changeEpci(who, { commune: publicId, epci: null, le: today(), fondement: "Arrêté du 4 mai" }),
}

async function ending(walk: Walk, { pick, days }: Drawn) {
  const prises = await prisesOf(walk)
  const prise = prises[pick % Math.max(prises.length, 1)]?.id ?? NOBODY
  return endInput.parse({ prise, le: addDays(today(), days + 20), motif: "Fin de la convention" })
}

it("walks by random people in random order: never more than the whole is paid, each file says the same, every refusal is a sentence", {
  timeout: 240_000,
}, async () => {
  const step = fc.record({
    name: fc.constantFrom(...Object.keys(ACTS), "declare", "record", "carry", "carry"),
    // The one who may, more often than those who may not.
    member: fc.constantFrom(0, 0, 0, 1, 2, 3),
    who: fc.constantFrom(0, 0, 1),
    drawn: fc.record({
      pick: fc.nat(5),
      days: fc.constantFrom(-500, -30, 0, 10, 25),
      length: fc.constantFrom(0, 1, 20, 60),
      part: fc.constantFrom(30, 40, 50, 70, 100),
    }),
  })
  // What leads somewhere, in pieces.
  const heads = [
    [],
    ["declare"],
    ["declare", "leave"],
    ["declare", "carry", "leave"],
    ["declare", "carry", "end", "carry"],
    ["declare", "record", "carry", "carry"],
  ]
  const usual = { member: 0, who: 0, drawn: { pick: 1, days: 10, length: 0, part: 60 } }
  const walked = new Set<string>()
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 6, maxLength: 16 }),
      fc.constantFrom(...heads),
      async (steps, head) => {
        const walk = communes.shift()
        if (!walk) throw new Error("no commune left")
        const first = head.map((name) => ({ name, ...usual }))
        for (const { name, member: m, who: w, drawn } of [...first, ...steps]) {
          const before = await prisesOf(walk)
          const [member, who, act] = [MEMBERS[m], STAFF[w], ACTS[name]]
          if (!member || !who || !act) throw new Error(name)
          const answer = await orDenied(Promise.resolve(act(walk, member, who, drawn)))
          const after = await prisesOf(walk)
          if (!answer.ok) {
            expectSaid(name, answer.refusal, SENTENCES)
            expect(after, name).toEqual(before)
          }
          const known = new Map(before.map((prise) => [prise.id, prise]))
          for (const { id, etat, part, depuis } of after) {
            const was = known.get(id)
            walked.add(etat)
            if (!was) continue
            expect(follows(PRISE_EN_CHARGE_TRANSITIONS, was.etat, etat), `${name}: ${was.etat} → ${etat}`).toBe(true)
            expect([part, depuis], name).toEqual([was.part, was.depuis])
          }
          await expectSound(walk)
        }
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  )
  // Chance led everywhere.
  expect([...walked].sort()).toEqual(Object.keys(PRISE_EN_CHARGE_TRANSITIONS).sort())
})

/** What must hold after each step, whoever did what. */
async function expectSound({ id }: Walk): Promise<void> {
  const { rows } = await owner.query<{ wrong: string }>(
    `with mine as (select *, daterange(depuis, jusqua) as duree from prise_en_charge where "beneficiaireId" = $1)
     select 'more than the whole on a day' as wrong from mine j, lateral (
         select sum(a.part) as total from mine a where a."serviceId" = j."serviceId" and a.etat in ('acceptee', 'terminee') and a.duree @> j.depuis) t
       where t.total > 100
     union all select 'told to its beneficiary before it was accepted' from mine p join prise_en_charge_recue r on r.id = p.id
       where p.etat in ('proposee', 'refusee')
     union all select 'accepted without a word to its beneficiary' from mine p where p.etat = 'acceptee'
       and not exists (select from prise_en_charge_recue r where r.id = p.id and r."collectiviteId" = $1)
     union all select 'two files that differ' from mine p join prise_en_charge_recue r on r.id = p.id
       where p."porteeLe" is not null and (r.part, r.depuis, r.jusqua, r."payeurId", r."serviceId")
         is distinct from (p.part, p.depuis, p.jusqua, p."collectiviteId", p."serviceId")
     union all select 'refused without its reason' from mine where etat = 'refusee' and motif is null
     union all select 'ended without its day' from mine where etat = 'terminee' and jusqua is null
     union all select 'paid by itself' from mine where "collectiviteId" = $1
     union all select 'paid by one that it left' from mine p join collectivite c on c.id = $1
       where p."collectiviteId" = '${epciId}' and c."epciId" is null and (
         p.etat = 'proposee' or p.etat = 'acceptee' and (p.jusqua is null or p.jusqua > greatest(p.depuis, current_date)))`,
    [id],
  )
  expect(rows).toEqual([])
}
