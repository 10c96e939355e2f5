import { createHash } from "node:crypto"
import type { AgentContext, SystemeContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { dayInParis, fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { FournisseurPort, Reading } from "@/lib/ports/fournisseur.ts"
import { etatsOf, isSure, judgeLignes, type LigneJugee, type ReleveRecu, readReleve } from "../rules/releve.ts"
import type { DecideReleveInput, PullInput, ReleveInput } from "../schema.ts"
import { RELEVE_LABELS, type ReleveRefusal } from "../types.ts"
import { applyReleve } from "./apply.ts"

type Answer = Promise<Result<{ id: string }, ReleveRefusal>>

const MAX_BYTES = 5 * 1024 * 1024

/** A file brought by the staff. Sure of what it says, it is applied at once; otherwise a person looks first. */
export async function receiveReleve(ctx: AgentContext, { service, fichier }: ReleveInput): Answer {
  if (fichier.size === 0) return refuse("fichier-absent")
  if (fichier.size > MAX_BYTES) return refuse("fichier-trop-gros")
  const bytes = new Uint8Array(await fichier.arrayBuffer())
  return write(ctx, "releves.receive", async (tx) => {
    const known = await findFollowed(tx, service)
    if (!known) return refuse("service-inconnu")
    const recu = readReleve(bytes, known.codes)
    if (!recu.ok) return recu
    const empreinte = createHash("sha256").update(bytes).digest("hex")
    return record(tx, known, recu.value, { origine: fichier.name.slice(0, 120), empreinte, by: ctx.who.personneId })
  })
}

/** The provider's endpoint, asked by the staff or once a day by the worker. */
export async function pullReleve(
  ctx: AgentContext | SystemeContext,
  { service }: PullInput,
  fournisseur: FournisseurPort | null,
): Answer {
  if (!fournisseur) return refuse("fournisseur-absent")
  const answer = await fournisseur.read()
  if (!answer.ok) return refuse("fournisseur-muet", { raison: answer.response })
  return write(ctx, "releves.receive", async (tx) => {
    const known = await findFollowed(tx, service)
    if (!known) return refuse("service-inconnu")
    const recu = readingOf(answer.value, known.codes)
    const empreinte = createHash("sha256").update(JSON.stringify(answer.value)).digest("hex")
    const by = ctx.kind === "agent" ? ctx.who.personneId : null
    return record(tx, known, recu, { origine: "point d'échange", empreinte, by })
  })
}

/** A person has looked at what was doubtful. */
export const decideReleve = (ctx: AgentContext, { releve: id, decision }: DecideReleveInput): Answer =>
  write(ctx, "releves.receive", async (tx) => {
    await tx.$queryRaw`select 1 from releve where id = ${id}::uuid for update`
    const row = await tx.releve.findUnique({ where: { id } })
    if (!row) return refuse("releve-inconnu")
    if (row.etat !== "a_verifier") return refuse("deja-decide", { etat: RELEVE_LABELS[row.etat] })
    const etat = decision === "appliquer" ? "applique" : "ecarte"
    if (etat === "applique") {
      const older = await newerThan(tx, row.serviceId, row.releveLe)
      if (older) return refuse("plus-ancien", { le: formatDay(older) })
    }
    await tx.releve.update({ where: { id }, data: { etat, decideParId: ctx.who.personneId, decideLe: new Date() } })
    if (etat === "applique") await applyReleve(tx, id)
    await tx.journal(etat === "applique" ? "releve.applique" : "releve.ecarte", { objet: `releve/${id}` })
    return ok({ id })
  })

type Followed = { id: string; codes: string[] }

async function findFollowed(tx: WriteTx, slug: string): Promise<Followed | null> {
  // One reading at a time of one service: the second finds what the first applied.
  await tx.$queryRaw`select 1 from service where slug = ${slug} for update`
  const row = await tx.service.findFirst({
    where: { slug, parPoste: true },
    select: { id: true, composants: { select: { code: true }, orderBy: { rang: "asc" } } },
  })
  return row && { id: row.id, codes: row.composants.map(({ code }) => code) }
}

const readingOf = ({ releveLe, total, postes }: Reading, codes: readonly string[]): ReleveRecu => ({
  releveLe,
  annonces: total,
  lignes: postes.map(({ client, poste, libelle, composants }, at) => ({
    ...{ ligne: at + 1, client, numero: poste, libelle: libelle.slice(0, 120) },
    etats: etatsOf(codes.map((code) => [code, composants[code] ?? ""])),
  })),
})

type Source = { origine: string; empreinte: string; by: string | null }

async function record(tx: WriteTx, service: Followed, recu: ReleveRecu, source: Source): Answer {
  const { releveLe, annonces, lignes } = recu
  if (releveLe > today()) return refuse("date-future", { le: formatDay(releveLe) })
  const { empreinte, origine, by } = source
  const same = await tx.releve.findFirst({ where: { serviceId: service.id, empreinte }, select: { recuLe: true } })
  if (same) return refuse("deja-recu", { le: formatDay(dayInParis(same.recuLe)) })
  const newer = await newerThan(tx, service.id, toDatabase(releveLe))
  if (newer) return refuse("plus-ancien", { le: formatDay(newer) })

  const judged = judgeLignes(lignes, await listConnus(tx, service.id), await clientsOf(tx, lignes))
  const sure = isSure(recu, judged)
  const { id } = await tx.releve.create({
    data: {
      ...{ serviceId: service.id, origine, empreinte, annonces, recuParId: by, lus: lignes.length },
      ...{ etat: sure ? "applique" : "a_verifier", releveLe: toDatabase(releveLe) },
    },
    select: { id: true },
  })
  await tx.releveLigne.createMany({ data: judged.map((ligne) => rowOf(id, ligne)) })
  if (sure) await applyReleve(tx, id)
  await tx.journal(sure ? "releve.applique" : "releve.recu", {
    objet: `releve/${id}`,
    apres: { releveLe, annonces, lus: lignes.length },
  })
  return ok({ id })
}

const rowOf = (releveId: string, { etats, ...ligne }: LigneJugee) => ({ ...ligne, releveId, etats: etats ?? {} })

/** The day of a reading already applied that is more recent; null when this one is the newest. */
async function newerThan(tx: WriteTx, serviceId: string, day: Date) {
  const { releveLe } = await tx.service.findUniqueOrThrow({ where: { id: serviceId }, select: { releveLe: true } })
  return releveLe && releveLe > day ? fromDatabase(releveLe) : null
}

function listConnus(tx: WriteTx, serviceId: string) {
  return tx.$queryRaw<{ id: string; collectiviteId: string; client: string; numero: number }[]>`
    select p.id, p."collectiviteId", c."publicId" as client, p.numero from poste p
    join souscription s on s."collectiviteId" = p."collectiviteId" and s.id = p."souscriptionId"
    join collectivite c on c.id = p."collectiviteId" where s."serviceId" = ${serviceId}::uuid`
}

async function clientsOf(tx: WriteTx, lignes: ReleveRecu["lignes"]): Promise<Map<string, string>> {
  const named = [...new Set(lignes.map(({ client }) => client))]
  const rows = await tx.collectivite.findMany({
    where: { publicId: { in: named } },
    select: { id: true, publicId: true },
  })
  return new Map(rows.map(({ id, publicId }) => [publicId, id]))
}
