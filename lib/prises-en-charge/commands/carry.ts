import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import type { Avis } from "@/lib/notifications/types.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { formatDay, formatDecimal } from "@/lib/platform/format.ts"
import { ok, type Result, refuse, sentence } from "@/lib/platform/result.ts"
import { PRISE_REFUSALS } from "../types.ts"

/**
 * What a payer declared or ended reaches its beneficiary: accepted if others do not pay it already, copied into her file,
 * both told. `prise` names it, otherwise the one that waited longest.
 */
export const carryNextPrise = (prise?: string): Promise<Result<{ prise: string }, "rien">> =>
  write(systeme("prises.carry", "operateur"), "prises.carry", async (tx) => {
    const [row] = await tx.$queryRaw<{ collectiviteId: string; id: string }[]>`
      select "collectiviteId", id from prise_en_charge
      where "porteeLe" is null and (${prise ?? null}::uuid is null or id = ${prise ?? null}::uuid)
      order by "proposeeLe", id limit 1 for update skip locked`
    if (!row) return refuse("rien")
    const found = await tx.priseEnCharge.findUniqueOrThrow({
      where: { collectiviteId_id: row },
      include: { collectivite: { select: { nom: true, publicId: true } } },
    })
    // No key holds across tenants: a reference to nobody is the payer's business alone, and holds up no other.
    const publicId = await publicIdOf(tx, found.beneficiaireId)
    if (found.etat === "proposee") await decide(tx, found, publicId)
    else await carryEnd(tx, found, publicId)
    return ok({ prise: found.id })
  })

type Found = Awaited<ReturnType<WriteTx["priseEnCharge"]["findUniqueOrThrow"]>> & {
  collectivite: { nom: string; publicId: string }
}

async function decide(tx: WriteTx, found: Found, publicId: string | null): Promise<void> {
  // Two payers of one service at once: the second sees what the first pays.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`prise:${found.beneficiaireId}:${found.serviceId}`}, 0))::text`
  const deja = await partTaken(tx, found)
  const too = deja + Number(found.part) > 100
  const motif = too ? sentence(PRISE_REFUSALS["part-depassee"], { deja: formatDecimal(String(deja)) }) : null
  await tx.priseEnCharge.update({
    where: { collectiviteId_id: { collectiviteId: found.collectiviteId, id: found.id } },
    data: { etat: too ? "refusee" : "acceptee", motif, decideLe: new Date(), porteeLe: new Date() },
  })
  await tx.journal(too ? "prise.refusee" : "prise.acceptee", journalOf(found, { motif }))
  if (too)
    return notify(tx, toPayer(found, "prise-en-charge-fin", `${found.libelle} : non pris en charge`, String(motif)))
  if (publicId) await copy(tx, found)
  const until = found.jusqua ? ` et avant le ${formatDay(fromDatabase(found.jusqua))}` : ""
  const part = Number(found.part) === 100 ? "en entier" : `à ${formatDecimal(found.part.toString())} %`
  const what = `${part}, à partir du ${formatDay(fromDatabase(found.depuis))}${until}`
  if (publicId) {
    const titre = `${found.libelle} : payé par ${found.collectivite.nom}`
    const texte = `${found.collectivite.nom} paie ${found.libelle} pour ${found.beneficiaireNom} ${what}.`
    await notify(tx, toBeneficiary(found, "prise-en-charge", titre, texte, publicId))
  }
  await notify(
    tx,
    toPayer(
      found,
      "prise-en-charge",
      `${found.libelle} : vous payez pour ${found.beneficiaireNom}`,
      `Votre collectivité paie ${found.libelle} pour ${found.beneficiaireNom} ${what}.`,
    ),
  )
}

/** The most that others pay on any day of these dates, in percent; the database refuses what passes the whole. */
async function partTaken(tx: WriteTx, { id, beneficiaireId, serviceId, depuis, jusqua }: Found): Promise<number> {
  const [row] = await tx.$queryRaw<{ deja: number }[]>`
    with autres as (
      select p.part, daterange(p.depuis, p.jusqua) as duree, p.depuis from prise_en_charge p
      where p."beneficiaireId" = ${beneficiaireId}::uuid and p."serviceId" = ${serviceId}::uuid and p.id <> ${id}::uuid
        and p.etat in ('acceptee', 'terminee') and daterange(p.depuis, p.jusqua) && daterange(${depuis}::date, ${jusqua}::date)),
    jours as (select greatest(depuis, ${depuis}::date) as jour from autres)
    select coalesce(max(t.total), 0)::float as deja from jours, lateral (
      select sum(a.part) as total from autres a where a.duree @> jours.jour) t`
  return row?.deja ?? 0
}

async function carryEnd(tx: WriteTx, found: Found, publicId: string | null): Promise<void> {
  await tx.priseEnCharge.update({
    where: { collectiviteId_id: { collectiviteId: found.collectiviteId, id: found.id } },
    data: { porteeLe: new Date() },
  })
  await tx.journal("prise.portee", journalOf(found, {}))
  const end = found.jusqua ? formatDay(fromDatabase(found.jusqua)) : ""
  const texte = `${found.collectivite.nom} ne paie plus ${found.libelle} pour ${found.beneficiaireNom} à partir du ${end}. Motif : ${found.motif ?? "non précisé"}`
  const titre = `${found.libelle} : ${found.collectivite.nom} ne paie plus à partir du ${end}`
  // What was never accepted has no copy: its beneficiary heard of no beginning, and hears of no end.
  const { count } = await tx.priseEnChargeRecue.updateMany({
    where: { collectiviteId: found.beneficiaireId, id: found.id },
    data: { jusqua: found.jusqua },
  })
  if (publicId && count > 0) await notify(tx, toBeneficiary(found, "prise-en-charge-fin", titre, texte, publicId))
  await notify(tx, toPayer(found, "prise-en-charge-fin", titre, texte))
}

/** The same row in the beneficiary's file, once accepted. */
async function copy(tx: WriteTx, found: Found): Promise<void> {
  const { id, beneficiaireId: collectiviteId, collectiviteId: payeurId, serviceId, part, depuis, jusqua } = found
  await tx.priseEnChargeRecue.create({
    data: { collectiviteId, id, payeurId, payeurNom: found.collectivite.nom, serviceId, part, depuis, jusqua },
  })
}

async function publicIdOf(tx: WriteTx, id: string): Promise<string | null> {
  const row = await tx.collectivite.findUnique({ where: { id }, select: { publicId: true } })
  return row?.publicId ?? null
}

type Kind = "prise-en-charge" | "prise-en-charge-fin"

const toPayer = ({ id, collectiviteId, collectivite }: Found, genre: Kind, titre: string, texte: string): Avis => ({
  ...{ genre, collectiviteId, objetId: id, titre, texte, destinataires: "equipe" },
  lien: `/c/${collectivite.publicId}/prises-en-charge`,
})

const toBeneficiary = (found: Found, genre: Kind, titre: string, texte: string, publicId: string): Avis => ({
  ...{ genre, titre, texte, objetId: found.id, destinataires: "equipe" },
  collectiviteId: found.beneficiaireId,
  lien: `/c/${publicId}/prises-en-charge`,
})

const journalOf = (found: Found, apres: { motif?: string | null }) => ({
  concerneId: found.collectiviteId,
  objet: `prise-en-charge/${found.id}`,
  apres: { beneficiaire: found.beneficiaireNom, service: found.libelle, ...apres },
})
