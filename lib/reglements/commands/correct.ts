import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { type Cents, least, toEuros } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { findRestes } from "../queries/candidats.ts"
import type { MoveCredit, Refund } from "../schema.ts"
import type { ReglementMoyen, ReglementRefusal } from "../types.ts"
import { checkPart, lockTitres } from "./locks.ts"

type Done = Promise<Result<{ titre: string }, ReglementRefusal>>

/** An affectation that was wrong: its opposite row. The payment waits again, the titre is as it was before. */
export const undoReglement = (
  ctx: AgentContext,
  { reglement: id, motif }: { reglement: string; motif: string },
): Promise<Result<{ titre: string; recu: string | null }, ReglementRefusal>> =>
  write(ctx, "reglements.manage", async (tx) => {
    const known = await tx.reglement.findFirst({ where: { id }, select: { titreId: true } })
    if (!known) return refuse("reglement-inconnu")
    await lockTitres(tx, [known.titreId])
    const [row] = await listRows(tx, known.titreId, id)
    if (!row || row.genre === "annulation") return refuse("reglement-inconnu")
    if (row.annule) return refuse("deja-annule")
    if (row.paye < row.montant) return refuse("rendu-depasse")
    await undo(tx, ctx, row, motif)
    return ok({ titre: known.titreId, recu: row.recuId })
  })

type Row = {
  collectiviteId: string
  titreId: string
  id: string
  genre: "paiement" | "annulation" | "remboursement"
  montant: Cents
  recuLe: CalendarDate
  moyen: ReglementMoyen
  reference: string
  recuId: string | null
  annule: boolean
  /** All that was paid on the titre. */
  paye: Cents
}

/** Rows of a titre, the latest first. */
const listRows = (tx: WriteTx, titreId: string, id: string | null = null): Promise<Row[]> => tx.$queryRaw<Row[]>`
  select r."collectiviteId", r."titreId", r.id, r.genre::text, r.montant, r."recuLe"::text, r.moyen::text, r.reference, r."recuId",
    exists (select from reglement a where a."collectiviteId" = r."collectiviteId" and a."annuleId" = r.id) as annule,
    (select coalesce(sum(a.montant), 0) from reglement a where a."collectiviteId" = r."collectiviteId" and a."titreId" = r."titreId")::bigint as paye
  from reglement r where r."titreId" = ${titreId}::uuid and (${id}::uuid is null or r.id = ${id}::uuid) order by r."creeLe" desc, r.id desc`

async function undo(tx: WriteTx, ctx: AgentContext, row: Row, note: string): Promise<void> {
  await tx.$executeRaw`
    insert into reglement ("collectiviteId", "titreId", genre, montant, "annuleId", "recuLe", moyen, reference, "recuId", "saisiParId", note)
    values (${row.collectiviteId}::uuid, ${row.titreId}::uuid, 'annulation', ${-row.montant}::bigint, ${row.id}::uuid, ${row.recuLe}::date,
      ${row.moyen}::reglement_moyen, ${row.reference}, ${row.recuId}::uuid, ${ctx.who.personneId}::uuid, ${note})`
  await tx.journal("reglement.undone", {
    concerneId: row.collectiviteId,
    objet: `titre/${row.titreId}`,
    apres: { reglement: row.id, montant: toEuros(row.montant), motif: note },
  })
}

/**
 * What was paid too much on one titre goes to another of the same collectivité: its last payments are taken back and shared anew,
 * so that each keeps its link to what was received.
 */
export const moveCredit = (ctx: AgentContext, { titre: from, vers, lu, montant }: MoveCredit): Done =>
  write(ctx, "reglements.manage", async (tx) => {
    await lockTitres(tx, [from, vers])
    const titres = await findRestes(tx, [from, vers])
    const [source, target] = [titres.get(from), titres.get(vers)]
    if (!source || !target || from === vers) return refuse("titre-inconnu")
    if (source.collectiviteId !== target.collectiviteId)
      return refuse("autre-debiteur", { titre: titreReference(target) })
    const credit = checkCredit(source, lu, montant)
    if (!credit.ok) return credit
    const part = checkPart({ montant, lu: target.reste }, target, false)
    if (!part.ok) return part
    const rows = (await listRows(tx, from)).filter(({ genre, annule }) => genre === "paiement" && !annule)
    if (rows.reduce((total, row) => total + row.montant, 0n) < montant) return refuse("credit-saisi")
    let left = montant
    let paye = rows[0]?.paye ?? 0n
    for (const row of rows) {
      if (left === 0n) break
      if (paye < row.montant) return refuse("rendu-depasse")
      const moved = least(row.montant, left)
      await undo(tx, ctx, row, `Trop-perçu reporté sur ${titreReference(target)}`)
      await again(tx, ctx, row, target.titreId, moved)
      if (row.montant > moved) await again(tx, ctx, row, from, row.montant - moved)
      left -= moved
      paye -= moved
    }
    return ok({ titre: from })
  })

async function again(tx: WriteTx, ctx: AgentContext, row: Row, titreId: string, montant: Cents): Promise<void> {
  await tx.$executeRaw`
    insert into reglement ("collectiviteId", "titreId", montant, "recuLe", moyen, reference, "recuId", "saisiParId")
    values (${row.collectiviteId}::uuid, ${titreId}::uuid, ${montant}::bigint, ${row.recuLe}::date, ${row.moyen}::reglement_moyen,
      ${row.reference}, ${row.recuId}::uuid, ${ctx.who.personneId}::uuid)`
  await tx.journal("reglement.affected", {
    concerneId: row.collectiviteId,
    objet: `titre/${titreId}`,
    apres: { recu: row.recuId, montant: toEuros(montant) },
  })
}

/** The comptable gave back what was paid too much: said here, so that the account is right. */
export const refundCredit = (ctx: AgentContext, { titre: id, lu, montant, recuLe, reference }: Refund): Done =>
  write(ctx, "reglements.manage", async (tx) => {
    await lockTitres(tx, [id])
    const titre = (await findRestes(tx, [id])).get(id)
    if (!titre) return refuse("titre-inconnu")
    const credit = checkCredit(titre, lu, montant)
    if (!credit.ok) return credit
    await tx.$executeRaw`
      insert into reglement ("collectiviteId", "titreId", genre, montant, "recuLe", moyen, reference, "saisiParId")
      values (${titre.collectiviteId}::uuid, ${id}::uuid, 'remboursement', ${-montant}::bigint, ${recuLe}::date, 'virement', ${reference},
        ${ctx.who.personneId}::uuid)`
    await tx.journal("reglement.refunded", {
      concerneId: titre.collectiviteId,
      objet: `titre/${id}`,
      apres: { montant: toEuros(montant), reference },
    })
    return ok({ titre: id })
  })

function checkCredit(
  titre: Parameters<typeof titreReference>[0] & { reste: Cents },
  lu: Cents,
  montant: Cents,
): Result<void, ReglementRefusal> {
  const credit = titre.reste < 0n ? -titre.reste : 0n
  if (titre.reste !== lu)
    return refuse("titre-change", {
      titre: titreReference(titre),
      avant: formatAmount(lu),
      apres: formatAmount(titre.reste),
    })
  if (montant > credit)
    return refuse("credit-depasse", { somme: formatAmount(montant), disponible: formatAmount(credit) })
  return ok(undefined)
}
