import type { AgentContext, MembreContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findRedevances } from "../queries/commune.ts"
import { explainRedevance } from "../rules/calcul.ts"
import { dueDayOf, type LigneRedevance } from "../rules/situation.ts"
import type { PrepareAllInput, PrepareCreanceInput } from "../schema.ts"
import type { RedevanceRefusal } from "../types.ts"
import { creditorOf } from "./creditor.ts"

/** Freezes what one operator owes for one year: amount, steps, statement and délibération. */
export function prepareCreance(
  ctx: MembreContext | AgentContext,
  input: PrepareCreanceInput,
): Promise<Result<{ annee: number; operateur: string }, RedevanceRefusal>> {
  return write(ctx, "redevances.claim", async (tx) => {
    const creditor = await creditorOf(tx, ctx, input.collectivite)
    if (!creditor.ok) return creditor
    const { collectiviteId } = creditor.value
    const { lignes } = await findRedevances(tx, collectiviteId, today())
    const mine = lignes.find(({ annee, operateurId }) => annee === input.annee && operateurId === input.operateur)
    if (!mine) return refuse("etat-absent", { annee: String(input.annee) })
    const done = await freeze(tx, { collectiviteId, personneId: ctx.who.personneId, ligne: mine })
    return done.ok ? ok({ annee: input.annee, operateur: input.operateur }) : done
  })
}

/** All that can be asked for a year, at once; what cannot is left as it is and says why on its own page. */
export function prepareAllCreances(
  ctx: MembreContext | AgentContext,
  input: PrepareAllInput,
): Promise<Result<{ preparees: number }, RedevanceRefusal>> {
  return write(ctx, "redevances.claim", async (tx) => {
    const creditor = await creditorOf(tx, ctx, input.collectivite)
    if (!creditor.ok) return creditor
    const { collectiviteId } = creditor.value
    const { lignes } = await findRedevances(tx, collectiviteId, today())
    let preparees = 0
    let first: RedevanceRefusal = "etat-absent"
    for (const ligne of lignes.filter(({ annee, creance }) => annee === input.annee && !creance)) {
      const done = await freeze(tx, { collectiviteId, personneId: ctx.who.personneId, ligne })
      if (done.ok) preparees += 1
      else first = done.refusal
    }
    return preparees > 0 ? ok({ preparees }) : refuse(first, { annee: String(input.annee) })
  })
}

type ToFreeze = { collectiviteId: string; personneId: string; ligne: LigneRedevance }

async function freeze(
  tx: WriteTx,
  { collectiviteId, personneId, ligne }: ToFreeze,
): Promise<Result<{ id: string }, RedevanceRefusal>> {
  const { annee, operateurId: operateurTelecomId, calcul, creance, prescription, etatId } = ligne
  const said = { annee: String(annee) }
  if (creance) return refuse("creance-existante", said)
  if (prescription.prescrite) return refuse("creance-prescrite", { depuis: formatDay(prescription.dernierJour) })
  if (!calcul.connu) return refuse("bareme-absent", said)
  if (!calcul.deliberation || !etatId) return refuse("deliberation-absente", said)
  const { total } = calcul.calcul
  if (total === 0n) return refuse("montant-nul")
  const { id } = await tx.creanceRodp.create({
    data: {
      ...{ collectiviteId, operateurTelecomId, annee, montant: total, etatPatrimoineId: etatId },
      deliberationId: calcul.deliberation.id,
      calcul: {
        etapes: explainRedevance(calcul.calcul),
        source: calcul.deliberation.taux ? "tarifs de la délibération" : calcul.bareme.source,
        lignes: calcul.calcul.lignes.map(({ nature, domaine, quantite, unite, taux, montant }) => ({
          ...{ nature, domaine, quantite, unite, taux },
          montant: montant.toString(),
        })),
      },
      exigibleLe: toDatabase(dueDayOf(calcul.deliberation, annee)),
      prepareParId: personneId,
    },
    select: { id: true },
  })
  await tx.creanceRodpSuivi.create({
    data: { collectiviteId, creanceId: id, etat: "preparee", jour: toDatabase(today()), personneId },
  })
  await tx.journal("redevance.creance-preparee", {
    concerneId: collectiviteId,
    objet: `creance/${id}`,
    apres: { annee, operateur: ligne.operateur, montant: total.toString() },
  })
  return ok({ id })
}
