import { spawn } from "node:child_process"
import { setTimeout as wait } from "node:timers/promises"
import { gunzipSync } from "node:zlib"
import { XMLParser } from "fast-xml-parser"
import { Client } from "pg"
import { afterAll, beforeAll, expect, it } from "vitest"
import { approveCampagne, requestApproval } from "@/lib/cotisations/commands/decide.ts"
import { launchCampagne } from "@/lib/cotisations/commands/launch.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { startChorus } from "@/scripts/local/chorus.ts"
import { agent } from "@/tests/support/contexts.ts"
import { freePort } from "@/tests/support/free-port.ts"
import { ECHANGES_BOUNDARIES, type EchangesBoundary } from "@/tests/support/killable-echanges.ts"
import { random } from "@/tests/support/random.ts"
import { giveSirets } from "@/tests/support/sirets.ts"

const KILLS = 200
const SEED = 20261122
const LONGEST_LIFE_MS = 1_500
const WORKERS = 2
const LIMIT_MS = 7 * 60_000

const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
const one = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
const other = agent({ personneId: "01900000-0000-7000-8000-000000000002" })
let server: Awaited<ReturnType<typeof startChorus>>

beforeAll(async () => {
  await owner.connect()
  await seed({
    migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "",
    departement: "27",
    today: calendarDate("2026-11-22"),
  })
  await giveSirets(owner)
  const port = await freePort()
  server = await startChorus({ port, clientId: "portail", clientSecret: "secret", account: "TECH:mot", stepMs: 0 })
  Object.assign(process.env, {
    CHORUS_API_URL: `${server.url}/cpro/`,
    CHORUS_OAUTH_URL: `${server.url}/api/oauth/token`,
    ...{ CHORUS_CLIENT_ID: "portail", CHORUS_CLIENT_SECRET: "secret", CHORUS_LOGIN: "TECH", CHORUS_PASSWORD: "mot" },
  })
}, 120_000)
afterAll(async () => {
  await owner.end()
  await server.close()
})

/** The 443 members: one half billed for one year by PES, the other half for the same year by deposit. */
async function launch(exercice: number): Promise<void> {
  for (const [half, canal] of ["pes", "depot"].entries()) {
    await owner.query(`update operateur set "canalParDefaut" = $1`, [canal])
    const made = await createCampagne(one, {
      exercice: exercice + half,
      taux: decimal("0.1234"),
      genre: "totale",
      millesime: 2022,
      dateEmission: calendarDate(`${exercice + half}-03-01`),
      echeance: calendarDate(`${exercice + half}-03-31`),
    })
    if (!made.ok) throw new Error(made.refusal)
    const campagne = made.value.id
    await owner.query(
      `update campagne_ligne l set decision = case when r.rang % 2 = $2 then 'inclure' else 'exclure' end::decision_ligne, "decisionMotif" = 'essai'
       from (select id, row_number() over (order by "collectiviteId") as rang from campagne_ligne where "campagneId" = $1) r
       where r.id = l.id`,
      [campagne, half],
    )
    await requestApproval(one, { campagne })
    await approveCampagne(other, { campagne })
    expect(await launchCampagne(one, { campagne })).toMatchObject({ ok: true })
    // The channel is chosen when a titre is issued: this half is, before the setting changes for the other.
    await runWorker({ only: "issue" })
  }
}

type End = "killed" | "finished"
type Life = { afterMs?: number; boundary?: EchangesBoundary; only?: "issue" }

