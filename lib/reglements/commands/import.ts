import { createHash } from "node:crypto"
import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { storeFile } from "@/lib/echanges/commands/files.ts"
import { type CalendarDate, today } from "@/lib/platform/dates.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { documentStorage, type StoragePort } from "@/lib/ports/storage.ts"
import { findImportFile } from "../queries/imports.ts"
import { type LigneLue, type ParsedFile, readFile } from "../rules/file.ts"
import type { ApplyImport } from "../schema.ts"
import type { FileRefusal, ImportRefusal } from "../types.ts"

const TIMEOUT_MS = 120_000

type Ports = { storage?: StoragePort; today?: CalendarDate }

/** Keeps the file that a person chose, once it can be read: what it would add is computed each time its page is opened. */
export async function depositFile(
  ctx: AgentContext,
  { bytes, nom }: { bytes: Uint8Array; nom: string },
  { storage = documentStorage(), today: day = today() }: Ports = {},
): Promise<Result<{ fichier: string }, FileRefusal>> {
  const parsed = readFile(bytes, day)
  if (!parsed.ok) return parsed
  return write(ctx, "reglements.manage", async (tx) => {
    const name = nom.replace(/[<>\p{Cc}\p{Cf}]/gu, "").slice(0, 120) || "reglements.csv"
    const { id } = await storeFile(tx, { genre: "reglements", nom: name, mediaType: "text/csv", bytes }, storage)
    await tx.journal("reglements.file-kept", { objet: `fichier/${id}`, apres: { nom: name, octets: bytes.length } })
    return ok({ fichier: id })
  })
}

/** A row of the file and what it is to the database. */
export type LigneComparee = LigneLue & { empreinte: string; verdict: "nouvelle" | "connue" | "repetee" }
export type Apercu = Omit<ParsedFile, "lignes"> & { lignes: LigneComparee[] }

/** Of the row's facts and of its rank among equal rows: the same in every file that holds it. */
const empreinteOf = ({ cle, rang }: LigneLue): string => createHash("sha256").update(`${rang} ${cle}`).digest("hex")

/** What the kept file would add to what is known now. */
export async function compareFile(
  tx: Tx,
  fichier: string,
  { storage = documentStorage(), today: day = today() }: Ports = {},
) {
  const file = await findImportFile(tx, fichier)
  if (!file) return null
  const parsed = readFile(await readStored(file, storage), day)
  return { file, apercu: parsed.ok ? ok(await compare(tx, parsed.value)) : parsed }
}

async function compare(tx: Tx, parsed: ParsedFile): Promise<Apercu> {
  const lignes = parsed.lignes.map((ligne) => ({ ...ligne, empreinte: empreinteOf(ligne) }))
  const known = new Set(
    (
      await tx.$queryRaw<{ empreinte: string }[]>`
        select empreinte from reglement_recu where empreinte = any(${lignes.map(({ empreinte }) => empreinte)})`
    ).map(({ empreinte }) => empreinte),
  )
  const verdictOf = ({ empreinte, rang }: { empreinte: string; rang: number }) =>
    known.has(empreinte) ? ("connue" as const) : rang > 1 ? ("repetee" as const) : ("nouvelle" as const)
  return { ...parsed, lignes: lignes.map((ligne) => ({ ...ligne, verdict: verdictOf(ligne) })) }
}

export type Applied = { importId: string; ajoutees: number; doublons: number }

/**
 * The second act, whole or not at all: rows that cannot be read stop it unless a person leaves them aside, and rows that the
 * file repeats are added only if she says that they are several payments. Done once, whoever asks again.
 */
export const applyImport = (
  ctx: AgentContext,
  { fichier, ecarter, repetees }: ApplyImport,
  ports: Ports = {},
): Promise<Result<Applied, ImportRefusal>> =>
  write(
    ctx,
    "reglements.manage",
    async (tx) => {
      // Two files that hold the same payments, or one file twice: the second reads what the first added.
      await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('reglement_import'))::text`
      const found = await compareFile(tx, fichier, ports)
      if (!found) return refuse("import-inconnu")
      if (found.file.importId) return refuse("deja-enregistre")
      if (!found.apercu.ok) return found.apercu
      const { lignes, refusees } = found.apercu.value
      if (refusees.length > 0 && !ecarter) {
        const nombre = formatCount(refusees.length, "ligne")
        return refuse("lignes-refusees", { nombre: nombre.charAt(0).toUpperCase() + nombre.slice(1) })
      }
      const added = lignes.filter(({ verdict }) => verdict === "nouvelle" || (verdict === "repetee" && repetees))
      if (added.length === 0) return refuse("rien-a-ajouter")
      return ok(await insertRows(tx, ctx, { fichier, nom: found.file.nom, lignes, refusees, added }))
    },
    { timeoutMs: TIMEOUT_MS },
  )

type Rows = {
  fichier: string
  nom: string
  lignes: readonly LigneComparee[]
  refusees: ParsedFile["refusees"]
  added: readonly LigneComparee[]
}

async function insertRows(
  tx: WriteTx,
  ctx: AgentContext,
  { fichier, nom, lignes, refusees, added }: Rows,
): Promise<Applied> {
  const left = lignes
    .filter((ligne) => ligne.verdict === "repetee" && !added.includes(ligne))
    .map(({ ligne, premiere }) => ({ ligne, raison: `Identique à la ligne ${premiere} : laissée de côté.` }))
  const doublons = lignes.filter(({ verdict }) => verdict === "connue").length
  const { id } = await tx.reglementImport.create({
    data: {
      ...{ nom, fichierId: fichier, lignes: lignes.length + refusees.length, ajoutees: added.length, doublons },
      rejets: [...refusees, ...left].sort((one, other) => one.ligne - other.ligne),
      creeParId: ctx.who.personneId,
    },
    select: { id: true },
  })
  const rows = JSON.stringify(added.map(({ montant, ...ligne }) => ({ ...ligne, montant: String(montant) })))
  await tx.$executeRaw`
    insert into reglement_recu ("importId", ligne, empreinte, "recuLe", montant, payeur, siren, reference, libelle, moyen)
    select ${id}::uuid, x.* from jsonb_to_recordset(${rows}::jsonb) as x (ligne int, empreinte text, "recuLe" date, montant bigint,
      payeur text, siren text, reference text, libelle text, moyen reglement_moyen)`
  await tx.journal("reglements.imported", {
    objet: `reglement_import/${id}`,
    apres: { nom, ajoutees: added.length, doublons, rejets: refusees.length + left.length },
  })
  return { importId: id, ajoutees: added.length, doublons }
}
