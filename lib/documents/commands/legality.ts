import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type DocumentFile, findDocumentFile, listRegles } from "../queries/file.ts"
import { findCollectiviteId } from "../queries/list.ts"
import { refusalOfDestruction } from "../rules/conservation.ts"
import type { DestructionInput, LegaliteInput, RegleInput, VisaInput } from "../schema.ts"
import type { LegaliteRefusal } from "../types.ts"

type Found = DocumentFile & { collectiviteId: string }

async function findTarget(tx: WriteTx, input: { collectivite: string; document: string }): Promise<Found | null> {
  const collectiviteId = await findCollectiviteId(tx, input.collectivite)
  const file = collectiviteId && (await findDocumentFile(tx, collectiviteId, input.document))
  return collectiviteId && file ? { ...file, collectiviteId } : null
}

const dateOrNull = (day: CalendarDate | null) => (day === null ? null : toDatabase(day))

/** Dates of the control of legality and end of effects; the second of two people is told. */
export const recordLegalite = (ctx: AgentContext, input: LegaliteInput): Promise<Result<void, LegaliteRefusal>> =>
  write(ctx, "documents.legality", async (tx) => {
    const file = await findTarget(tx, input)
    if (!file) return refuse("document-inconnu")
    const { collectiviteId, legalite } = file
    const data = {
      transmisLe: dateOrNull(input.transmisLe),
      recuLe: dateOrNull(input.recuLe),
      actesNumero: input.actesNumero,
      finLe: dateOrNull(input.finLe),
      majParId: ctx.who.personneId,
      majLe: new Date(),
    }
    const where = { collectiviteId, documentId: file.id, version: input.version }
    if (input.version === 0) {
      const key = { collectiviteId, documentId: file.id }
      // Locked by its document, so that two first entries cannot both find nothing.
      await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('legalite/' || ${file.id}, 0))::text as locked`
      if (await tx.documentLegalite.findFirst({ where: key })) return refuse("deja-change")
      await tx.documentLegalite.create({ data: { ...key, ...data } })
    } else {
      const { count } = await tx.documentLegalite.updateMany({ where, data: { ...data, version: { increment: 1 } } })
      if (count === 0) return refuse("deja-change")
    }
    const { transmisLe, recuLe, actesNumero, finLe } = input
    await tx.journal("document.legality", {
      concerneId: collectiviteId,
      objet: `document/${file.id}`,
      ...(legalite ? { avant: { ...legalite } } : {}),
      apres: { transmisLe, recuLe, actesNumero, finLe },
    })
    return ok(undefined)
  })

/** The archives agreed that this document be destroyed: number, date, who. Recorded once. */
export const recordVisa = (ctx: AgentContext, input: VisaInput): Promise<Result<void, LegaliteRefusal>> =>
  write(ctx, "documents.destroy", async (tx) => {
    const file = await findTarget(tx, input)
    if (!file) return refuse("document-inconnu")
    const { numero, visePar } = input
    const created = await tx.$executeRaw`
      insert into visa_archives ("collectiviteId", "documentId", numero, "viseLe", "visePar", "enregistreParId")
      values (${file.collectiviteId}::uuid, ${file.id}::uuid, ${numero}, ${input.viseLe}::date, ${visePar}, ${ctx.who.personneId}::uuid)
      on conflict ("collectiviteId", "documentId") do nothing`
    if (created === 0) return refuse("deja-vise")
    await tx.journal("document.visa", {
      concerneId: file.collectiviteId,
      objet: `document/${file.id}`,
      apres: { numero, visePar, viseLe: input.viseLe },
    })
    return ok(undefined)
  })

/** The row stays, as the trace of what was; its key goes, so that no copy of the bytes opens; the file is swept. */
export const destroyDocument = (ctx: AgentContext, input: DestructionInput): Promise<Result<void, LegaliteRefusal>> =>
  write(ctx, "documents.destroy", async (tx) => {
    const file = await findTarget(tx, input)
    if (!file) return refuse("document-inconnu")
    const regle = (await listRegles(tx)).find(({ genre }) => genre === file.genre)
    const refusal = refusalOfDestruction(regle, { ...file, finLe: file.legalite?.finLe ?? null }, today())
    if (refusal) return refuse(refusal)
    const { count } = await tx.document.updateMany({
      where: { collectiviteId: file.collectiviteId, id: file.id, etat: "disponible" },
      data: { etat: "detruit", cleEnveloppee: null },
    })
    if (count === 0) return refuse("pas-disponible")
    await tx.journal("document.destroyed", {
      concerneId: file.collectiviteId,
      objet: `document/${file.id}`,
      avant: { titre: file.titre, empreinte: file.empreinte, visa: file.visa?.numero ?? null },
    })
    return ok(undefined)
  })

export const changeRegle = (ctx: AgentContext, input: RegleInput): Promise<Result<void, LegaliteRefusal>> =>
  write(ctx, "operateur.settings", async (tx) => {
    const { genre, version, ...regle } = input
    const before = await tx.regleConservation.findUnique({ where: { genre } })
    const { count } = await tx.regleConservation.updateMany({
      where: { genre, version },
      data: { ...regle, version: { increment: 1 }, majLe: new Date(), majParId: ctx.who.personneId },
    })
    if (!before || count === 0) return refuse("deja-change")
    await tx.journal("conservation.changed", {
      objet: `conservation/${genre}`,
      avant: { dureeAns: before.dureeAns, depart: before.depart, sortFinal: before.sortFinal, source: before.source },
      apres: regle,
    })
    return ok(undefined)
  })
