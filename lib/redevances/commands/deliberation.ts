import type { AgentContext, MembreContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { formatRate } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listBaremes } from "../queries/reference.ts"
import { findBareme } from "../rules/bareme.ts"
import type { AdoptInput, DeliberationInput } from "../schema.ts"
import { type Bareme, type RedevanceRefusal, TAUX_LABELS, type Taux } from "../types.ts"
import { creditorOf } from "./creditor.ts"

type Saved = Promise<Result<{ id: string }, RedevanceRefusal>>

/** A draft for the council: nothing counts before it is adopted. Rates of its own stay below the ceilings of the year. */
export function prepareDeliberation(ctx: MembreContext | AgentContext, input: DeliberationInput): Saved {
  return write(ctx, "redevances.claim", async (tx) => {
    const creditor = await creditorOf(tx, ctx, input.collectivite)
    if (!creditor.ok) return creditor
    const { collectiviteId } = creditor.value
    const { annee, permanente, arrondi, prorata, exigibiliteMois, exigibiliteJour } = input
    const taux = input.tarifs === "moindres" ? ratesOf(input) : null
    if (taux) {
      const bareme = findBareme(await listBaremes(tx), annee)
      if (!bareme) return refuse("bareme-absent", { annee: String(annee) })
      const high = tooHigh(taux, bareme)
      if (high) return high
    }
    const { id } = await tx.deliberationRodp.create({
      data: {
        ...{ collectiviteId, annee, arrondi, prorata, exigibiliteMois, exigibiliteJour },
        ...{ ...taux, plafond: taux === null, permanente: permanente && taux === null },
        prepareParId: ctx.who.personneId,
      },
      select: { id: true },
    })
    await tx.journal("redevance.deliberation-preparee", {
      concerneId: collectiviteId,
      objet: `deliberation/${id}`,
      apres: { annee, tarifs: input.tarifs, arrondi, prorata },
    })
    return ok({ id })
  })
}

export function adoptDeliberation(ctx: MembreContext | AgentContext, input: AdoptInput): Saved {
  return write(ctx, "redevances.claim", async (tx) => {
    const creditor = await creditorOf(tx, ctx, input.collectivite)
    if (!creditor.ok) return creditor
    const { collectiviteId } = creditor.value
    const key = { collectiviteId_id: { collectiviteId, id: input.deliberation } }
    const row = await tx.deliberationRodp.findUnique({ where: key })
    if (!row) return refuse("deliberation-inconnue")
    if (row.adopteeLe) return refuse("deliberation-adoptee")
    if (input.adopteeLe > today()) return refuse("date-future")
    await tx.deliberationRodp.update({
      where: key,
      data: { adopteeLe: toDatabase(input.adopteeLe), numero: input.numero },
    })
    await tx.journal("redevance.deliberation-adoptee", {
      concerneId: collectiviteId,
      objet: `deliberation/${row.id}`,
      apres: { annee: row.annee, numero: input.numero, adopteeLe: input.adopteeLe },
    })
    return ok({ id: row.id })
  })
}

const ratesOf = ({ souterrainKm, aerienKm, empriseM2, nonRoutierKm, nonRoutierM2 }: Taux): Taux => ({
  ...{ souterrainKm, aerienKm, empriseM2, nonRoutierKm, nonRoutierM2 },
})

function tooHigh(taux: Taux, bareme: Bareme) {
  for (const champ of Object.keys(TAUX_LABELS) as (keyof Taux)[]) {
    if (Number(taux[champ]) > Number(bareme[champ])) {
      return refuse("taux-trop-eleve", {
        ...{ champ: TAUX_LABELS[champ], annee: String(bareme.annee) },
        saisi: formatRate(taux[champ]),
        plafond: formatRate(bareme[champ]),
      })
    }
  }
  return null
}
