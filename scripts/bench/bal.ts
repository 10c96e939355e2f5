// Addresses: the report beside the validator alone, a typical commune from drop to report, and the département's view.
import { spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import pg from "pg"
import { openJudge } from "../../lib/bal/jobs/judge.ts"
import { csvBal, fichierFautif } from "../../tests/support/bal.ts"
import { figure, goal, limit, median } from "./support/figures.ts"

const LARGE = 100_000
const TYPICAL = 800
const folder = mkdtempSync(join(tmpdir(), "bench-bal-"))

try {
  await large()
  await typical()
  await departement()
} finally {
  rmSync(folder, { recursive: true })
}

/** Time and memory of the report, and of the validator alone on the same file in a process of its own. */
async function large(): Promise<void> {
  const file = join(folder, "grande.csv")
  writeFileSync(file, csvBal(fichierFautif(LARGE, 9)))
  const reference = fileURLToPath(new URL("../bal/reference.mjs", import.meta.url))
  const report = fileURLToPath(new URL("./support/bal-report.ts", import.meta.url))
  const alone = await measured([reference, file])
  const ours = await measured([report, file, join(folder, "rapport")])
  figure(`bal.validateur.${LARGE}.s`, alone.seconds, "s")
  figure(`bal.rapport.${LARGE}.s`, ours.seconds, "s")
  goal(`bal.rapport.${LARGE}.rapport_temps`, ours.seconds / alone.seconds, "×", { atMost: 2 })
  figure(`bal.validateur.${LARGE}.mo`, alone.mo, "Mo")
  figure(`bal.rapport.${LARGE}.mo`, ours.mo, "Mo")
  goal(`bal.rapport.${LARGE}.supplement_mo`, ours.mo - alone.mo, "Mo", { atMost: 250 })
}

/** A file of a typical commune, the process being ready as in the worker. */
async function typical(): Promise<void> {
  const file = join(folder, "commune.csv")
  writeFileSync(file, csvBal(fichierFautif(TYPICAL, 9)))
  const times: number[] = []
  for (let run = 0; run < 3; run += 1) {
    const judge = openJudge()
    // The worker is idle before a drop: its process has loaded the validator.
    await new Promise((resolve) => setTimeout(resolve, 4000))
    const begun = performance.now()
    await judge.judge({
      ...{ fichier: file, sortie: join(folder, "typique"), controleBan: false, contours: [] },
      rapport: { codes: ["27112"], exceptions: {}, precedentes: null, partager: false },
    })
    times.push((performance.now() - begun) / 1000)
    judge.close()
  }
  limit(`bal.rapport.${TYPICAL}.s`, median(times), "s", 2)
}

/** The département's view over communes that add up to 300 000 rows: its figures are kept by version. */
async function departement(): Promise<void> {
  const { read } = await import("../../lib/access/door.ts")
  const { systeme } = await import("../../lib/access/context.ts")
  const { listDepartement } = await import("../../lib/bal/queries/departement.ts")
  const { closeDatabase } = await import("../../lib/platform/db.ts")
  const { today } = await import("../../lib/platform/dates.ts")
  await fillVersions()
  const times: number[] = []
  for (let run = 0; run < 20; run += 1) {
    const begun = performance.now()
    await read(systeme("bench", "operateur"), (tx) => listDepartement(tx, today()))
    times.push(performance.now() - begun)
  }
  await closeDatabase()
  limit("bal.departement.300000.ms", median(times), "ms", 300)
}

async function fillVersions(): Promise<void> {
  const owner = new pg.Client({
    connectionString: process.env.DATABASE_URL_MIGRATION ?? process.env.DATABASE_URL_AGENT,
  })
  await owner.connect()
  await owner.query(
    `insert into bal_depot ("collectiviteId", id, origine, etat, "fichierNom", taille, empreinte)
     select c.id, gen_random_uuid(), 'fichier', 'analyse', 'bench', 1, $1 from collectivite c
     where c.type = 'commune' and not exists (select from bal_version v where v."collectiviteId" = c.id and v.courante)`,
    [randomUUID()],
  )
  await owner.query(
    `insert into bal_version ("collectiviteId", "depotId", "communeId", "codeInsee", numero, profil, valide, encodage, separateur, lignes,
       "lignesValides", adresses, bloquees, deplacees, certifiees, parcelles, toponymes, p1, p2, p3, p4, ecartees, voies, indice, niveaux,
       nombres, fichier, "nonVerifie")
     select d."collectiviteId", d.id, d."collectiviteId", coalesce(c."codeInsee", ''), 1, '1.4', true, 'utf-8', ';', 512, 512, 512, 12, 30,
       256, 400, 8, 12, 30, 256, 112, 0, 26, 72.5, '{}', '[]', '[]', '[]'
     from bal_depot d join collectivite c on c.id = d."collectiviteId"
     where d."fichierNom" = 'bench' and not exists (select from bal_version v where v."collectiviteId" = d."collectiviteId")`,
  )
  await owner.end()
}

/** Wall time and peak memory of one process, read from the system when it ends. */
function measured(args: string[]): Promise<{ seconds: number; mo: number }> {
  return new Promise((resolve, reject) => {
    const begun = performance.now()
    const child = spawn(process.execPath, ["--max-old-space-size=3072", ...args], {
      stdio: ["ignore", "ignore", "inherit"],
    })
    let mo = 0
    const watch = setInterval(() => {
      try {
        const status = readFileSync(`/proc/${child.pid}/status`, "utf8")
        mo = Math.max(mo, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)
      } catch {
        // It ended in between: the last reading stands.
      }
    }, 50)
    child.once("error", reject)
    child.once("exit", (code) => {
      clearInterval(watch)
      if (code === 0) resolve({ seconds: (performance.now() - begun) / 1000, mo })
      else reject(new Error(`${args[0]} ended with ${code}`))
    })
  })
}
