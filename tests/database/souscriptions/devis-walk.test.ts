import fc from "fast-check"
import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type AgentContext, type MembreContext, PUBLIC, systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { DEPOT_REFUSALS } from "@/lib/documents/types.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { cancelSouscription, decideSouscription } from "@/lib/souscriptions/commands/decide.ts"
import { decideDevis } from "@/lib/souscriptions/commands/decide-devis.ts"
import { lapseNextDevis } from "@/lib/souscriptions/commands/lapse-devis.ts"
import { prepareSouscription } from "@/lib/souscriptions/commands/prepare.ts"
import { withdrawDevis } from "@/lib/souscriptions/commands/propose-devis.ts"
import { vuesOf } from "@/lib/souscriptions/rules/options.ts"
import { prepareInput } from "@/lib/souscriptions/schema.ts"
import { DEVIS_TRANSITIONS, SOUSCRIPTION_REFUSALS, SOUSCRIPTION_TRANSITIONS } from "@/lib/souscriptions/types.ts"
import { stableId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { quote } from "@/tests/support/engagements.ts"
import { type Answer, expectSaid, follows, orDenied } from "@/tests/support/walk.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const operator = systeme("essai", "operateur")
const RUNS = 12
const SERVICE = "messagerie-nom-de-domaine"
const SENTENCES: Record<string, string> = { ...SOUSCRIPTION_REFUSALS, ...DEPOT_REFUSALS, rien: "Rien à faire." }
const NOBODY = "0192f0c1-0000-7000-8000-000000000009"
const now = new Date()
const STAFF: AgentContext[] = [
  agent({ personneId: personneId("gestionnaire") }),
  agent({ personneId: personneId("support") }, "support"),
]
let places: string[] = []
let vues: string

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  vues = vuesOf((await read(PUBLIC, (tx) => findOffered(tx, SERVICE, today())))?.options ?? [])
  const { rows } = await owner.query<{ id: string }>(
    `select c.id from collectivite c where c.type = 'commune' and not exists (select from souscription s where s."collectiviteId" = c.id)
     order by c.id limit $1`,
    [RUNS],
  )
  places = rows.map(({ id }) => id)
  await owner.query(
    `update adhesion set statut = 'adherent' where "collectiviteId" = any ($1::uuid[]) and jusqua is null`,
    [places],
  )
})
afterAll(() => owner.end())

async function stateOf(collectiviteId: string) {
  return read(operator, async (tx) => {
    const s = await tx.souscription.findFirst({
      where: { collectiviteId },
      orderBy: { demandeLe: "desc" },
      include: { devis: { orderBy: { rang: "asc" } }, options: true },
    })
    return {
      ...{ souscription: s?.id ?? NOBODY, version: s?.version ?? 1, etat: s?.etat ?? null },
      prix: s?.prixUnitaire?.toString() ?? null,
      option: s?.options[0]?.id ?? NOBODY,
      optionPrix: s?.options[0]?.prixUnitaire?.toString() ?? null,
      devis: (s?.devis ?? []).map(({ id, etat }) => ({ id, etat })),
    }
  })
}
type State = Awaited<ReturnType<typeof stateOf>>

type Act = (state: State, member: MembreContext, who: AgentContext) => Answer

const last = (s: State) => ({ ...s, collectivite: "x", devis: s.devis.at(-1)?.id ?? NOBODY })
const asked = prepareInput.parse({
  ...{
    collectivite: "x",
    service: SERVICE,
    quantite: "2",
    dateSouhaitee: addDays(today(), 30),
    optionsVues: vuesOf([]),
  },
  ...{ contactNom: "Secrétariat", contactCourriel: "mairie@demo.invalid" },
})
const options = [{ option: stableId("option", "reprise"), quantite: 1 }]

