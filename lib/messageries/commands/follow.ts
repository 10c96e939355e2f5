import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import { read, type Tx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { DnsPort } from "@/lib/ports/dns.ts"
import { findMessagerie } from "../queries/messagerie.ts"
import { checkEtape } from "../rules/migration.ts"
import { judge, questionOf } from "../rules/zone.ts"
import type { AttendusInput, EtapeInput, ZoneInput } from "../schema.ts"
import { CONTROLE_GENRES, ETAPES, type MessagerieRefusal } from "../types.ts"
import { lockMessagerie } from "./prepare.ts"
import { tellOfNext } from "./tell.ts"

type Answer = Promise<Result<{ id: string; souscriptionId: string }, MessagerieRefusal>>
type Actor = MembreContext | AgentContext

/** What the provider's servers are called: the checklist compares the zone with it. */
export const configureZone = (ctx: AgentContext, input: AttendusInput): Answer =>
  write(ctx, "messageries.configure", async (tx) => {
    const collectiviteId = await tenantOf(tx, ctx, input.collectivite)
    const found = collectiviteId
      ? await lockMessagerie(tx, collectiviteId, input.messagerie)
      : refuse("messagerie-inconnue")
    if (!found.ok) return found
    const { collectiviteId: tenant, id, version, souscriptionId } = found.value
    if (version !== input.version) return refuse("deja-changee")
    const { mx, spf, dkimSelecteur } = input
    await tx.messagerie.update({
      where: { collectiviteId_id: { collectiviteId: tenant, id } },
      data: { mxAttendu: mx, spfAttendu: spf, dkimSelecteur, version: { increment: 1 } },
    })
    await tx.journal("messagerie.zone-configuree", {
      ...{ concerneId: tenant, objet: `messagerie/${id}`, apres: { mx, spf, dkimSelecteur } },
    })
    return ok({ id, souscriptionId })
  })

/** Asks the resolver for each line of the checklist, outside of any transaction, then keeps what it said. */
export async function checkZone(ctx: Actor, input: ZoneInput, dns: DnsPort): Answer {
  const asked = await read(ctx, async (tx) => {
    const collectiviteId = await tenantOf(tx, ctx, input.collectivite)
    const row = collectiviteId && (await tx.messagerie.findFirst({ where: { collectiviteId, id: input.messagerie } }))
    return row ? findMessagerie(tx, row.collectiviteId, row.souscriptionId) : null
  })
  if (!asked) return refuse("messagerie-inconnue")
  const { nom, attendus } = asked
  if (nom === null) return refuse("nom-manquant")
  if (attendus === null) return refuse("attendus-manquants")
  const constats = await Promise.all(
    CONTROLE_GENRES.map(async (genre) =>
      judge(genre, await dns.lookup(questionOf(genre, nom, attendus), genre === "mx" ? "MX" : "TXT"), attendus),
    ),
  )
  return write(ctx, "messageries.follow", async (tx) => {
    const collectiviteId = await tenantOf(tx, ctx, input.collectivite)
    const found = collectiviteId
      ? await lockMessagerie(tx, collectiviteId, input.messagerie)
      : refuse("messagerie-inconnue")
    if (!found.ok) return found
    if (found.value.version !== asked.version) return refuse("deja-changee")
    const { collectiviteId: tenant, id, souscriptionId } = found.value
    const controleLe = new Date()
    for (const { genre, etat, constate } of constats) {
      const key = { collectiviteId: tenant, messagerieId: id, genre }
      const said = { etat, constate: constate.slice(0, 500), controleLe }
      await tx.controle.upsert({
        where: { collectiviteId_messagerieId_genre: key },
        create: { ...key, ...said },
        update: said,
      })
    }
    await tx.journal("messagerie.zone-verifiee", {
      ...{ concerneId: tenant, objet: `messagerie/${id}` },
      apres: Object.fromEntries(constats.map(({ genre, etat }) => [genre, etat])),
    })
    return ok({ id, souscriptionId })
  })
}

/** A step is said done by whose it is; the staff may say any. */
export const completeEtape = (ctx: Actor, input: EtapeInput): Answer =>
  write(ctx, "messageries.follow", async (tx) => {
    const collectiviteId = await tenantOf(tx, ctx, input.collectivite)
    const found = collectiviteId
      ? await lockMessagerie(tx, collectiviteId, input.messagerie)
      : refuse("messagerie-inconnue")
    if (!found.ok) return found
    const { collectiviteId: tenant, id, souscriptionId } = found.value
    const etape = ETAPES.find(({ code }) => code === input.etape)
    if (ctx.kind === "membre" && etape && etape.qui !== "la mairie") return refuse("etape-autre", { qui: etape.qui })
    const file = await findMessagerie(tx, tenant, souscriptionId)
    if (!file) return refuse("messagerie-inconnue")
    const allowed = checkEtape(input.etape, file)
    if (!allowed.ok) return allowed
    await tx.migrationEtape.create({
      data: {
        ...{ collectiviteId: tenant, messagerieId: id, code: input.etape },
        ...{ faiteLe: new Date(), faiteParId: ctx.who.personneId },
      },
    })
    await tx.journal("messagerie.etape-faite", {
      ...{ concerneId: tenant, objet: `messagerie/${id}`, apres: { etape: input.etape } },
    })
    await tellOfNext(tx, { collectiviteId: tenant, messagerieId: id })
    return ok({ id, souscriptionId })
  })

/** A member acts for its own; the staff's form names it. */
async function tenantOf(tx: Tx, ctx: Actor, publicId: string): Promise<string | null> {
  if (ctx.kind === "membre") return only(ctx).collectiviteId
  const row = await tx.collectivite.findUnique({ where: { publicId }, select: { id: true } })
  return row?.id ?? null
}
