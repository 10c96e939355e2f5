import type { AgentContext } from "@/lib/access/context.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import { advanceDossier } from "@/lib/adhesions/commands/steps.ts"
import { findDossierAdhesion } from "@/lib/adhesions/queries/dossiers.ts"
import { nextYear } from "@/lib/adhesions/rules/life.ts"
import { addDays, type CalendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { endAllPrises } from "@/lib/prises-en-charge/commands/end-all.ts"
import type { Situation } from "../types.ts"

type Ending = { le: CalendarDate; motif: string }

/** The membership of who disappears ends the day before; its file says why. */
export async function closeMembership(
  tx: WriteTx,
  ctx: AgentContext,
  { id: collectiviteId, statut, dossier }: Situation,
  { le, motif }: Ending,
): Promise<void> {
  if (statut === "adherent" || statut === "conventionne") {
    const jusqua = toDatabase(le)
    await tx.adhesion.updateMany({ where: { collectiviteId, jusqua: null }, data: { jusqua } })
    await tx.adhesion.create({ data: { collectiviteId, statut: "resilie", depuis: jusqua, source: motif } })
  }
  const file = dossier && (await findDossierAdhesion(tx, collectiviteId, dossier.id))
  if (!file) return
  const running = file.etat === "en_vigueur" || file.etat === "retrait_demande"
  const done = await advanceDossier(tx, ctx, file, {
    evenement: running ? "adhesion.terminee" : "adhesion.abandonnee",
    fait: running ? `Adhésion terminée le ${formatDay(addDays(le, -1))} : ${motif}` : `Abandonnée : ${motif}`,
    vers: running ? "termine" : "abandonne",
  })
  if (!done.ok) throw new Error(`dossier ${file.id}: ${done.refusal}`)
}

/** The successor is a member from its first day, with a file of its own; its first cotisation is the campaign's. */
export async function openMembership(
  tx: WriteTx,
  ctx: AgentContext,
  { collectiviteId, statut }: { collectiviteId: string; statut: "adherent" | "conventionne" | "prospect" },
  { le, motif }: Ending,
): Promise<void> {
  const depuis = toDatabase(le)
  await tx.adhesion.create({ data: { collectiviteId, statut, depuis, source: motif } })
  if (statut !== "adherent") return
  const { id } = await tx.dossierAdhesion.create({
    data: {
      ...{ collectiviteId, etat: "en_vigueur", dateEffet: depuis, creeParId: ctx.who.personneId },
      renouveleeLe: toDatabase(nextYear(le)),
    },
    select: { id: true },
  })
  await tx.dossierAdhesionSuivi.create({
    data: {
      ...{ collectiviteId, dossierAdhesionId: id, etat: "en_vigueur", personneId: ctx.who.personneId },
      fait: `Adhésion reprise au ${formatDay(le)} : ${motif}`,
    },
  })
}

/** What waits for a signature is asked for again by the successor; what others pay ends, and is declared again. */
export async function cancelWaiting(tx: WriteTx, { id }: Pick<Situation, "id">, { le, motif }: Ending): Promise<void> {
  await tx.acte.updateMany({
    where: { collectiviteId: id, etat: { in: ["a_generer", "a_signer", "au_parapheur", "signe"] } },
    data: { etat: "caduc", motif },
  })
  await tx.avenant.updateMany({ where: { collectiviteId: id, etat: "a_signer" }, data: { etat: "abandonne" } })
  await endAllPrises(tx, { beneficiaireId: id }, { le, motif })
  await endAllPrises(tx, { payeurId: id }, { le, motif })
}
