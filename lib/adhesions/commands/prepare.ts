import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import { read, type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { depositDocument } from "@/lib/documents/commands/deposit.ts"
import type { DepotRefusal } from "@/lib/documents/types.ts"
import { addMonths, fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import { listMandats } from "@/lib/signatures/queries/mandats.ts"
import { isHolding } from "@/lib/signatures/rules.ts"
import { findDossierAdhesion, findDossierOfAnyone } from "../queries/dossiers.ts"
import type { DeliberationInput, RepresentantInput } from "../schema.ts"
import { type AdhesionRefusal, DOSSIER_LABELS, type DossierAdhesion } from "../types.ts"
import { advanceDossier, lockDossier, lockDossierOfAnyone } from "./steps.ts"

type Saved = Promise<Result<{ dossier: string }, AdhesionRefusal>>
type Actor = AgentContext | MembreContext

const lock = (tx: WriteTx, ctx: Actor, target: { dossier: string; version: number }) =>
  ctx.kind === "membre" ? lockDossier(tx, only(ctx).collectiviteId, target) : lockDossierOfAnyone(tx, target)

/** The council's vote: its number, its date and its document, which is judged by its bytes before anything is written. */
export async function saveDeliberation(
  ctx: Actor,
  { fichier, ...input }: DeliberationInput,
): Promise<Result<{ dossier: string }, AdhesionRefusal | DepotRefusal>> {
  if (input.le > today()) return refuse("deliberation-future")
  const seen = await read(ctx, (tx) => findOwnDossier(tx, ctx, input.dossier))
  if (!seen) return refuse("dossier-inconnu")
  if (seen.etat !== "en_preparation") return refuse("dossier-autre-etat", { etat: DOSSIER_LABELS[seen.etat] })
  const stored = fichier ? await depositDeliberation(ctx, seen, { ...input, fichier }) : null
  if (stored && !stored.ok) return stored
  return write(ctx, "adhesions.prepare", async (tx) => {
    const dossier = await lock(tx, ctx, input)
    if (!dossier.ok) return dossier
    if (dossier.value.etat !== "en_preparation")
      return refuse("dossier-autre-etat", { etat: DOSSIER_LABELS[dossier.value.etat] })
    return advanceDossier(tx, ctx, dossier.value, {
      evenement: "adhesion.deliberation",
      fait: `Délibération n° ${input.numero} du ${formatDay(input.le)}`,
      data: {
        deliberationNumero: input.numero,
        deliberationLe: toDatabase(input.le),
        ...(stored ? { deliberationDocumentId: stored.value.id } : {}),
      },
    })
  })
}

const findOwnDossier = (tx: Tx, ctx: Actor, id: string) =>
  ctx.kind === "membre" ? findDossierAdhesion(tx, only(ctx).collectiviteId, id) : findDossierOfAnyone(tx, id)

const depositDeliberation = (
  ctx: Actor,
  { id, collectiviteId }: DossierAdhesion,
  { numero, le, fichier }: DeliberationInput & { fichier: File },
) =>
  depositDocument(ctx, {
    ...{ collectiviteId, fichier },
    genre: "deliberation",
    titre: `Délibération d’adhésion n° ${numero}`,
    acteLe: le,
    acteNumero: numero,
    affaireId: id,
  })

/** Who signs, and from when the membership counts. */
export const designateRepresentant = (ctx: AgentContext, input: RepresentantInput): Saved =>
  write(ctx, "adhesions.manage", async (tx) => {
    const locked = await lockDossierOfAnyone(tx, input)
    if (!locked.ok) return locked
    const dossier = locked.value
    if (dossier.etat !== "en_preparation") return refuse("dossier-autre-etat", { etat: DOSSIER_LABELS[dossier.etat] })
    const mandats = await listMandats(tx, dossier.collectiviteId)
    const mandat = mandats.find(({ id }) => id === input.mandat)
    if (mandat?.genre !== "mandat" || !isHolding(mandat, today())) return refuse("representant-inconnu")
    const dated = await checkEffet(tx, dossier, input.dateEffet)
    if (!dated.ok) return dated
    return advanceDossier(tx, ctx, dossier, {
      evenement: "adhesion.representant",
      fait: `${mandat.nom}, ${mandat.fonction}, signera ; effet le ${formatDay(input.dateEffet)}`,
      data: { representantId: mandat.id, dateEffet: toDatabase(input.dateEffet) },
    })
  })

const MONTHS_AHEAD = 24

async function checkEffet(
  tx: WriteTx,
  { collectiviteId, deliberationLe }: DossierAdhesion,
  effet: RepresentantInput["dateEffet"],
): Promise<Result<void, AdhesionRefusal>> {
  if (deliberationLe && effet < deliberationLe)
    return refuse("effet-avant-deliberation", { depuis: formatDay(deliberationLe) })
  const limite = addMonths(today(), MONTHS_AHEAD)
  if (effet > limite) return refuse("effet-lointain", { limite: formatDay(limite) })
  const present = await tx.adhesion.findFirst({ where: { collectiviteId, jusqua: null }, select: { depuis: true } })
  if (present && effet <= fromDatabase(present.depuis))
    return refuse("date-anterieure", { depuis: formatDay(fromDatabase(present.depuis)) })
  return { ok: true, value: undefined }
}

/** Its charte, if any waits, is not to be signed any more. */
export const abandonDossier = (ctx: AgentContext, input: { dossier: string; version: number; motif: string }): Saved =>
  write(ctx, "adhesions.manage", async (tx) => {
    const dossier = await lockDossierOfAnyone(tx, input)
    if (!dossier.ok) return dossier
    const { collectiviteId, acteId } = dossier.value
    const abandoned = await advanceDossier(tx, ctx, dossier.value, {
      evenement: "adhesion.abandonnee",
      fait: `Abandonnée : ${input.motif}`,
      vers: "abandonne",
    })
    if (abandoned.ok && acteId) {
      await tx.acte.updateMany({
        where: { collectiviteId, id: acteId, etat: { in: ["a_generer", "a_signer", "au_parapheur", "signe"] } },
        data: { etat: "caduc", motif: input.motif },
      })
    }
    return abandoned
  })
