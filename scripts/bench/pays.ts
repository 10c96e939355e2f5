// One campaign over every commune of the country: how fast titres are issued, how fast their documents follow, in what memory.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { availableParallelism } from "node:os"
import { setTimeout as wait } from "node:timers/promises"
import pg from "pg"
import { type AgentContext, systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { approveCampagne, requestApproval } from "@/lib/cotisations/commands/decide.ts"
import { launchCampagne } from "@/lib/cotisations/commands/launch.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { findProgress } from "@/lib/cotisations/queries.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { findEmetteur, listTitreFiles } from "@/lib/titres/queries.ts"
import { agent } from "@/tests/support/contexts.ts"
import { figure, goal, limit, machineLoad } from "./support/figures.ts"
import { addMembers, BETWEEN_CLICKS_MS, bareInsert, type Commune, decideAll, succeeded } from "./support/pays.ts"
import { rawPdfRate } from "./support/raw-pdf.ts"

const EXERCICE = 2031
const MILLESIME = 2022
const DEPARTEMENT = 598
/** On two quiet cores. */
const ISSUE_SECONDS = 15
const DOCUMENTS_SECONDS = 600
const ISSUED_PER_SECOND = 4000
const MEMORY_MB = 1024
/** Of a hundred titres each, drawn by pdfkit alone. */
const RAW_TRANCHES = 10

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
figure("emission.departement.attente_s", small.waited, "s")
goal("emission.departement.par_s", small.titres / small.working, "titres/s", { atLeast: ISSUED_PER_SECOND })
await documents(small)

await addMembers(client, others.slice(DEPARTEMENT), MILLESIME)
const whole = await issue(EXERCICE + 1)
figure("emission.pays.titres", whole.titres, "titres")
limit("emission.pays.s", whole.seconds, "s", ISSUE_SECONDS)
const bare = await bareInsert(client, whole.campagne)
figure("insert.brut.pays.s", bare, "s")
figure("emission.pays.ratio", bare / whole.seconds, "× INSERT … SELECT")
figure("emission.pays.par_s", whole.titres / whole.working, "titres/s")
const done = await documents(whole)
limit("documents.pays.s", done.seconds, "s", DOCUMENTS_SECONDS)
figure("documents.pays.par_s", whole.titres / done.seconds, "documents/s")
const raw = await rawRate(whole.campagne)
figure("pdfkit.brut.pays.par_s", raw, "pdf/s")
figure("documents.pays.ratio", whole.titres / done.seconds / raw, "× pdfkit")
goal("documents.pays.memoire_mo", done.memoryMb, "Mo", { atMost: MEMORY_MB })
machineLoad("pays_fin")
await client.end()
await closeDatabase()

/** `seconds` from "launch" to the last number, by the portal's own worker: what it `waited` to be woken, then its `working`. */
type Issued = { campagne: string; titres: number; seconds: number; waited: number; working: number }

async function issue(exercice: number): Promise<Issued> {
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
  await wait(BETWEEN_CLICKS_MS)
  const begun = performance.now()
  succeeded(await launchCampagne(second, { campagne: id }))
  while ((await campagneState(id)).etat !== "emise") await wait(100)
  const { lanceLe, termineLe, debut } = await campagneState(id)
  const titres = await read(operator, (tx) => tx.titre.count({ where: { campagneId: id } }))
  if (!lanceLe || !termineLe || !debut) throw new Error(`campagne ${id} was not issued`)
  // As the database dates them: what this process needs to see it is not the worker's time.
  const between = (from: Date, to: Date) => (to.getTime() - from.getTime()) / 1000
  const seconds = between(lanceLe, termineLe)
  if (seconds > (performance.now() - begun) / 1000) throw new Error("the end is dated after it was seen")
  return { campagne: id, titres, seconds, waited: between(lanceLe, debut), working: between(debut, termineLe) }
}

/** `debut`: a tranche is dated by the beginning of the transaction that issued it. */
function campagneState(id: string) {
  return read(operator, async (tx) => {
    const select = { etat: true, lanceLe: true, termineLe: true } as const
    const { _min } = await tx.campagneTranche.aggregate({
      where: { campagneId: id, genre: "emission" },
      _min: { faiteLe: true },
    })
    return { ...(await tx.campagne.findUniqueOrThrow({ where: { id }, select })), debut: _min.faiteLe }
  })
}

/**
 * Until the last document is stored; what the page of the campaign says of it only grows, and ends at the number of titres.
 * Memory is the worker's highest.
 */
async function documents({ campagne, titres }: Issued): Promise<{ seconds: number; memoryMb: number }> {
  const begun = performance.now()
  const worker = await workerPid()
  let [said, memoryMb] = [0, 0]
  for (;;) {
    const progress = await read(operator, (tx) => findProgress(tx, campagne))
    if (!progress) throw new Error(`no campagne ${campagne}`)
    if (progress.pdfs < said || progress.pdfs > titres) throw new Error(`${progress.pdfs} of ${titres} after ${said}`)
    said = progress.pdfs
    memoryMb = Math.max(memoryMb, residentMb(worker))
    if (said === titres) return { seconds: (performance.now() - begun) / 1000, memoryMb }
    await wait(2000)
  }
}

/** pdfkit alone, on the first titres of the country. */
async function rawRate(campagneId: string): Promise<number> {
  const { pages, emetteur } = await read(operator, async (tx) => {
    const tranches = Array.from({ length: RAW_TRANCHES }, (_, rang) => rang)
    const parts = []
    for (const rang of tranches) parts.push(await listTitreFiles(tx, { campagneId, rang }))
    return { pages: parts.flat(), emetteur: await findEmetteur(tx, true) }
  })
  return rawPdfRate(pages, emetteur, availableParallelism())
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
