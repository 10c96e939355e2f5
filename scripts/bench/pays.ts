// One campaign over every commune of the country: how fast titres are issued, how fast their documents follow, in what memory.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { setTimeout as wait } from "node:timers/promises"
import pg from "pg"
import { type AgentContext, systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { approveCampagne, requestApproval } from "@/lib/cotisations/commands/decide.ts"
import { launchCampagne } from "@/lib/cotisations/commands/launch.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { agent } from "@/tests/support/contexts.ts"
import { figure, goal, limit, machineLoad } from "./support/figures.ts"
import { addMembers, bareInsert, type Commune, decideAll, succeeded } from "./support/pays.ts"

const EXERCICE = 2031
const MILLESIME = 2022
const DEPARTEMENT = 598
/** On two quiet cores. */
const ISSUE_SECONDS = 15
const DOCUMENTS_SECONDS = 600
const ISSUED_PER_SECOND = 4000
const MEMORY_MB = 1024

const require = createRequire(import.meta.url)
type Insee = Partial<Commune> & { code: string; nom: string; departement: string; type: string }

const insee: Insee[] = JSON.parse(
  readFileSync(require.resolve("@etalab/decoupage-administratif/data/communes.json"), "utf8"),
)

const operator = systeme("bench", "operateur")
const client = new pg.Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
await client.connect()
machineLoad("pays_debut")

const { rows: known } = await client.query<{ codeInsee: string }>(
  `select "codeInsee" from collectivite where "codeInsee" is not null`,
)
const there = new Set(known.map(({ codeInsee }) => codeInsee))
const others = insee.flatMap((commune): Commune[] => {
  const { code, nom, siren, departement, codesPostaux = [], population = 0, type } = commune
  return type === "commune-actuelle" && siren && population > 0 && !there.has(code)
    ? [{ code, nom, siren, departement, codesPostaux, population }]
    : []
})

await addMembers(client, others.slice(0, DEPARTEMENT), MILLESIME)
const small = await issue(EXERCICE)
figure("emission.departement.titres", small.titres, "titres")
goal("emission.departement.par_s", small.titres / small.seconds, "titres/s", { atLeast: ISSUED_PER_SECOND })
await documents(small.campagne)

await addMembers(client, others.slice(DEPARTEMENT), MILLESIME)
const whole = await issue(EXERCICE + 1)
figure("emission.pays.titres", whole.titres, "titres")
limit("emission.pays.s", whole.seconds, "s", ISSUE_SECONDS)
const bare = await bareInsert(client, whole.campagne)
figure("insert.brut.pays.s", bare, "s")
figure("emission.pays.ratio", bare / whole.seconds, "× INSERT … SELECT")
const done = await documents(whole.campagne)
limit("documents.pays.s", done.seconds, "s", DOCUMENTS_SECONDS)
figure("documents.pays.par_s", whole.titres / done.seconds, "documents/s")
goal("documents.pays.memoire_mo", done.memoryMb, "Mo", { atMost: MEMORY_MB })
machineLoad("pays_fin")
await client.end()
await closeDatabase()

/** From "launch" to the last number, by the portal's own worker. */
async function issue(exercice: number): Promise<{ campagne: string; titres: number; seconds: number }> {
  const [first, second] = [await staff("gestionnaire@demo.invalid"), await staff("gestionnaire.second@demo.invalid")]
  const input = {
    ...{ exercice, taux: "0.10", genre: "totale" as const, millesime: MILLESIME, avecServices: false },
    dateEmission: calendarDate(`${exercice}-03-01`),
    echeance: calendarDate(`${exercice}-04-30`),
  }
  const { id } = succeeded(await createCampagne(first, input))
  await decideAll(first, id)
  succeeded(await requestApproval(first, { campagne: id }))
  succeeded(await approveCampagne(second, { campagne: id }))
  const begun = performance.now()
  succeeded(await launchCampagne(second, { campagne: id }))
  while ((await campagneState(id)).etat !== "emise") await wait(100)
  const { lanceLe, termineLe } = await campagneState(id)
  const titres = await read(operator, (tx) => tx.titre.count({ where: { campagneId: id } }))
  // As the database dates them: what this process needs to see it is not the worker's time.
  const seconds = lanceLe && termineLe ? (termineLe.getTime() - lanceLe.getTime()) / 1000 : Number.NaN
  if (seconds > (performance.now() - begun) / 1000) throw new Error("the end is dated after it was seen")
  return { campagne: id, titres, seconds }
}

function campagneState(id: string) {
  return read(operator, (tx) =>
    tx.campagne.findUniqueOrThrow({ where: { id }, select: { etat: true, lanceLe: true, termineLe: true } }),
  )
}

/** Until the last document is stored; progress only grows and ends at their number. Memory is the worker's highest. */
async function documents(campagne: string): Promise<{ seconds: number; memoryMb: number }> {
  const begun = performance.now()
  const worker = await workerPid()
  let [stored, memoryMb] = [0, 0]
  for (;;) {
    const [left, now] = await read(operator, async (tx) => [
      await tx.campagneTranche.count({
        where: { campagneId: campagne, genre: { not: "courriel" }, etat: "a_faire" },
      }),
      await tx.document.count({ where: { genre: "titre", creeLe: { gte: new Date(Date.now() - 3_600_000) } } }),
    ])
    if (now < stored) throw new Error(`${now} documents after ${stored}`)
    stored = now
    memoryMb = Math.max(memoryMb, residentMb(worker))
    if (left === 0) return { seconds: (performance.now() - begun) / 1000, memoryMb }
    await wait(1000)
  }
}

/** Of the portal's worker, as it signs its signs of life: "host:pid". */
async function workerPid(): Promise<string> {
  const { rows } = await client.query<{ processus: string }>("select processus from battement order by le desc limit 1")
  return String(rows[0]?.processus.split(":").at(-1))
}

/** Memory that a process holds; Linux only. */
function residentMb(pid: string): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? Number.NaN) / 1024
}

async function staff(courriel: string): Promise<AgentContext> {
  const { id } = await read(operator, (tx) => tx.personne.findUniqueOrThrow({ where: { courriel } }))
  return agent({ personneId: id })
}
