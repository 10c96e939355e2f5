import { type Context, personneOf } from "@/lib/access/context.ts"
import type { Tx, WriteTx } from "@/lib/access/door.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findDossierAdhesion, listDossierSuivis } from "../queries/dossiers.ts"
import { checkStep } from "../rules/life.ts"
import type { DossierAdhesion, DossierEtat } from "../types.ts"
import { tellOfDossier } from "./tell.ts"

export const journalOf = ({ collectiviteId, id }: { collectiviteId: string; id: string }) => ({
  concerneId: collectiviteId,
  objet: `dossier-adhesion/${id}`,
})

type Target = { dossier: string; version: number }

/** The file as the person who acts saw it, locked until the end; otherwise, who changed it meanwhile. */
export async function lockDossier(
  tx: Tx,
  collectiviteId: string,
  { dossier: id, version }: Target,
): Promise<Result<DossierAdhesion, "dossier-inconnu" | "dossier-change">> {
  await tx.$queryRaw`select 1 from dossier_adhesion where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid for update`
  const dossier = await findDossierAdhesion(tx, collectiviteId, id)
  if (!dossier) return refuse("dossier-inconnu")
  if (dossier.version === version) return ok(dossier)
  const [last] = await listDossierSuivis(tx, collectiviteId, id)
  const par = last
    ? `${last.fait.toLowerCase()}, ${last.par ?? "l'opérateur"}, le ${formatInstant(last.le)}`
    : "par une autre personne"
  return refuse("dossier-change", { par })
}

/** The same where the collectivité is found by the file: for staff, who see all of them. */
export async function lockDossierOfAnyone(
  tx: Tx,
  target: Target,
): Promise<Result<DossierAdhesion, "dossier-inconnu" | "dossier-change">> {
  const row = await tx.dossierAdhesion.findFirst({ where: { id: target.dossier }, select: { collectiviteId: true } })
  return row ? lockDossier(tx, row.collectiviteId, target) : refuse("dossier-inconnu")
}

type Data = Parameters<Tx["dossierAdhesion"]["update"]>[0]["data"]
type Step = { evenement: string; fait: string; vers?: DossierEtat; data?: Data }

/** One step of a file: what changes, its suivi and the trace, together. */
export async function advanceDossier(
  tx: WriteTx,
  ctx: Context,
  dossier: Pick<DossierAdhesion, "collectiviteId" | "id" | "etat">,
  { evenement, fait, vers, data = {} }: Step,
): Promise<Result<{ dossier: string }, "dossier-autre-etat">> {
  const { collectiviteId, id, etat } = dossier
  const allowed = vers ? checkStep(etat, vers) : ok(undefined)
  if (!allowed.ok) return allowed
  await tx.dossierAdhesion.update({
    where: { collectiviteId_id: { collectiviteId, id } },
    data: { ...data, ...(vers ? { etat: vers } : {}), version: { increment: 1 } },
  })
  const suivi = await tx.dossierAdhesionSuivi.create({
    data: { collectiviteId, dossierAdhesionId: id, etat: vers ?? etat, fait, personneId: personneOf(ctx) },
    select: { id: true },
  })
  await tellOfDossier(tx, { collectiviteId, dossierId: id, suiviId: suivi.id, evenement, fait })
  await tx.journal(evenement, { ...journalOf(dossier), avant: { etat }, apres: { etat: vers ?? etat, fait } })
  return ok({ dossier: id })
}