function runWorker({ afterMs, boundary, only }: Life): Promise<End> {
  const env = {
    ...process.env,
    KILLABLE_ECHANGES: "1",
    ...(boundary ? { DIE_AT: boundary } : {}),
    ...(only ? { ONLY: only } : {}),
  }
  const child = spawn(process.execPath, ["--import", "tsx", "tests/support/killable-echanges.ts"], {
    env,
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
  `443 titres, half by PES and half by deposit, leave once each, over ${KILLS} kills`,
  async () => {
    const next = random(SEED)
    const begun = Date.now()
    let kills = 0
    let exercice = 2030
    await launch(exercice)
    for (const boundary of ECHANGES_BOUNDARIES) if ((await runWorker({ boundary })) === "killed") kills += 1
    expect(kills).toBeGreaterThan(0)
    while (kills < KILLS && Date.now() - begun < LIMIT_MS) {
      const ends = await Promise.all(
        Array.from({ length: WORKERS }, () => runWorker({ afterMs: Math.floor(next() * LONGEST_LIFE_MS) })),
      )
      kills += ends.filter((end) => end === "killed").length
      if (ends.every((end) => end === "finished")) {
        exercice += 2
        await launch(exercice)
      }
    }
    console.log(JSON.stringify({ name: "echanges.coupures", value: kills }))
    const left = async () =>
      (
        await rows<{ n: number }>(`select count(*)::int as n from titre t where canal = 'depot' and not exists (
        select from depot d where d."titreId" = t.id and d.etat = 'mis_a_disposition')`)
      )[0]?.n ?? 0
    for (let round = 0; round < 30 && (round === 0 || (await left()) > 0); round++) {
      await owner.query(`update depot set "prochainEssaiLe" = now() - interval '1 second' where etat <> 'a_corriger'`)
      expect(await runWorker({})).toBe("finished")
    }

    // Every titre left by its own way, once.
    const titres = await rows<{ canal: string; n: number }>(
      `select canal, count(*)::int as n from titre group by canal order by canal`,
    )
    expect(titres.reduce((total, { n }) => total + n, 0) % 443).toBe(0)
    const [pieces] = await rows<{ n: number; distincts: number; fichiers: number; bordereaux: number }>(
      `select count(*)::int as n, count(distinct "titreId")::int as distincts, count(distinct "fichierId")::int as fichiers,
        (select count(*)::int from (select distinct exercice, bordereau from titre where canal = 'pes') b) as bordereaux from pes_piece`,
    )
    const pes = titres.find(({ canal }) => canal === "pes")?.n ?? 0
    expect(pieces).toMatchObject({ n: pes, distincts: pes })
    expect(pieces?.fichiers).toBe(pieces?.bordereaux)
    const deposits = titres.find(({ canal }) => canal === "depot")?.n ?? 0
    expect(await rows(`select etat, count(*)::int as n from depot group by etat`)).toEqual([
      { etat: "mis_a_disposition", n: deposits },
    ])
    const taken = server.state.flux.map(({ facture }) => facture)
    expect(taken).toHaveLength(deposits)
    expect(new Set(taken).size).toBe(deposits)
    const mixed = await rows(`select from depot d join pes_piece p on p."titreId" = d."titreId"`)
    expect(mixed).toEqual([])

    // Each document once, and each PES file holds what the database says, to the cent.
    const [documents] = await rows<{ n: number; distincts: number }>(
      `select count(*)::int as n, count(distinct "objetId")::int as distincts from document where genre = 'titre'`,
    )
    expect(documents).toEqual({ n: pes + deposits, distincts: pes + deposits })
    for (const file of await rows<PesRow>(
      `select f."montantHt"::text as ht, o.nom, o."mediaType", o.adresse, o.empreinte, o."cleEnveloppee",
        (select count(*)::int from pes_piece where "fichierId" = f.id) as pieces from pes_fichier f join fichier_operateur o on o.id = f."fichierId"`,
    )) {
      const xml = parser.parse((await readStored(file, documentStorage())).toString("latin1")).PES_Aller
      const { BlocBordereau, Piece } = xml.PES_RecetteAller.Bordereau
      expect(Piece).toHaveLength(file.pieces)
      expect(BlocBordereau.MtBordHt.V.replace(".", "")).toBe(file.ht)
      const [first] = xml.PES_PJ.PJ
      expect(gunzipSync(Buffer.from(first.Contenu.Fichier["#text"], "base64")).subarray(0, 5).toString()).toBe("%PDF-")
    }
  },
  18 * 60_000,
)

type PesRow = {
  ht: string
  pieces: number
  nom: string
  mediaType: string
  adresse: string
  empreinte: string
  cleEnveloppee: Buffer<ArrayBuffer>
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: "",
  removeNSPrefix: true,
  parseTagValue: false,
})
