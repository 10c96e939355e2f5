import { type MembreContext, only, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { SourceAnswer, SourcePort } from "@/lib/ports/source-bal.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import { checkFichier } from "../rules/fichier.ts"
import type { SourceInput } from "../schema.ts"
import type { BalRefusal, Releve } from "../types.ts"
import { fileOf, insertDepot } from "./deposit.ts"

type Answer = Promise<Result<null, BalRefusal>>

/** The address from which the file is fetched, at once and then at this pace; one a collectivité. */
export function setSource(ctx: MembreContext, { url, frequence }: SourceInput): Answer {
  const { collectiviteId, type } = only(ctx)
  return write(ctx, "bal.source", async (tx) => {
    const acces = await findAcces(tx, { collectiviteId, type }, "adresses")
    if (acces.etat !== "ouvert") return refuse("service-ferme")
    const before = await tx.balSource.findFirst({ where: { collectiviteId }, select: { id: true, url: true } })
    const fresh = { url, frequence, active: true, prochaineLe: new Date(), echecs: 0, resultat: null, details: {} }
    if (before) {
      const forget = before.url === url ? {} : { etag: null, modifieLe: null, empreinte: null }
      await tx.balSource.update({
        where: { collectiviteId_id: { collectiviteId, id: before.id } },
        data: { ...fresh, ...forget },
      })
    } else {
      await tx.balSource.create({ data: { ...fresh, collectiviteId, creeParId: ctx.who.personneId } })
    }
    await tx.journal("bal.source-set", {
      concerneId: collectiviteId,
      avant: before ? { url: before.url } : {},
      apres: { url, frequence },
    })
    return ok(null)
  })
}

export const fetchNow = (ctx: MembreContext): Answer =>
  change(ctx, { active: true, prochaineLe: new Date() }, "bal.source-asked")
export const stopSource = (ctx: MembreContext): Answer => change(ctx, { active: false }, "bal.source-stopped")

function change(ctx: MembreContext, data: { active: boolean; prochaineLe?: Date }, evenement: string): Answer {
  const { collectiviteId } = only(ctx)
  return write(ctx, "bal.source", async (tx) => {
    const { count } = await tx.balSource.updateMany({ where: { collectiviteId }, data })
    if (count === 0) return refuse("source-inconnue")
    await tx.journal(evenement, { concerneId: collectiviteId })
    return ok(null)
  })
}

type Claimed = {
  id: string
  collectiviteId: string
  url: string
  frequence: "jour" | "semaine" | "mois"
  etag: string | null
  modifieLe: string | null
  empreinte: string | null
  echecs: number
}

const TIMEOUT_MS = 120_000
const DAYS = { jour: 1, semaine: 7, mois: 30 } as const
/** A source that fails is asked less and less often, a month apart at most. */
const MAX_DAYS = 30

/** The source whose turn it is; locked while it is asked, so that two workers never ask the same one. */
export const fetchNextSource = ({ source }: { source: SourcePort }): Promise<Result<{ resultat: Releve }, "rien">> =>
  write(
    systeme("bal.fetch", "operateur"),
    "bal.fetch",
    async (tx) => {
      const [row] = await tx.$queryRaw<Claimed[]>`
        select id, "collectiviteId", url, frequence::text, etag, "modifieLe", empreinte, echecs from bal_source
        where active and "prochaineLe" <= now() and exists (
          select from souscription s join service v on v.id = s."serviceId"
          where s."collectiviteId" = bal_source."collectiviteId" and v.outil = 'adresses' and s.etat = 'en_service')
        order by "prochaineLe" limit 1 for update skip locked`
      if (!row) return refuse("rien")
      const answer = await source.fetch(row)
      const { resultat, details, keep } = await receive(tx, row, answer)
      const failed = resultat !== "nouveau" && resultat !== "inchange"
      const echecs = failed ? row.echecs + 1 : 0
      const days = Math.min(MAX_DAYS, DAYS[row.frequence] * 2 ** Math.min(echecs, 5))
      await tx.balSource.update({
        where: { collectiviteId_id: { collectiviteId: row.collectiviteId, id: row.id } },
        data: {
          ...{ ...keep, resultat, details, echecs },
          derniereLe: new Date(),
          prochaineLe: new Date(Date.now() + (failed ? days : DAYS[row.frequence]) * 86_400_000),
        },
      })
      await tx.journal("bal.fetched", { concerneId: row.collectiviteId, apres: { url: row.url, resultat, ...details } })
      return ok({ resultat })
    },
    { timeoutMs: TIMEOUT_MS },
  )

type Received = {
  resultat: Releve
  details: Record<string, string>
  keep?: { etag: string | null; modifieLe: string | null; empreinte: string }
}

async function receive(tx: WriteTx, row: Claimed, answer: SourceAnswer): Promise<Received> {
  if (answer.etat === "inchange") return { resultat: "inchange", details: {} }
  if (answer.etat === "refus") return { resultat: answer.refus, details: { detail: answer.detail ?? "sans réponse" } }
  const usable = checkFichier(answer.bytes)
  if (!usable.ok) return { resultat: usable.refusal as Releve, details: {} }
  const { hostname, pathname } = new URL(answer.url)
  const file = await fileOf(answer.bytes, pathname.split("/").at(-1) || "bal.csv")
  const keep = { etag: answer.etag, modifieLe: answer.modifieLe, empreinte: file.empreinte }
  // A server without ETag sends the same bytes every time.
  if (file.empreinte === row.empreinte) return { resultat: "inchange", details: {}, keep }
  await insertDepot(tx, file, { collectiviteId: row.collectiviteId, origine: "source", provenance: hostname })
  return { resultat: "nouveau", details: {}, keep }
}
