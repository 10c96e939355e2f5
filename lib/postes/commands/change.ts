import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { findTarifs } from "@/lib/catalogue/queries/published.ts"
import { addMonths, type CalendarDate, fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { AddInput, RemoveInput } from "../schema.ts"
import type { PostesRefusal } from "../types.ts"
import { countPostes, insertPostes, lockPostes } from "./number.ts"
import { tellOfAjout } from "./tell.ts"

type Answer = Promise<Result<{ id: string }, PostesRefusal>>

/** How far ahead a change may be planned. */
const MONTHS_AHEAD = 12

/** More posts from a day on, at the price in force; an élu approves where the service asks for it. */
export function addPostes(ctx: MembreContext, input: AddInput): Answer {
  const { collectiviteId } = only(ctx)
  const { souscription: souscriptionId, effetLe, postes } = input
  return write(ctx, "postes.change", async (tx) => {
    await lockPostes(tx, collectiviteId)
    const found = await findRunning(tx, collectiviteId, souscriptionId)
    if (!found.ok) return found
    const planned = checkDay(effetLe, today())
    if (!planned.ok) return planned
    const { serviceId, service } = found.value
    const { usage } = await findTarifs(tx, serviceId, today())
    if ((usage?.id ?? "") !== input.tarif) return refuse("tarif-change")

    const etat = service.exigeApprobation ? "a_approuver" : "a_transmettre"
    const { id } = await tx.commande.create({
      data: { ...{ collectiviteId, souscriptionId, etat }, ...asked(ctx, "ajout", effetLe) },
      select: { id: true },
    })
    // Until an élu approves, the day is only wished.
    const depuis = etat === "a_transmettre" ? effetLe : null
    const batch = { collectiviteId, souscriptionId, serviceId, commandeId: id, postes, depuis, day: today() }
    const inserted = await insertPostes(tx, batch)
    if (!inserted.ok) return inserted
    if (depuis) await countPostes(tx, collectiviteId, souscriptionId)
    if (etat === "a_approuver") await tellOfAjout(tx, collectiviteId, id)
    await tx.journal("postes.ajout-demande", {
      ...{ concerneId: collectiviteId, objet: `souscription/${souscriptionId}` },
      apres: { postes: postes.map(({ nom }) => nom), effetLe, etat },
    })
    return ok({ id: souscriptionId })
  })
}

/** One post fewer after a day. Nobody has to approve what costs less. */
export function removePoste(ctx: MembreContext, input: RemoveInput): Answer {
  const { collectiviteId } = only(ctx)
  const { souscription: souscriptionId, effetLe, motif } = input
  return write(ctx, "postes.change", async (tx) => {
    await lockPostes(tx, collectiviteId)
    const found = await findRunning(tx, collectiviteId, souscriptionId)
    if (!found.ok) return found
    const poste = await tx.poste.findFirst({
      where: { collectiviteId, souscriptionId, id: input.poste },
      include: { commande: { select: { genre: true, etat: true } } },
    })
    if (!poste) return refuse("poste-inconnu")
    if (poste.retireLe) return refuse("poste-deja-retire", { le: formatDay(fromDatabase(poste.retireLe)) })
    if (["a_approuver", "refusee", "annulee"].includes(poste.commande.etat)) return refuse("poste-pas-commande")
    const planned = checkDay(effetLe, today())
    if (!planned.ok) return planned
    const debut = poste.depuis ?? found.value.enServiceLe
    if (debut && effetLe < fromDatabase(debut))
      return refuse("avant-service", { debut: formatDay(fromDatabase(debut)) })

    const { id } = await tx.commande.create({
      data: { ...{ collectiviteId, souscriptionId, motif, etat: "a_transmettre" }, ...asked(ctx, "retrait", effetLe) },
      select: { id: true },
    })
    await tx.poste.update({
      where: { collectiviteId_id: { collectiviteId, id: poste.id } },
      data: { retireLe: toDatabase(effetLe), retraitId: id },
    })
    if ((await countPostes(tx, collectiviteId, souscriptionId)) === 0) return refuse("dernier-poste")
    await tx.journal("postes.retrait-demande", {
      ...{ concerneId: collectiviteId, objet: `souscription/${souscriptionId}` },
      apres: { poste: poste.nom, effetLe, motif },
    })
    return ok({ id: souscriptionId })
  })
}

const asked = (ctx: MembreContext, genre: "ajout" | "retrait", effetLe: CalendarDate) => ({
  genre,
  effetLe: toDatabase(effetLe),
  demandeParId: ctx.who.personneId,
})

async function findRunning(tx: WriteTx, collectiviteId: string, id: string) {
  await tx.$queryRaw`select 1 from souscription where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid for update`
  const row = await tx.souscription.findUnique({
    where: { collectiviteId_id: { collectiviteId, id } },
    include: { service: { select: { parPoste: true, exigeApprobation: true } } },
  })
  if (!row) return refuse("souscription-inconnue")
  if (!row.service.parPoste) return refuse("pas-par-poste")
  return row.etat === "en_service" ? ok(row) : refuse("pas-en-service")
}

function checkDay(day: CalendarDate, today: CalendarDate): Result<void, PostesRefusal> {
  if (day < today) return refuse("date-passee")
  const limite = addMonths(today, MONTHS_AHEAD)
  return day > limite ? refuse("date-lointaine", { limite: formatDay(limite) }) : ok(undefined)
}
