import type { Prisma } from "@/generated/prisma/client.ts"
import type { MembreContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { today } from "@/lib/platform/dates.ts"
import { asJson } from "@/lib/platform/json.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { receiveSheet, type SheetRefusal } from "@/lib/platform/sheet.ts"
import { takenRows } from "@/lib/platform/sheet-rows.ts"
import { findImport } from "../queries/imports.ts"
import { guessColumns, headerIndex, isComplete } from "../rules/fichier/colonnes.ts"
import type { LigneJugee } from "../rules/fichier/lignes.ts"
import type { ApplyImportInput, CorrespondanceInput, FichierInput, LeaveImportInput } from "../schema.ts"
import type { RedevanceRefusal } from "../types.ts"
import { creditorOf } from "./creditor.ts"
import { recordEtat } from "./etat.ts"

type Kept = Promise<Result<{ id: string }, RedevanceRefusal | SheetRefusal>>

/** Keeps the file as read, with a first guess of its columns; nothing is recorded yet. */
export async function prepareImport(ctx: MembreContext, input: FichierInput): Kept {
  const file = await receiveSheet(input.fichier, headerIndex)
  if (!file.ok) return file
  const { entetes, lignes, fichierNom, empreinte } = file.value
  return write(ctx, "redevances.declare", async (tx) => {
    const creditor = await creditorOf(tx, ctx, input.collectivite)
    if (!creditor.ok) return creditor
    const { collectiviteId } = creditor.value
    const { id } = await tx.patrimoineImport.create({
      data: {
        ...{ collectiviteId, annee: input.annee, fichierNom, entetes, correspondance: guessColumns(entetes) },
        ...{ lignes: asJson<Prisma.InputJsonValue>(lignes), empreinte, creeParId: ctx.who.personneId },
      },
      select: { id: true },
    })
    await journal(tx, collectiviteId, id, "redevance.fichier-lu", { fichierNom, lignes: lignes.length })
    return ok({ id })
  })
}

/** A person says which column is what; each row is judged again. */
export function matchColumns(ctx: MembreContext, input: CorrespondanceInput): Kept {
  return write(ctx, "redevances.declare", async (tx) => {
    const found = await openImport(tx, ctx, input)
    if (!found.ok) return found
    const { collectiviteId, id } = found.value
    if (!isComplete(input.correspondance)) return refuse("colonnes-absentes")
    await tx.patrimoineImport.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { correspondance: input.correspondance },
    })
    await journal(tx, collectiviteId, id, "redevance.colonnes-choisies", input.correspondance)
    return ok({ id })
  })
}

/** Records the good rows and those that a person confirmed, one statement an operator and year. */
export function applyImport(ctx: MembreContext, input: ApplyImportInput): Kept {
  return write(ctx, "redevances.declare", async (tx) => {
    const found = await openImport(tx, ctx, input)
    if (!found.ok) return found
    const { collectiviteId, id, file } = found.value
    const taken = takenRows(file.lignes, input.confirmees)
    if (taken.length === 0) return refuse("aucune-ligne-bonne")
    const statements = Map.groupBy(taken, ({ operateurId, annee }) => `${operateurId}/${annee}`)
    for (const rows of statements.values()) {
      const recorded = await record(tx, {
        collectiviteId,
        personneId: ctx.who.personneId,
        rows,
        fichier: file.fichierNom,
      })
      if (!recorded.ok) return recorded
    }
    const said = file.lignes.map((row) => ({ ...row, enregistree: taken.includes(row) }))
    await tx.patrimoineImport.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { etat: "enregistre", bilan: asJson<Prisma.InputJsonValue>({ lignes: said }) },
    })
    const counts = { etats: statements.size, lignes: taken.length, sur: file.lignes.length }
    await journal(tx, collectiviteId, id, "redevance.fichier-enregistre", counts)
    return ok({ id })
  })
}

export function leaveImport(ctx: MembreContext, input: LeaveImportInput): Kept {
  return write(ctx, "redevances.declare", async (tx) => {
    const found = await openImport(tx, ctx, input)
    if (!found.ok) return found
    const { collectiviteId, id } = found.value
    await tx.patrimoineImport.update({ where: { collectiviteId_id: { collectiviteId, id } }, data: { etat: "laisse" } })
    await journal(tx, collectiviteId, id, "redevance.fichier-laisse", {})
    return ok({ id })
  })
}

async function openImport(tx: WriteTx, ctx: MembreContext, input: LeaveImportInput) {
  const creditor = await creditorOf(tx, ctx, input.collectivite)
  if (!creditor.ok) return creditor
  const { collectiviteId } = creditor.value
  await tx.$queryRaw`select 1 from patrimoine_import where "collectiviteId" = ${collectiviteId}::uuid and id = ${input.import}::uuid for update`
  const file = await findImport(tx, collectiviteId, input.import)
  if (file?.etat !== "a_verifier") return refuse("import-inconnu")
  return ok({ collectiviteId, id: file.id, file })
}

type ToRecord = { collectiviteId: string; personneId: string; rows: readonly LigneJugee[]; fichier: string }

function record(tx: WriteTx, { collectiviteId, personneId, rows, fichier }: ToRecord) {
  const [first] = rows
  return recordEtat(tx, {
    ...{ collectiviteId, personneId, source: "fichier", recuLe: today(), note: `Fichier « ${fichier} ».` },
    operateur: first?.operateurId ?? "",
    annee: first?.annee ?? 0,
    // A row that replaces a statement was confirmed as such.
    remplacer: rows.some(({ verdict }) => verdict === "a_confirmer"),
    lignes: rows.flatMap(({ lignes }) => lignes.map((ligne) => ({ ...ligne, depuis: null, jusqua: null }))),
  })
}

const journal = (tx: WriteTx, concerneId: string, id: string, evenement: string, apres: Prisma.InputJsonValue) =>
  tx.journal(evenement, { concerneId, objet: `patrimoine-import/${id}`, apres })
