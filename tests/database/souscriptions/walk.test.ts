import fc from "fast-check"
import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import type { AvenantDemandeEtat, AvenantEtat } from "@/generated/prisma/enums.ts"
import { type AgentContext, type MembreContext, PUBLIC, systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { refuseActe, withdrawActe } from "@/lib/conventions/commands/decline.ts"
import { prepareNextConvention } from "@/lib/conventions/commands/next-convention.ts"
import { prepareAvenant } from "@/lib/conventions/commands/prepare-avenant.ts"
import { prepareConvention } from "@/lib/conventions/commands/prepare-convention.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { releaseNextActe } from "@/lib/conventions/commands/release.ts"
import { countersignActe, signActe } from "@/lib/conventions/commands/sign.ts"
import { ACTE_REFUSALS, ACTE_TRANSITIONS, type ActeEtat } from "@/lib/conventions/types.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { refuseAvenant } from "@/lib/souscriptions/commands/answer-avenant.ts"
import { askAvenant, cancelAvenant, decideAvenant } from "@/lib/souscriptions/commands/ask-avenant.ts"
import { cancelSouscription, decideSouscription } from "@/lib/souscriptions/commands/decide.ts"
import { endSouscription, startSouscription } from "@/lib/souscriptions/commands/deliver.ts"
import { denounceConvention, renounceDenonciation } from "@/lib/souscriptions/commands/denounce.ts"
import { prepareSouscription } from "@/lib/souscriptions/commands/prepare.ts"
import { renewNextConvention } from "@/lib/souscriptions/commands/renew.ts"
import { markTache } from "@/lib/souscriptions/commands/taches.ts"
import { vuesOf } from "@/lib/souscriptions/rules/options.ts"
import { prepareInput } from "@/lib/souscriptions/schema.ts"
import {
  AVENANT_DEMANDE_TRANSITIONS,
  AVENANT_TRANSITIONS,
  SOUSCRIPTION_REFUSALS,
  SOUSCRIPTION_TRANSITIONS,
  type SouscriptionEtat,
} from "@/lib/souscriptions/types.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { type Answer, expectSaid, follows, orDenied } from "@/tests/support/walk.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const operator = systeme("essai", "operateur")
const now = new Date()
const RUNS = 8
/** Past the last day of a convention of a year. */
const YEAR_MS = 400 * 86_400_000
const SERVICE = "pack-cyber"
const SENTENCES: Record<string, string> = { ...SOUSCRIPTION_REFUSALS, ...ACTE_REFUSALS, rien: "Rien à faire." }
const NOBODY = "0192f0c1-0000-7000-8000-000000000009"

const STAFF: AgentContext[] = [
  agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: now }),
  agent({ personneId: personneId("president"), facteurConfirmeLe: now }, "ordonnateur"),
  agent({ personneId: personneId("support"), facteurConfirmeLe: now }, "support"),
]
let places: { id: string; publicId: string }[] = []
let tarif: string
let vues: string
const OPTION = "0192f0c1-0000-7000-8000-00000000000a"

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  await owner.query(
    `insert into service_option (id, "serviceId", nom, description, "prixUnitaire", unite, periodicite, "categorieTva", "tauxTva", rang)
      select $1, id, 'Sauvegarde étendue', '', 2, 'poste', 'mois', 'S', 20, 0 from service where slug = $2`,
    [OPTION, SERVICE],
  )
  await owner.query(
    `update service set "conventionMois" = 12, reconduction = 'tacite', "preavisMois" = 2 where slug = $1`,
    [SERVICE],
  )
  const service = await read(PUBLIC, (tx) => findOffered(tx, SERVICE, today()))
  tarif = service?.mode === "unitaire" ? (service.tarifs[0]?.id ?? "") : ""
  vues = vuesOf(service?.options ?? [])
  const { rows } = await owner.query<{ id: string; publicId: string }>(
    `select c.id, c."publicId" from collectivite c where c.type = 'commune'
       and not exists (select from souscription s where s."collectiviteId" = c.id) order by c.id limit $1`,
    [RUNS],
  )
  await owner.query(
    `update adhesion set statut = 'adherent' where "collectiviteId" = any ($1::uuid[]) and jusqua is null`,
    [rows.map(({ id }) => id)],
  )
  places = rows
})
afterAll(() => owner.end())

type Walk = { id: string; publicId: string; members: MembreContext[] }

