import { type Context, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { addDays, type CalendarDate, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import { endWithMembership } from "@/lib/souscriptions/commands/end-all.ts"
import { findDossierAdhesion, findDossierOfAnyone } from "../queries/dossiers.ts"
import { nextYear } from "../rules/life.ts"
import type { DossierAdhesion } from "../types.ts"
import { advanceDossier } from "./steps.ts"

/** In the transaction of the countersignature: both sides are bound; the membership begins on its day. */
export async function concludeDossier(
  tx: WriteTx,
  ctx: Context,
  collectiviteId: string,
  acteId: string,
): Promise<Result<{ dossier: string }, "dossier-inconnu" | "dossier-autre-etat">> {
  const row = await tx.dossierAdhesion.findFirst({ where: { collectiviteId, acteId }, select: { id: true } })
  const dossier = row && (await findDossierAdhesion(tx, collectiviteId, row.id))
  if (!dossier?.dateEffet) return refuse("dossier-inconnu")
  if (dossier.dateEffet <= today()) return begin(tx, ctx, dossier, dossier.dateEffet)
  return advanceDossier(tx, ctx, dossier, {
    evenement: "adhesion.conclue",
    fait: `Charte signée des deux parties, effet le ${formatDay(dossier.dateEffet)}`,
    vers: "conclu",
  })
}

/** The charte was refused or replaced: the file waits for another one. */
export async function reopenDossier(
  tx: WriteTx,
  ctx: Context,
  { collectiviteId, acteId, motif }: { collectiviteId: string; acteId: string; motif: string },
): Promise<Result<{ dossier: string }, "dossier-inconnu" | "dossier-autre-etat">> {
  const row = await tx.dossierAdhesion.findFirst({ where: { collectiviteId, acteId }, select: { id: true } })
  const dossier = row && (await findDossierAdhesion(tx, collectiviteId, row.id))
  if (!dossier) return refuse("dossier-inconnu")
  return advanceDossier(tx, ctx, dossier, {
    evenement: "adhesion.charte-refusee",
    fait: `Charte non signée : ${motif}`,
    vers: "en_preparation",
    data: { acteId: null },
  })
}

async function begin(tx: WriteTx, ctx: Context, dossier: DossierAdhesion, effet: CalendarDate) {
  const { collectiviteId, deliberationNumero } = dossier
  const begun = await advanceDossier(tx, ctx, dossier, {
    evenement: "adhesion.en-vigueur",
    fait: `Adhésion en vigueur depuis le ${formatDay(effet)}`,
    vers: "en_vigueur",
    data: { renouveleeLe: toDatabase(nextYear(effet)) },
  })
  if (!begun.ok) return begun
  const depuis = toDatabase(effet)
  await tx.adhesion.updateMany({ where: { collectiviteId, jusqua: null }, data: { jusqua: depuis } })
  const source = `Charte signée, délibération ${deliberationNumero ?? "non renseignée"}`
  await tx.adhesion.create({ data: { collectiviteId, statut: "adherent", depuis, source } })
  return begun
}

/**
 * What the calendar brings, one file at a time: a membership begins, goes on for a year, or ends. `refuse("rien")` when
 * nothing is due.
 */
export const progressNextDossier = (): Promise<Result<{ dossier: string }, "rien" | "dossier-autre-etat">> => {
  const ctx = systeme("adhesions.progress", "operateur")
  return write(ctx, "adhesions.progress", async (tx) => {
    const [due] = await tx.$queryRaw<{ id: string }[]>`
      select id from dossier_adhesion, lateral (select (now() at time zone 'Europe/Paris')::date as jour) paris
      where (etat = 'conclu' and "dateEffet" <= jour) or (etat = 'en_vigueur' and "renouveleeLe" <= jour)
        or (etat = 'retrait_demande' and "retraitEffetLe" < jour)
      order by "dateEffet" limit 1 for update of dossier_adhesion skip locked`
    const dossier = due && (await findDossierOfAnyone(tx, due.id))
    if (!dossier?.dateEffet) return refuse("rien")
    if (dossier.etat === "conclu") return begin(tx, ctx, dossier, dossier.dateEffet)
    if (dossier.etat === "en_vigueur") return renew(tx, ctx, dossier)
    return end(tx, ctx, dossier)
  })
}

function renew(tx: WriteTx, ctx: Context, dossier: DossierAdhesion) {
  const from = dossier.renouveleeLe ?? today()
  return advanceDossier(tx, ctx, dossier, {
    evenement: "adhesion.renouvelee",
    fait: `Adhésion reconduite pour l'année ${from.slice(0, 4)}`,
    data: { renouveleeLe: toDatabase(nextYear(from)) },
  })
}

/** The membership ends; what it covered ends with it, each with its reason. */
async function end(tx: WriteTx, ctx: Context, dossier: DossierAdhesion) {
  const { collectiviteId, retraitEffetLe } = dossier
  if (!retraitEffetLe) throw new Error(`dossier ${dossier.id}: a withdrawal without its day`)
  const ended = await advanceDossier(tx, ctx, dossier, {
    evenement: "adhesion.terminee",
    fait: `Adhésion terminée le ${formatDay(retraitEffetLe)}`,
    vers: "termine",
  })
  if (!ended.ok) return ended
  const lendemain = toDatabase(addDays(retraitEffetLe, 1))
  await tx.adhesion.updateMany({ where: { collectiviteId, jusqua: null }, data: { jusqua: lendemain } })
  await tx.adhesion.create({
    data: { collectiviteId, statut: "resilie", depuis: lendemain, source: `Retrait : ${dossier.retraitMotif ?? ""}` },
  })
  await endWithMembership(tx, ctx, collectiviteId, retraitEffetLe)
  return ended
}
