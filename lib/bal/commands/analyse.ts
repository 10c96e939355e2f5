import { createWriteStream } from "node:fs"
import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { finished } from "node:stream/promises"
import { promisify } from "node:util"
import { gunzip } from "node:zlib"
import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type Judge, type JudgeAnswer, JudgeStopped } from "../jobs/judge.ts"
import type { ReportRequest } from "../jobs/report.ts"
import { currentVoies, listActiveExceptions, listContours } from "../queries/before.ts"
import { type CommuneBal, listCommunesOf } from "../queries/communes.ts"
import type { AnalyseRefusal } from "../types.ts"
import { storeReport } from "./store.ts"

const expand = promisify(gunzip)
/** The validator's own limit, and the time to store what it says. */
const TIMEOUT_MS = 15 * 60_000

export type ClaimedDepot = {
  id: string
  collectiviteId: string
  origine: "fichier" | "source" | "intercommunalite"
  provenance: string | null
  fichierNom: string
  type: string
  nom: string
  publicId: string
  deposeLe: Date
}

/**
 * The oldest file that waits. The row stays locked while the validator runs: a worker killed meanwhile frees it at once,
 * and another takes it from the start.
 */
export const analyseNextDepot = ({ judge }: { judge: Judge }): Promise<Result<{ depotId: string }, "rien">> =>
  write(
    systeme("bal.analyse", "operateur"),
    "bal.analyse",
    async (tx) => {
      const depot = await claim(tx)
      if (!depot) return refuse("rien")
      const folder = await mkdtemp(join(tmpdir(), "portail-bal-"))
      try {
        await analyse(tx, depot, { judge, folder })
      } finally {
        await rm(folder, { recursive: true, force: true })
      }
      return ok({ depotId: depot.id })
    },
    { timeoutMs: TIMEOUT_MS },
  )

/** Somebody waits for a file that was never judged; one that is read again has its report already. */
async function claim(tx: WriteTx): Promise<ClaimedDepot | null> {
  const [row] = await tx.$queryRaw<ClaimedDepot[]>`
    select d.id, d."collectiviteId", d.origine::text, d.provenance, d."fichierNom", c.type::text, c.nom, c."publicId", d."deposeLe"
    from bal_depot d join collectivite c on c.id = d."collectiviteId"
    where d.etat = 'recu'
    order by exists (select from bal_version v where v."collectiviteId" = d."collectiviteId" and v."depotId" = d.id), d."deposeLe", d.id limit 1 for update of d skip locked`
  return row ?? null
}

async function analyse(tx: WriteTx, depot: ClaimedDepot, { judge, folder }: { judge: Judge; folder: string }) {
  const { collectiviteId, id } = depot
  const communes = await listCommunesOf(tx, collectiviteId)
  const { contenu } = await tx.balFichier.findFirstOrThrow({
    where: { collectiviteId, depotId: id },
    select: { contenu: true },
  })
  const [fichier, sortie] = [join(folder, "bal.csv"), join(folder, "rapport")]
  // One deposit that cannot be read must not hold up those behind it.
  const clear = await expand(contenu).catch(() => null)
  if (clear === null) return refuseDepot(tx, depot, { etat: "illisible", motif: "structure", details: { ou: "" } })
  await writeFile(fichier, clear)
  const rapport: ReportRequest = {
    codes: communes.map(({ codeInsee }) => codeInsee),
    exceptions: await listActiveExceptions(tx, collectiviteId, communes),
    precedentes: await writeBefore(tx, collectiviteId, communes, join(folder, "avant")),
    partager: depot.type === "epci",
  }
  const contours = await listContours(tx, communes)
  const { controleBan } = await tx.balReglage.findUniqueOrThrow({ where: { id: 1 }, select: { controleBan: true } })
  const answer = await judge.judge({ fichier, sortie, controleBan, contours, rapport }).catch((error: unknown) => {
    if (error instanceof JudgeStopped && error.spent) return null
    throw error
  })
  if (!answer?.ok) return refuseDepot(tx, depot, refusalOf(answer))
  await storeReport(tx, depot, { sortie, communes })
}

async function writeBefore(
  tx: WriteTx,
  collectiviteId: string,
  communes: readonly CommuneBal[],
  path: string,
): Promise<string | null> {
  const file = createWriteStream(path)
  let any = false
  for await (const { insee, voies } of currentVoies(tx, collectiviteId, communes)) {
    any = true
    const lines = voies.length > 0 ? voies.map((voie) => ({ insee, voie })) : [{ insee, voie: null }]
    for (const line of lines) file.write(`${JSON.stringify(line)}\n`)
  }
  file.end()
  await finished(file)
  return any ? path : null
}

type Refused = { etat: "refuse" | "illisible"; motif: AnalyseRefusal; details: Record<string, string> }
const SHOWN = 8

function refusalOf(answer: Exclude<JudgeAnswer, { ok: true }> | null): Refused {
  if (answer === null) return { etat: "illisible", motif: "trop-lourd", details: {} }
  if (answer.refus === "sans-ligne") return { etat: "refuse", motif: "sans-ligne", details: {} }
  if (answer.refus === "autres-communes") {
    const shown = answer.etrangeres
      .slice(0, SHOWN)
      .map(({ code, lignes }) => `${code} (${formatCount(lignes, "ligne")})`)
    const more = answer.etrangeres.length > SHOWN ? ` et ${answer.etrangeres.length - SHOWN} autres` : ""
    return { etat: "refuse", motif: "autres-communes", details: { communes: `${shown.join(", ")}${more}` } }
  }
  const [stumble] = answer.parseErrors
  if (stumble) {
    const ou = stumble.row === undefined ? "" : ` (d’abord à l’enregistrement ${stumble.row + 1})`
    return { etat: "illisible", motif: "structure", details: { ou } }
  }
  const motif = /non-text/i.test(answer.message) ? "pas-un-texte" : "encodage"
  return { etat: "illisible", motif, details: {} }
}

async function refuseDepot(tx: WriteTx, { collectiviteId, id }: ClaimedDepot, refused: Refused): Promise<void> {
  await tx.balDepot.update({
    where: { collectiviteId_id: { collectiviteId, id } },
    data: { ...refused, termineLe: new Date() },
  })
  await tx.journal("bal.refused", {
    concerneId: collectiviteId,
    objet: `bal_depot/${id}`,
    apres: { etat: refused.etat, motif: refused.motif, ...refused.details },
  })
}
