import fc from "fast-check"
import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { type AgentContext, type MembreContext, systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { progressNextDossier } from "@/lib/adhesions/commands/conclude.ts"
import { openDossier } from "@/lib/adhesions/commands/open.ts"
import { abandonDossier, designateRepresentant, saveDeliberation } from "@/lib/adhesions/commands/prepare.ts"
import { renounceRetrait, requestRetrait } from "@/lib/adhesions/commands/retrait.ts"
import { ADHESION_REFUSALS, DOSSIER_TRANSITIONS, type DossierEtat } from "@/lib/adhesions/types.ts"
import { refuseActe, withdrawActe } from "@/lib/conventions/commands/decline.ts"
import { prepareCharte } from "@/lib/conventions/commands/prepare-charte.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { releaseNextActe } from "@/lib/conventions/commands/release.ts"
import { countersignActe, signActe } from "@/lib/conventions/commands/sign.ts"
import { ACTE_REFUSALS, ACTE_TRANSITIONS, type ActeEtat } from "@/lib/conventions/types.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { stableId, stablePublicId } from "@/prisma/seed/ids.ts"
import { personneId } from "@/prisma/seed/people.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { deliberationPdf } from "@/scripts/scenarios/deliberation.ts"
import { agent, membre } from "@/tests/support/contexts.ts"
import { type Answer, expectSaid, follows, orDenied } from "@/tests/support/walk.ts"

const migrationUrl = process.env.DATABASE_URL_MIGRATION ?? ""
const owner = new Client({ connectionString: migrationUrl })
const operator = systeme("essai", "operateur")
const now = new Date()
const CODES = ["27002", "27006", "27010", "27012", "27013", "27019", "27027", "27028"]
const SENTENCES: Record<string, string> = { ...ADHESION_REFUSALS, ...ACTE_REFUSALS, rien: "Rien à faire." }

const staff = agent({ personneId: personneId("gestionnaire"), facteurConfirmeLe: now })
const STAFF: AgentContext[] = [
  staff,
  agent({ personneId: personneId("president"), facteurConfirmeLe: now }, "ordonnateur"),
  agent({ personneId: personneId("support"), facteurConfirmeLe: now }, "support"),
]
let fichier: File

beforeAll(async () => {
  await owner.connect()
  await seed({ migrationUrl, departement: "27", today: today() })
  fichier = new File([await deliberationPdf()], "deliberation.pdf", { type: "application/pdf" })
})
afterAll(() => owner.end())

type Walk = { collectiviteId: string; publicId: string; mandat: string; members: MembreContext[] }

async function begin(code: string): Promise<Walk> {
  const collectiviteId = stableId("collectivite", code)
  const { rows } = await owner.query<{ id: string }>(
    `insert into mandat ("collectiviteId", "personneId", nom, fonction, depuis, fondement, "enregistreParId")
     values ($1, $2, 'Maire', 'Maire', current_date - 90, 'Élection', $2) returning id`,
    [collectiviteId, personneId("maire.breteuil")],
  )
  const elu = { personneId: personneId("maire.breteuil"), facteurConfirmeLe: now }
  return {
    ...{ collectiviteId, mandat: String(rows[0]?.id) },
    publicId: stablePublicId(code),
    members: [
      membre(elu, collectiviteId, ["elu"]),
      membre({ ...elu, facteurConfirmeLe: null }, collectiviteId, ["elu"]),
      membre({ personneId: personneId("secretaire.breteuil"), facteurConfirmeLe: now }, collectiviteId, ["secretaire"]),
    ],
  }
}

type State = {
  dossier: string
  version: number
  acte: string
  empreinte: string
  dossierEtat: DossierEtat | null
  acteEtat: ActeEtat | null
}
const NOBODY = "0192f0c1-0000-7000-8000-000000000009"

async function stateOf({ collectiviteId }: Walk): Promise<State> {
  const [d, a] = await read(operator, async (tx) => [
    await tx.dossierAdhesion.findFirst({ where: { collectiviteId }, orderBy: { creeLe: "desc" } }),
    await tx.acte.findFirst({ where: { collectiviteId }, orderBy: { creeLe: "desc" } }),
  ])
  return {
    ...{ dossier: d?.id ?? NOBODY, version: d?.version ?? 1, acte: a?.id ?? NOBODY },
    empreinte: a?.empreinte ?? "0".repeat(64),
    ...{ dossierEtat: d?.etat ?? null, acteEtat: a?.etat ?? null },
  }
}

type Act = (walk: Walk, state: State, member: MembreContext, who: AgentContext) => Answer

const ACTS: Record<string, Act> = {
  open: ({ publicId }, _s, _m, who) => openDossier(who, { collectivite: publicId }),
  vote: (_w, s, member) => saveDeliberation(member, { ...s, numero: "2026-1", le: addDays(today(), -3), fichier }),
  name: ({ mandat }, s, _m, who) => designateRepresentant(who, { ...s, mandat, dateEffet: today() }),
  nameLater: ({ mandat }, s, _m, who) => designateRepresentant(who, { ...s, mandat, dateEffet: addDays(today(), 9) }),
  charte: (_w, s, _m, who) => prepareCharte(who, s),
  stale: (_w, s, _m, who) => prepareCharte(who, { ...s, version: s.version + 1 }),
  produce: () => produceNextActe(),
  sign: (_w, s, member) => signActe(member, s),
  signOther: (_w, s, member) => signActe(member, { ...s, empreinte: "f".repeat(64) }),
  countersign: (_w, s, _m, who) => countersignActe(who, s),
  refuse: (_w, s, member) => refuseActe(member, { ...s, motif: "Non" }),
  withdraw: (_w, s, _m, who) => withdrawActe(who, { ...s, motif: "À reprendre" }),
  release: () => releaseNextActe(),
  abandon: (_w, s, _m, who) => abandonDossier(who, { ...s, motif: "Sans suite" }),
  leave: (_w, s, member) => requestRetrait(member, { ...s, motif: "Choix", deliberation: "2026-2" }),
  stay: (_w, s, member) => renounceRetrait(member, s),
  calendar: () => progressNextDossier(),
}

it("walks by random people in random order: no forbidden state, and every refusal is a sentence", {
  timeout: 240_000,
}, async () => {
  const codes = [...CODES]
  const step = fc.tuple(fc.constantFrom(...Object.keys(ACTS)), fc.nat(2), fc.nat(2))
  // The order that leads somewhere, in pieces: chance alone would seldom sign anything.
  const usual = ["open", "vote", "name", "charte", "produce", "sign", "countersign", "leave", "stay"]
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 24 }), fc.nat(usual.length), async (steps, head) => {
      const walk = await begin(String(codes.shift()))
      const first = usual
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
          if (name !== "vote") expect(after, name).toEqual(before)
        }
        const same = before.acte === after.acte
        if (before.dossier === after.dossier)
          expect(follows(DOSSIER_TRANSITIONS, before.dossierEtat, after.dossierEtat)).toBe(true)
        if (same) expect(follows(ACTE_TRANSITIONS, before.acteEtat, after.acteEtat)).toBe(true)
        await expectSound(walk)
      }
    }),
    { numRuns: CODES.length, endOnFailure: true, examples: [[[], usual.length]] },
  )
})

/** What must hold after each step, whoever did what. */
async function expectSound({ collectiviteId }: Walk): Promise<void> {
  const { rows } = await owner.query<{ wrong: string }>(
    `select 'member without a charte signed by both' as wrong from adhesion a where a."collectiviteId" = $1 and a.statut = 'adherent' and a.jusqua is null
       and not exists (select from dossier_adhesion d join acte c on c."collectiviteId" = d."collectiviteId" and c.id = d."acteId"
         where d."collectiviteId" = $1 and d.etat in ('en_vigueur', 'retrait_demande') and c.etat in ('contresigne', 'scelle'))
     union all select 'file in force without membership' from dossier_adhesion d where d."collectiviteId" = $1 and d.etat in ('en_vigueur', 'retrait_demande')
       and not exists (select from adhesion a where a."collectiviteId" = $1 and a.statut = 'adherent' and a.jusqua is null)
     union all select 'signed act without its signature' from acte c where c."collectiviteId" = $1 and c.etat in ('signe', 'contresigne', 'scelle')
       and not exists (select from signature s where s."collectiviteId" = $1 and s."acteId" = c.id and s.rang = 1 and s.empreinte = c.empreinte)`,
    [collectiviteId],
  )
  expect(rows).toEqual([])
}
