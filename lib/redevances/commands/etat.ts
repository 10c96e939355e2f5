import type { AgentContext, MembreContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, toDatabase, today, yearOf } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findEtat } from "../queries/dossier.ts"
import { claimableYears } from "../rules/prescription.ts"
import type { EtatInput, LigneSaisie, ReportInput } from "../schema.ts"
import type { RedevanceRefusal } from "../types.ts"
import { creditorOf } from "./creditor.ts"

type Declared = Promise<Result<{ annee: number; operateur: string }, RedevanceRefusal>>

/** What an operator declares for a year; a second statement replaces the first only when one says so. */
export function declareEtat(ctx: MembreContext | AgentContext, input: EtatInput): Declared {
  return write(ctx, "redevances.declare", async (tx) => {
    const creditor = await creditorOf(tx, ctx, input.collectivite)
    if (!creditor.ok) return creditor
    const { collectiviteId } = creditor.value
    if (input.lignes.length === 0) return refuse("sans-ligne")
    if (input.recuLe > today()) return refuse("date-future")
    return recordEtat(tx, { ...input, collectiviteId, source: "operateur", personneId: ctx.who.personneId })
  })
}

/** Nothing changed since last year: the same lines, said to be carried over. */
export function carryOverEtat(ctx: MembreContext | AgentContext, input: ReportInput): Declared {
  return write(ctx, "redevances.declare", async (tx) => {
    const creditor = await creditorOf(tx, ctx, input.collectivite)
    if (!creditor.ok) return creditor
    const { collectiviteId } = creditor.value
    const before = await findEtat(tx, collectiviteId, input.annee - 1, input.operateur)
    if (!before) return refuse("rien-a-reporter", { annee: String(input.annee - 1) })
    return recordEtat(tx, {
      ...{ collectiviteId, operateur: input.operateur, annee: input.annee, recuLe: today() },
      ...{ remplacer: false, source: "report", personneId: ctx.who.personneId },
      note: `Repris de ${input.annee - 1}, à confirmer par l'opérateur.`,
      // What ended before this year is not there any more.
      lignes: before.lignes.filter(({ jusqua }) => !jusqua || yearOf(jusqua) >= input.annee),
    })
  })
}

export type EtatToRecord = {
  collectiviteId: string
  operateur: string
  annee: number
  recuLe: CalendarDate
  note: string | null
  remplacer: boolean
  lignes: readonly LigneSaisie[]
  source: "operateur" | "report" | "fichier"
  personneId: string
}

/** Inside the caller's transaction: an import records several. */
export async function recordEtat(tx: WriteTx, etat: EtatToRecord): Declared {
  const { collectiviteId, operateur: operateurTelecomId, annee } = etat
  const [premiere = annee] = claimableYears(today())
  const derniere = yearOf(today()) + 1
  if (annee < premiere || annee > derniere) {
    return refuse("annee-hors-champ", { premiere: String(premiere), derniere: String(derniere) })
  }
  const operateur = await tx.operateurTelecom.findFirst({ where: { id: operateurTelecomId, actif: true } })
  if (!operateur) return refuse("operateur-inconnu")
  // Two people recording the same statement: the second sees the first's.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`patrimoine:${collectiviteId}:${operateurTelecomId}:${annee}`}, 0))::text`
  const former = await tx.patrimoineEtat.findFirst({
    where: { collectiviteId, operateurTelecomId, annee, remplaceLe: null },
  })
  if (former && !etat.remplacer) {
    const recu = `reçu le ${formatDay(fromDatabase(former.recuLe))}`
    return refuse("etat-existant", { operateur: operateur.nom, annee: String(annee), recu })
  }
  if (former) {
    await tx.patrimoineEtat.update({
      where: { collectiviteId_id: { collectiviteId, id: former.id } },
      data: { remplaceLe: new Date() },
    })
  }
  const { id } = await tx.patrimoineEtat.create({
    data: {
      ...{ collectiviteId, operateurTelecomId, annee, source: etat.source, note: etat.note },
      recuLe: toDatabase(etat.recuLe),
      saisiParId: etat.personneId,
    },
    select: { id: true },
  })
  await tx.patrimoineLigne.createMany({
    data: etat.lignes.map(({ depuis, jusqua, ...ligne }, rang) => ({
      ...{ ...ligne, collectiviteId, etatId: id, rang: rang + 1 },
      depuis: depuis && toDatabase(depuis),
      jusqua: jusqua && toDatabase(jusqua),
    })),
  })
  await tx.journal(former ? "redevance.etat-remplace" : "redevance.etat-enregistre", {
    concerneId: collectiviteId,
    objet: `patrimoine/${id}`,
    apres: { annee, operateur: operateur.nom, lignes: etat.lignes.length, source: etat.source },
  })
  return ok({ annee, operateur: operateurTelecomId })
}
