import { createHash } from "node:crypto"
import { promisify } from "node:util"
import { gzip } from "node:zlib"
import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import { listCommunesOf } from "../queries/communes.ts"
import { checkFichier } from "../rules/fichier.ts"
import { checkTaille } from "../rules/taille.ts"
import type { DepositInput } from "../schema.ts"
import type { DepotRefusal } from "../types.ts"

const compress = promisify(gzip)
/** Tens of megabytes to write: longer than a page's limit. */
const TIMEOUT_MS = 60_000

/** Keeps the file and leaves its analysis to the worker, which takes what is `recu`. */
export async function depositFile(
  ctx: MembreContext,
  { fichier }: DepositInput,
): Promise<Result<{ depotId: string }, DepotRefusal>> {
  // The size first: a file too large is not read.
  const small = checkTaille(fichier.size)
  if (!small.ok) return small
  const bytes = new Uint8Array(await fichier.arrayBuffer())
  const usable = checkFichier(bytes)
  if (!usable.ok) return usable
  const { collectiviteId, type } = only(ctx)
  const file = await fileOf(bytes, fichier.name)
  return write(
    ctx,
    "bal.deposit",
    async (tx) => {
      const acces = await findAcces(tx, { collectiviteId, type }, "adresses")
      if (acces.etat !== "ouvert") return refuse("service-ferme")
      if ((await listCommunesOf(tx, collectiviteId)).length === 0) return refuse("sans-commune")
      const fresh = await checkFresh(tx, collectiviteId, file.empreinte)
      if (!fresh.ok) return fresh
      const depotId = await insertDepot(tx, file, {
        collectiviteId,
        origine: "fichier",
        deposeParId: ctx.who.personneId,
      })
      await tx.journal("bal.deposited", {
        concerneId: collectiviteId,
        objet: `bal_depot/${depotId}`,
        apres: { fichier: file.fichierNom, octets: file.taille, empreinte: file.empreinte },
      })
      return ok({ depotId })
    },
    { timeoutMs: TIMEOUT_MS },
  )
}

async function checkFresh(tx: WriteTx, collectiviteId: string, empreinte: string): Promise<Result<void, DepotRefusal>> {
  // Two people at once: the second sees the first's deposit.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`bal:${collectiviteId}`}, 0))::text`
  const [waiting] = await tx.balDepot.findMany({
    where: { collectiviteId, etat: "recu" },
    select: { id: true },
    take: 1,
  })
  if (waiting) return refuse("analyse-en-cours")
  const [same] = await tx.balVersion.findMany({
    where: { collectiviteId, courante: true, depot: { empreinte } },
    select: { numero: true },
    take: 1,
  })
  return same ? refuse("fichier-identique", { numero: String(same.numero) }) : ok(undefined)
}

export type BalFile = { fichierNom: string; taille: number; empreinte: string; contenu: Uint8Array<ArrayBuffer> }

export async function fileOf(bytes: Uint8Array, name: string): Promise<BalFile> {
  const cleaned = name
    .replace(/[^\p{L}\p{N}._ -]/gu, "")
    .trim()
    .slice(0, 120)
  return {
    fichierNom: cleaned || "bal.csv",
    taille: bytes.length,
    empreinte: createHash("sha256").update(bytes).digest("hex"),
    contenu: Uint8Array.from(await compress(bytes)),
  }
}

type Depositor = {
  collectiviteId: string
  origine: "fichier" | "source" | "intercommunalite"
  deposeParId?: string
  provenance?: string
}

export async function insertDepot(tx: WriteTx, { contenu, ...file }: BalFile, by: Depositor): Promise<string> {
  const { id } = await tx.balDepot.create({ data: { ...file, ...by }, select: { id: true } })
  await tx.balFichier.create({
    data: { collectiviteId: by.collectiviteId, depotId: id, contenu },
    select: { id: true },
  })
  return id
}