async function begin(): Promise<Walk> {
  const place = places.shift()
  if (!place) throw new Error("no commune left")
  const elu = { personneId: personneId("maire.breteuil"), facteurConfirmeLe: now }
  // What the walks before it left to renew is not its own.
  await owner.query(`update souscription set terme = null`)
  await owner.query(
    `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
     values ($1, $2, 'Maire', 'Maire', current_date - 90, 'Élection', $2)`,
    [place.id, elu.personneId],
  )
  return {
    ...place,
    members: [
      membre(elu, place.id, ["elu"]),
      membre({ ...elu, facteurConfirmeLe: null }, place.id, ["elu"]),
      membre({ personneId: personneId("secretaire.breteuil"), facteurConfirmeLe: now }, place.id, ["secretaire"]),
    ],
  }
}

type State = {
  souscription: string
  version: number
  etat: SouscriptionEtat | null
  quantite: number
  prix: string | null
  acte: string
  empreinte: string
  acteEtat: ActeEtat | null
  /** Their states, by identifier. */
  avenants: Readonly<Record<string, AvenantEtat>>
  demandes: Readonly<Record<string, AvenantDemandeEtat>>
  /** The last that was asked for. */
  demande: string
  /** Those that stand. */
  options: string[]
  taches: string[]
  terme: string | null
  /** Which side said no, of that last day. */
  denoncee: string | null
}

/** Of its latest souscription and its latest act. */
async function stateOf({ id: collectiviteId }: Walk): Promise<State> {
  return read(operator, async (tx) => {
    const s = await tx.souscription.findFirst({
      where: { collectiviteId },
      orderBy: { demandeLe: "desc" },
      include: {
        taches: { where: { faiteLe: null }, select: { id: true } },
        ...{ avenants: { orderBy: { rang: "asc" } }, demandes: { orderBy: { id: "asc" } } },
        options: { where: { jusqua: null }, select: { id: true } },
        denonciations: { where: { retireeLe: null } },
      },
    })
    const a = await tx.acte.findFirst({ where: { collectiviteId }, orderBy: { creeLe: "desc" } })
    return {
      ...{ souscription: s?.id ?? NOBODY, version: s?.version ?? 1, etat: s?.etat ?? null, quantite: s?.quantite ?? 0 },
      prix: s?.prixUnitaire?.toString() ?? null,
      ...{ acte: a?.id ?? NOBODY, empreinte: a?.empreinte ?? "0".repeat(64), acteEtat: a?.etat ?? null },
      avenants: Object.fromEntries((s?.avenants ?? []).map(({ id, etat }) => [id, etat])),
      demandes: Object.fromEntries((s?.demandes ?? []).map(({ id, etat }) => [id, etat])),
      demande: s?.demandes.at(-1)?.id ?? NOBODY,
      options: (s?.options ?? []).map(({ id }) => id),
      taches: (s?.taches ?? []).map(({ id }) => id),
      terme: s?.terme?.toISOString() ?? null,
      denoncee: s?.denonciations.find(({ terme }) => terme.getTime() === s.terme?.getTime())?.cote ?? null,
    }
  })
}

type Act = (walk: Walk, state: State, member: MembreContext, who: AgentContext) => Answer

const asked = (quantite: string) =>
  prepareInput.parse({
    ...{ collectivite: "x", service: SERVICE, tarif, quantite, dateSouhaitee: addDays(today(), 30) },
    ...{ contactNom: "Secrétariat", contactCourriel: "mairie@demo.invalid" },
  })

const amended = (s: State) => ({
  ...{ ...s, effetLe: today(), motif: "Une option de plus", optionsVues: vues, options: [], retraits: [] },
  prolongeMois: null,
})

const wished = (s: State) => ({ ...amended(s), collectivite: "x" })

