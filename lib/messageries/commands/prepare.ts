import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { DnsPort } from "@/lib/ports/dns.ts"
import { isAdresse, readNom } from "../rules/nom.ts"
import type { BoiteInput, DatesInput, NomInput, RemoveBoiteInput } from "../schema.ts"
import { isOpen, type MessagerieRefusal, OPEN_ETATS } from "../types.ts"
import { tellOfDates } from "./tell.ts"

type Answer = Promise<Result<{ id: string }, MessagerieRefusal>>

/** The name, checked where names are kept: free to buy, or already held. */
export async function chooseNom(ctx: MembreContext, input: NomInput, dns: DnsPort): Answer {
  const { collectiviteId } = only(ctx)
  const read = readNom(input.nom)
  if (!read.ok) return read
  const nom = read.value
  const held = await dns.lookup(nom, "NS")
  if (!held.ok && held.reason === "muet") return refuse("nom-muet")
  return write(ctx, "messageries.prepare", async (tx) => {
    const souscriptionId = await findSouscription(tx, collectiviteId, input.souscription)
    if (!souscriptionId) return refuse("sans-souscription")
    const key = { collectiviteId, souscriptionId }
    const before = await tx.messagerie.findUnique({
      where: { collectiviteId_souscriptionId: key },
      include: { etapes: { where: { code: "bascule" } } },
    })
    if (before && before.etapes.length > 0) return refuse("nom-bascule")
    const chosen = { nom, nomLibre: !held.ok, nomVerifieLe: new Date(), ancienneAdresse: input.ancienneAdresse }
    const { id } = await tx.messagerie.upsert({
      where: { collectiviteId_souscriptionId: key },
      create: { ...key, ...chosen },
      update: { ...chosen, version: { increment: 1 } },
      select: { id: true },
    })
    await tx.journal("messagerie.nom-choisi", {
      ...{ concerneId: collectiviteId, objet: `messagerie/${id}` },
      ...(before ? { avant: { nom: before.nom } } : {}),
      apres: { nom, libre: !held.ok },
    })
    return ok({ id })
  })
}

async function findSouscription(tx: WriteTx, collectiviteId: string, id: string): Promise<string | null> {
  const row = await tx.souscription.findFirst({
    where: {
      ...{ collectiviteId, id },
      service: { outil: "messagerie" },
      etat: { in: [...OPEN_ETATS] },
    },
    select: { id: true },
  })
  return row?.id ?? null
}

export const addBoite = (ctx: MembreContext, { messagerie, adresse, genre, usage }: BoiteInput): Answer => {
  const { collectiviteId } = only(ctx)
  return write(ctx, "messageries.prepare", async (tx) => {
    const found = await lockMessagerie(tx, collectiviteId, messagerie)
    if (!found.ok) return found
    // Secured mail needs a domain name: no mailbox without one.
    if (found.value.nom === null) return refuse("nom-manquant")
    if (!isAdresse(adresse)) return refuse("adresse-invalide")
    const key = { collectiviteId, messagerieId: messagerie, adresse }
    if ((await tx.boite.count({ where: key })) > 0) return refuse("adresse-prise")
    await tx.boite.create({ data: { ...key, genre, usage } })
    await tx.journal("messagerie.boite-ajoutee", {
      ...{ concerneId: collectiviteId, objet: `messagerie/${messagerie}` },
      apres: { adresse, genre, usage },
    })
    return ok({ id: messagerie })
  })
}

export const removeBoite = (ctx: MembreContext, { messagerie, boite }: RemoveBoiteInput): Answer => {
  const { collectiviteId } = only(ctx)
  return write(ctx, "messageries.prepare", async (tx) => {
    const found = await lockMessagerie(tx, collectiviteId, messagerie)
    if (!found.ok) return found
    const row = await tx.boite.findFirst({ where: { collectiviteId, messagerieId: messagerie, id: boite } })
    if (!row) return refuse("boite-inconnue")
    await tx.boite.delete({ where: { collectiviteId_id: { collectiviteId, id: boite } } })
    await tx.journal("messagerie.boite-retiree", {
      ...{ concerneId: collectiviteId, objet: `messagerie/${messagerie}` },
      avant: { adresse: row.adresse, usage: row.usage },
    })
    return ok({ id: messagerie })
  })
}

export const planDates = (ctx: MembreContext, { messagerie, basculeLe, formationLe }: DatesInput): Answer => {
  const { collectiviteId } = only(ctx)
  return write(ctx, "messageries.prepare", async (tx) => {
    const found = await lockMessagerie(tx, collectiviteId, messagerie)
    if (!found.ok) return found
    await tx.messagerie.update({
      where: { collectiviteId_id: { collectiviteId, id: messagerie } },
      data: {
        ...{ basculeLe: basculeLe && toDatabase(basculeLe), formationLe: formationLe && toDatabase(formationLe) },
        version: { increment: 1 },
      },
    })
    await tx.journal("messagerie.dates", {
      ...{ concerneId: collectiviteId, objet: `messagerie/${messagerie}` },
      apres: { basculeLe, formationLe },
    })
    const before = found.value.basculeLe && fromDatabase(found.value.basculeLe)
    if (before !== basculeLe)
      await tellOfDates(tx, { collectiviteId, messagerieId: messagerie }, { basculeLe, formationLe })
    return ok({ id: messagerie })
  })
}

/** Locked until the end: two people at once act one after the other. */
export async function lockMessagerie(tx: WriteTx, collectiviteId: string, id: string) {
  await tx.$queryRaw`select 1 from messagerie where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid for update`
  const row = await tx.messagerie.findUnique({
    where: { collectiviteId_id: { collectiviteId, id } },
    include: { souscription: { select: { etat: true } } },
  })
  if (!row) return refuse("messagerie-inconnue")
  return isOpen(row.souscription.etat) ? ok(row) : refuse("messagerie-terminee")
}
