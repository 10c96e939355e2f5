import { spawn } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { approveCampagne, requestApproval } from "@/lib/cotisations/commands/decide.ts"
import { launchCampagne } from "@/lib/cotisations/commands/launch.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { env } from "@/lib/platform/env.ts"
import { decimal } from "@/lib/platform/money.ts"
import { openDocument } from "@/lib/ports/envelope.ts"
import { addressOf, documentStorage } from "@/lib/ports/storage.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { startMail } from "@/scripts/local/mail.ts"
import type { StoredMail } from "@/scripts/local/mailbox.ts"
import type { LocalServer } from "@/scripts/local/server.ts"
import { agent } from "@/tests/support/contexts.ts"
import { freePort } from "@/tests/support/free-port.ts"
import { BOUNDARIES, type Boundary } from "@/tests/support/killable-worker.ts"
import { random } from "@/tests/support/random.ts"

const KILLS = 200
/** A slow machine kills less often: the suite keeps its time, and says how many it was. */
const LIMIT_MS = 9 * 60_000
const SEED = 20261122
const LONGEST_LIFE_MS = 1_500
const WORKERS = 2

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const one = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
const other = agent({ personneId: "01900000-0000-7000-8000-000000000002" })
let mailServer: LocalServer
let folder: string
let exercice = 2030

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "portail-kill-"))
  const smtpPort = await freePort()
  mailServer = await startMail({ smtpPort, webPort: await freePort(), folder })
  process.env.SMTP_URL = `smtp://localhost:${smtpPort}`
  await owner.connect()
  await seed({
    migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "",
    departement: "27",
    nextauthSecret: process.env.NEXTAUTH_SECRET ?? "",
    today: calendarDate("2026-11-22"),
  })
  await owner.query(
    `update fiche set "courrielOfficiel" = 'mairie-' || left("collectiviteId"::text, 8) || right("collectiviteId"::text, 6) || '@essai.invalid'`,
  )
}, 120_000)

afterAll(async () => {
  await owner.end()
  await mailServer.close()
  await rm(folder, { recursive: true, force: true })
})

async function launchNext(): Promise<void> {
  exercice += 1
  const made = await createCampagne(one, {
    exercice,
    taux: decimal("0.1234"),
    genre: "totale",
    millesime: 2022,
    dateEmission: calendarDate(`${exercice}-03-01`),
    echeance: calendarDate(`${exercice}-03-31`),
  })
  if (!made.ok) throw new Error(made.refusal)
  const campagne = made.value.id
  await owner.query(`update campagne_ligne set decision = 'inclure' where "campagneId" = $1 and cas <> '{}'`, [
    campagne,
  ])
  await requestApproval(one, { campagne })
  await approveCampagne(other, { campagne })
  expect(await launchCampagne(one, { campagne })).toMatchObject({ ok: true })
}

type End = "killed" | "finished"

/** One worker, killed `afterMs` after it began its work, or at a boundary, or left to finish. */
function runWorker({ afterMs, boundary }: { afterMs?: number; boundary?: Boundary }): Promise<End> {
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/killable-worker.ts"], {
    env: { ...process.env, KILLABLE_WORKER: "1", ...(boundary ? { DIE_AT: boundary } : {}) },
    stdio: ["ignore", "pipe", "inherit"],
  })
  child.stdout.once("data", async () => {
    if (afterMs === undefined) return
    await wait(afterMs)
    child.kill("SIGKILL")
  })
  return new Promise((resolve, reject) => {
    child.once("exit", (code, signal) => {
      if (signal === "SIGKILL") resolve("killed")
      else if (code === 0) resolve("finished")
      else reject(new Error(`worker ended with ${code ?? signal}`))
    })
  })
}

const rows = async <T>(text: string): Promise<T[]> => (await owner.query(text)).rows as T[]

it(
  `issues, stores and sends everything once, over ${KILLS} kills and one at each boundary`,
  async () => {
    const next = random(SEED)
    const begun = Date.now()
    let kills = 0
    await launchNext()
    for (const boundary of BOUNDARIES) {
      expect(await runWorker({ boundary }), boundary).toBe("killed")
      kills += 1
    }
    while (kills < KILLS + BOUNDARIES.length && Date.now() - begun < LIMIT_MS) {
      const ends = await Promise.all(
        Array.from({ length: WORKERS }, () => runWorker({ afterMs: Math.floor(next() * LONGEST_LIFE_MS) })),
      )
      kills += ends.filter((end) => end === "killed").length
      if (ends.includes("finished")) await launchNext()
    }
    console.log(JSON.stringify({ name: "campagne.coupures", value: kills }))
    expect(await runWorker({})).toBe("finished")

    // Numbers: each exercice's series is 1…n without gap, and the register holds the same ones.
    const series = await rows<{
      exercice: number
      titres: number
      first: number
      last: number
      numbers: number
      register: number
    }>(
      `select t.exercice, count(*)::int as titres, min(numero) as first, max(numero) as last, count(distinct numero)::int as numbers,
      (select count(*)::int from titre_numero n where n.exercice = t.exercice and n.serie = t.serie) as register
     from titre t group by t.exercice, t.serie`,
    )
    expect(series.length).toBe(exercice - 2030)
    for (const { titres, first, last, numbers, register } of series)
      expect({ titres, first, last, numbers, register }).toEqual({
        titres: 443,
        first: 1,
        last: 443,
        numbers: 443,
        register: 443,
      })

    // Sums, from the definition.
    const wrong = await rows(
      `select k.exercice from campagne k join campagne_ligne l on l."campagneId" = k.id
     left join titre t on t."collectiviteId" = l."collectiviteId" and t."campagneId" = l."campagneId" and t.volet = l.volet
     where t.id is null or t."montantTtc" <> l.montant or (l.mode = 'taux_population' and l.montant <> round(l.habitants * l.taux, 2) * 100)`,
    )
    expect(wrong).toEqual([])

    // Pages: one a titre, and the bytes kept are the ones that were stored.
    const documents = await rows<{ adresse: string; empreinte: string; cleEnveloppee: Buffer }>(
      `select d.adresse, d.empreinte, d."cleEnveloppee" from document d join titre t on t."collectiviteId" = d."collectiviteId" and t.id = d."objetId"`,
    )
    expect(documents.length).toBe(443 * series.length)
    const storage = documentStorage()
    const key = Buffer.from(env().DOCUMENT_KEY, "base64")
    for (const { adresse, empreinte, cleEnveloppee } of documents) {
      const sealed = await storage.get(adresse)
      expect(sealed, adresse).not.toBeNull()
      expect(addressOf(openDocument(sealed ?? Buffer.alloc(0), cleEnveloppee, key))).toBe(empreinte)
    }

    // Mails: each at least once, under one Message-ID, and no more repeats than kills.
    const waiting = await rows(`select from courriel where etat <> 'envoye'`)
    expect(waiting).toHaveLength(0)
    const expected = await rows<{ messageId: string }>(`select "messageId" from courriel`)
    const received: StoredMail[] = await (await fetch(`${mailServer.url}/api/messages`)).json()
    const times = new Map<string, number>()
    for (const { messageId } of received) {
      const id = messageId.replace(/[<>]|@.*$/g, "")
      times.set(id, (times.get(id) ?? 0) + 1)
    }
    expect(new Set(times.keys())).toEqual(new Set(expected.map(({ messageId }) => messageId)))
    expect(received.length - expected.length).toBeLessThanOrEqual(kills)
  },
  18 * 60_000,
)