const ACTS: Record<string, Act> = {
  ask: (_w, _s, member) => prepareSouscription(member, asked("2")),
  approve: (_w, s, member) =>
    decideSouscription(member, { ...s, collectivite: "x", decision: "approuver", motif: null }),
  refuse: (_w, s, member) => decideSouscription(member, { ...s, collectivite: "x", decision: "refuser", motif: "Non" }),
  stale: (_w, s, member) =>
    decideSouscription(member, { ...s, version: s.version + 1, collectivite: "x", decision: "approuver", motif: null }),
  cancel: (_w, s, member) => cancelSouscription(member, { ...s, collectivite: "x" }),
  written: () => prepareNextConvention(),
  convention: (_w, s, _m, who) => prepareConvention(who, s),
  // Others wait too: the next one may be of another member.
  produce: (_w, s) => produceNextActe(s.acte),
  sign: (_w, s, member) => signActe(member, s),
  countersign: (_w, s, _m, who) => countersignActe(who, s),
  refuseActe: (_w, s, member) => refuseActe(member, { ...s, motif: "Non" }),
  withdraw: (_w, s, _m, who) => withdrawActe(who, { ...s, motif: "À reprendre" }),
  release: () => releaseNextActe(),
  task: (_w, s, _m, who) => markTache(who, { tache: s.taches[0] ?? NOBODY, faite: true }),
  start: ({ publicId }, s, _m, who) => startSouscription(who, { ...s, collectivite: publicId, le: today() }),
  end: ({ publicId }, s, _m, who) => endSouscription(who, { ...s, collectivite: publicId, le: today(), motif: "Fin" }),
  quantity: (_w, s, _m, who) => prepareAvenant(who, { ...amended(s), quantite: s.quantite + 1 }),
  avenant: (_w, s, _m, who) => prepareAvenant(who, { ...amended(s), options: [{ option: OPTION, quantite: 2 }] }),
  askChange: (_w, s, member) => askAvenant(member, { ...wished(s), options: [{ option: OPTION, quantite: 2 }] }),
  askLess: (_w, s, member) => askAvenant(member, { ...wished(s), retraits: s.options.slice(0, 1) }),
  askNothing: (_w, s, member) => askAvenant(member, wished(s)),
  askPosts: (_w, s, member) => askAvenant(member, { ...wished(s), quantite: s.quantite + 1 }),
  approveChange: (_w, s, member) =>
    decideAvenant(member, { ...s, collectivite: "x", decision: "approuver", motif: null }),
  staleChange: (_w, s, member) =>
    decideAvenant(member, { ...s, version: s.version + 1, collectivite: "x", decision: "approuver", motif: null }),
  declineChange: (_w, s, member) =>
    decideAvenant(member, { ...s, collectivite: "x", decision: "refuser", motif: "Non" }),
  cancelChange: (_w, s, member) => cancelAvenant(member, { ...s, collectivite: "x" }),
  refuseChange: (_w, s, _m, who) => refuseAvenant(who, { ...s, collectivite: "x", motif: "Non" }),
  denounce: ({ publicId }, s, member) =>
    denounceConvention(member, { ...s, collectivite: publicId, motif: "Un autre outil" }),
  denounceToo: ({ publicId }, s, _m, who) =>
    denounceConvention(who, { ...s, collectivite: publicId, motif: "Fin du service" }),
  renounce: ({ publicId }, s, member) => renounceDenonciation(member, { ...s, collectivite: publicId }),
  renounceToo: ({ publicId }, s, _m, who) => renounceDenonciation(who, { ...s, collectivite: publicId }),
  renew: () => renewNextConvention(new Date(now.getTime() + YEAR_MS)),
  askRenewal: (_w, s, member) => askAvenant(member, { ...wished(s), prolongeMois: 12 }),
  takeAway: (_w, s, _m, who) => prepareAvenant(who, { ...amended(s), retraits: s.options.slice(0, 1) }),
}

it("walks by random people in random order: no service opens unsigned, no price moves, every refusal is a sentence", {
  timeout: 240_000,
}, async () => {
  const step = fc.tuple(fc.constantFrom(...Object.keys(ACTS)), fc.nat(2), fc.nat(2))
  // The order that leads somewhere, in pieces: chance alone would seldom open anything.
  const usual = ["ask", "approve", "convention", "produce", "sign", "countersign", "task", "task", "task", "start"]
  const signed = ["produce", "sign", "countersign"]
  const asking = ["askChange", "approveChange", "avenant", ...signed, "askLess", "takeAway", ...signed]
  const change = [...asking, "askChange", "approveChange", "refuseChange", "avenant", ...signed, "askChange", "end"]
  const ending = ["denounce", "renounce", "renew", "denounceToo", "renew"]
  const order = [...usual, ...ending.slice(0, 3), ...change.slice(0, -1), ...ending.slice(3)]
  const done = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 16 }), fc.nat(order.length), async (steps, head) => {
      const walk = await begin()
      const first = order
        .slice(0, head)
        .map((name): [string, number, number] => [name, 0, name === "countersign" ? 1 : 0])
      for (const [name, m, a] of [...first, ...steps]) {
        const before = await stateOf(walk)
        const [member, who, act] = [walk.members[m], STAFF[a], ACTS[name]]
        if (!member || !who || !act) throw new Error(name)
        const answer = await orDenied(act(walk, before, member, who))
        const after = await stateOf(walk)
        if (!answer.ok) {
          expectSaid(name, answer.refusal, SENTENCES)
          expect(after, name).toEqual(before)
        }
        if (answer.ok) done.add(name)
        if (before.souscription === after.souscription) {
          expect(follows(SOUSCRIPTION_TRANSITIONS, before.etat, after.etat), name).toBe(true)
          expect(after.prix, name).toBe(before.prix)
          if (before.terme !== after.terme) expect(["countersign", "renew"], name).toContain(name)
          if (before.denoncee && name === "renew" && answer.ok)
            expect([after.etat, after.terme]).toEqual(["terminee", before.terme])
          for (const [id, etat] of Object.entries(before.avenants))
            expect(follows(AVENANT_TRANSITIONS, etat, after.avenants[id] ?? null), name).toBe(true)
          for (const [id, etat] of Object.entries(before.demandes))
            expect(follows(AVENANT_DEMANDE_TRANSITIONS, etat, after.demandes[id] ?? null), name).toBe(true)
        }
        if (before.acte === after.acte) expect(follows(ACTE_TRANSITIONS, before.acteEtat, after.acteEtat)).toBe(true)
        await expectSound(walk)
      }
    }),
    {
      numRuns: RUNS,
      endOnFailure: true,
      examples: [
        [[], usual.length + 1],
        [[["renew", 0, 0]], order.length],
      ],
    },
  )
  // A walk that opens nothing would forbid nothing.
  expect([...done]).toEqual(expect.arrayContaining(["countersign", "start", "denounce"]))
})