const ACTS: Record<string, Act> = {
  ask: (_s, member) => prepareSouscription(member, { ...asked, options, optionsVues: vues }),
  quote: (s, _m, staff) => quote({ staff, souscription: s.souscription }),
  quoteOption: (s, _m, staff) => quote({ staff, souscription: s.souscription, option: s.option }),
  tooLong: (s, _m, staff) => quote({ staff, souscription: s.souscription }, { valableJusquau: addDays(today(), 999) }),
  accept: (s, member) => decideDevis(member, { ...last(s), decision: "approuver", motif: null }),
  refuse: (s, member) => decideDevis(member, { ...last(s), decision: "refuser", motif: "Non" }),
  stale: (s, member) => decideDevis(member, { ...last(s), version: s.version + 1, decision: "approuver", motif: null }),
  withdraw: (s, _m, staff) => withdrawDevis(staff, { ...last(s), motif: "À refaire" }),
  lapse: () => lapseNextDevis(),
  approve: (s, member) => decideSouscription(member, { ...s, collectivite: "x", decision: "approuver", motif: null }),
  refuseAll: (s, member) => decideSouscription(member, { ...s, collectivite: "x", decision: "refuser", motif: "Non" }),
  cancel: (s, member) => cancelSouscription(member, { ...s, collectivite: "x" }),
}

it("quotes given and answered by random people: no price but an accepted one, every refusal is a sentence", {
  timeout: 240_000,
}, async () => {
  const step = fc.tuple(fc.constantFrom(...Object.keys(ACTS)), fc.nat(2), fc.nat(1))
  const order = ["ask", "quote", "accept", "quoteOption", "accept"]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 18 }), fc.nat(order.length), async (steps, head) => {
      const place = places.shift()
      if (!place) throw new Error("no commune left")
      const elu = { personneId: personneId("maire.breteuil"), facteurConfirmeLe: now }
      const members = [
        membre(elu, place, ["elu"]),
        membre({ ...elu, facteurConfirmeLe: null }, place, ["elu"]),
        membre({ personneId: personneId("secretaire.breteuil"), facteurConfirmeLe: now }, place, ["secretaire"]),
      ]
      const first = order.slice(0, head).map((name): [string, number, number] => [name, 0, 0])
      for (const [name, m, a] of [...first, ...steps]) {
        const before = await stateOf(place)
        const [member, who, act] = [members[m], STAFF[a], ACTS[name]]
        if (!member || !who || !act) throw new Error(name)
        const answer = await orDenied(act(before, member, who))
        const after = await stateOf(place)
        if (!answer.ok) {
          expectSaid(name, answer.refusal, SENTENCES)
          expect(after, name).toEqual(before)
        }
        if (before.souscription === after.souscription) {
          expect(follows(SOUSCRIPTION_TRANSITIONS, before.etat, after.etat), name).toBe(true)
          if (before.prix !== null) expect(after.prix, name).toBe(before.prix)
          if (before.optionPrix !== null) expect(after.optionPrix, name).toBe(before.optionPrix)
          for (const [index, { etat }] of before.devis.entries())
            expect(follows(DEVIS_TRANSITIONS, etat, after.devis[index]?.etat ?? null), name).toBe(true)
        }
        await expectSound(place)
      }
    }),
    { numRuns: RUNS, endOnFailure: true, examples: [[[], order.length]] },
  )
})

/** What must hold after each step, whoever did what. */
async function expectSound(id: string): Promise<void> {
  const { rows } = await owner.query(
    `select 'approved without a price' as wrong from souscription s where s."collectiviteId" = $1 and s.etat = 'approuvee' and s."prixUnitaire" is null
     union all select 'a price that nobody accepted' from souscription s where s."collectiviteId" = $1 and s."prixUnitaire" is not null and not exists (
       select from devis d where d."collectiviteId" = $1 and d."souscriptionId" = s.id and d."optionId" is null and d.etat = 'accepte' and d."prixUnitaire" = s."prixUnitaire")
     union all select 'an option at a price that nobody accepted' from souscription_option o where o."collectiviteId" = $1 and o."prixUnitaire" is not null and not exists (
       select from devis d where d."collectiviteId" = $1 and d."optionId" = o.id and d.etat = 'accepte' and d."prixUnitaire" = o."prixUnitaire")
     union all select 'an offer for what is over' from devis d join souscription s on s."collectiviteId" = $1 and s.id = d."souscriptionId"
       where d."collectiviteId" = $1 and d.etat = 'propose' and s.etat in ('refusee', 'annulee', 'terminee')
     union all select 'accepted by nobody' from devis d where d."collectiviteId" = $1 and d.etat = 'accepte' and d."decideParId" is null`,
    [id],
  )
  expect(rows).toEqual([])
}
