import type { Prisma } from "@/generated/prisma/client.ts"
import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { asJson } from "@/lib/platform/json.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { receiveSheet, type SheetRefusal } from "@/lib/platform/sheet.ts"
import { takenRows } from "@/lib/platform/sheet-rows.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import { findTelecomImport } from "../queries/imports.ts"
import { guessColumns, headerIndex, isComplete } from "../rules/colonnes.ts"
import type { ApplyImportInput, CorrespondanceInput, FichierInput, ImportTarget } from "../schema.ts"
import type { TelecomRefusal } from "../types.ts"

type Kept = Promise<Result<{ id: string }, TelecomRefusal | SheetRefusal>>

/** Keeps the file as read, with a first guess of its columns; the inventory does not change yet. */
export async function prepareImport(ctx: MembreContext, { fichier }: FichierInput): Kept {
  const file = await receiveSheet(fichier, headerIndex)
  if (!file.ok) return file
  const { entetes, lignes, fichierNom, empreinte } = file.value
  const { collectiviteId } = only(ctx)
  return write(ctx, "telecom.manage", async (tx) => {
    if (!(await isOpen(tx, ctx))) return refuse("service-ferme")
    const { id } = await tx.telecomImport.create({
      data: {
        ...{ collectiviteId, fichierNom, entetes, correspondance: guessColumns(entetes) },
        ...{ lignes: asJson<Prisma.InputJsonValue>(lignes), empreinte, creeParId: ctx.who.personneId },
      },
      select: { id: true },
    })
    await journal(tx, collectiviteId, id, "telecom.fichier-lu", { fichierNom, lignes: lignes.length })
    return ok({ id })
  })
}

/** A person says which column is what; each row is judged again. */
export function matchColumns(ctx: MembreContext, input: CorrespondanceInput): Kept {
  return write(ctx, "telecom.manage", async (tx) => {
    const found = await openImport(tx, ctx, input)
    if (!found.ok) return found
    const { collectiviteId, id } = found.value
    if (!isComplete(input.correspondance)) return refuse("colonnes-absentes")
    await tx.telecomImport.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { correspondance: input.correspondance },
    })
    await journal(tx, collectiviteId, id, "telecom.colonnes-choisies", input.correspondance)
    return ok({ id })
  })
}

/** Takes the good rows and those that a person confirmed, into the inventory. */
export function applyImport(ctx: MembreContext, input: ApplyImportInput): Kept {
  return write(ctx, "telecom.manage", async (tx) => {
    const found = await openImport(tx, ctx, input)
    if (!found.ok) return found
    const { collectiviteId, id, file } = found.value
    const taken = takenRows(file.lignes, input.confirmees)
    if (taken.length === 0) return refuse("aucune-ligne-bonne")
    await tx.ligneTelecom.createMany({
      data: taken.map(({ lue: { montantMensuel, engagementJusqua, ...ligne } }) => ({
        ...{ ...ligne, collectiviteId, montantMensuel: BigInt(montantMensuel), saisieParId: ctx.who.personneId },
        engagementJusqua: engagementJusqua && toDatabase(engagementJusqua),
      })),
    })
    const said = file.lignes.map((row) => ({ ...row, reprise: taken.includes(row) }))
    await tx.telecomImport.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { etat: "repris", bilan: asJson<Prisma.InputJsonValue>({ lignes: said }) },
    })
    await journal(tx, collectiviteId, id, "telecom.fichier-repris", { lignes: taken.length, sur: file.lignes.length })
    return ok({ id })
  })
}

export function leaveImport(ctx: MembreContext, input: ImportTarget): Kept {
  return write(ctx, "telecom.manage", async (tx) => {
    const found = await openImport(tx, ctx, input)
    if (!found.ok) return found
    const { collectiviteId, id } = found.value
    await tx.telecomImport.update({ where: { collectiviteId_id: { collectiviteId, id } }, data: { etat: "laisse" } })
    await journal(tx, collectiviteId, id, "telecom.fichier-laisse", {})
    return ok({ id })
  })
}

async function openImport(tx: WriteTx, ctx: MembreContext, input: ImportTarget) {
  const { collectiviteId } = only(ctx)
  if (!(await isOpen(tx, ctx))) return refuse("service-ferme")
  await tx.$queryRaw`select 1 from telecom_import where "collectiviteId" = ${collectiviteId}::uuid and id = ${input.import}::uuid for update`
  const file = await findTelecomImport(tx, collectiviteId, input.import)
  return file?.etat === "a_relire" ? ok({ collectiviteId, id: file.id, file }) : refuse("import-inconnu")
}

async function isOpen(tx: WriteTx, ctx: MembreContext): Promise<boolean> {
  return (await findAcces(tx, only(ctx), "redevances")).etat === "ouvert"
}

const journal = (tx: WriteTx, concerneId: string, id: string, evenement: string, apres: Prisma.InputJsonValue) =>
  tx.journal(evenement, { concerneId, objet: `telecom-import/${id}`, apres })