/** What must hold after each step, whoever did what. */
async function expectSound({ id }: Walk): Promise<void> {
  const { rows } = await owner.query<{ wrong: string }>(
    `select 'open without its signed convention' as wrong from souscription s join service v on v.id = s."serviceId"
       where s."collectiviteId" = $1 and s.etat = 'en_service' and v."exigeConvention" and not exists (
         select from acte a where a."collectiviteId" = $1 and a.id = s."conventionId" and a.etat in ('contresigne', 'scelle'))
     union all select 'changed without a signed amendment' from avenant n where n."collectiviteId" = $1 and n.etat = 'applique' and not exists (
       select from acte a where a."collectiviteId" = $1 and a.id = n."acteId" and a.etat in ('contresigne', 'scelle'))
     union all select 'a quantity that nobody agreed to' from souscription s where s."collectiviteId" = $1 and s.quantite <> coalesce(
       (select n."quantiteApres" from avenant n where n."collectiviteId" = $1 and n."souscriptionId" = s.id and n.etat = 'applique' order by n.rang desc limit 1), 2)
     union all select 'an option that nobody signed' from souscription_option p where p."collectiviteId" = $1 and not exists (
       select from avenant n join acte a on a."collectiviteId" = $1 and a.id = n."acteId" and a.etat in ('contresigne', 'scelle')
       where n."collectiviteId" = $1 and n.id = p."avenantId" and n.etat = 'applique')
     union all select 'an option that nobody took away' from souscription_option p where p."collectiviteId" = $1 and p.jusqua is not null
       and not exists (select from avenant n join avenant_option o on o."collectiviteId" = $1 and o."avenantId" = n.id and o."retireeId" = p.id
         where n."collectiviteId" = $1 and n.id = p."retraitAvenantId" and n.etat = 'applique')
     union all select 'two amendments at once' from avenant n where n."collectiviteId" = $1 and n.etat = 'a_signer' group by n."souscriptionId" having count(*) > 1
     union all select 'renewed though one side said no' from denonciation d join souscription s on s."collectiviteId" = $1 and s.id = d."souscriptionId"
       where d."collectiviteId" = $1 and d."retireeLe" is null and s.terme is distinct from d.terme
     union all select 'two requests at once' from avenant_demande d where d."collectiviteId" = $1 and d.etat in ('a_approuver', 'demandee')
       group by d."souscriptionId" having count(*) > 1
     union all select 'a request for what does not run' from avenant_demande d join souscription s on s."collectiviteId" = $1 and s.id = d."souscriptionId"
       where d."collectiviteId" = $1 and d.etat in ('a_approuver', 'demandee') and s.etat <> 'en_service'
     union all select 'a request that costs more, approved by nobody' from avenant_demande d where d."collectiviteId" = $1
       and d.etat in ('demandee', 'etablie') and d."decideParId" is null and jsonb_array_length(d.changements -> 'ajouts') > 0
     union all select 'a request answered by nothing' from avenant_demande d where d."collectiviteId" = $1
       and ((d.etat = 'etablie') <> (d."avenantId" is not null) or (d.etat = 'refusee' and d.reponse is null))
     union all select 'approved by nobody' from souscription s where s."collectiviteId" = $1 and s.etat in ('approuvee', 'en_service') and s."decideParId" is null`,
    [id],
  )
  expect(rows).toEqual([])
}
