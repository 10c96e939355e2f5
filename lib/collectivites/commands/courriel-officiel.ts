import { randomInt, randomUUID } from "node:crypto"
import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { queueSealedMail } from "@/lib/access/identity/sealed-mail.ts"
import { keyedHash } from "@/lib/access/identity/secrets.ts"
import { env } from "@/lib/platform/env.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { ConfirmCourrielInput } from "../schema.ts"
import { COURRIEL_CODE_DAYS, COURRIEL_CODE_TRIES, COURRIEL_CODES_PER_DAY, type CoordonneesRefusal } from "../types.ts"

/**
 * The official mailbox receives the codes that let people in: whoever changes it must read the present one. When nobody
 * reads it any more, staff change it after a check (complete-fiche.ts).
 */
const hashCode = (id: string, code: string): string =>
  keyedHash(env().NEXTAUTH_SECRET, "code", `courriel:${id}:${code}`)

type Change = { ancien: string; nouveau: string }

/** Inside the transaction of the form. The request before, if one waits, is given up. */
export async function askForCourriel(
  tx: WriteTx,
  ctx: MembreContext,
  { ancien, nouveau }: Change,
): Promise<Result<void, CoordonneesRefusal>> {
  const { collectiviteId, nom } = only(ctx)
  const since = new Date(Date.now() - 86_400_000)
  const recent = await tx.changementCourriel.count({ where: { collectiviteId, creeLe: { gt: since } } })
  if (recent >= COURRIEL_CODES_PER_DAY) return refuse("trop-de-changements")
  await giveUp(tx, collectiviteId)
  const id = randomUUID()
  const code = String(randomInt(1_000_000)).padStart(6, "0")
  await tx.changementCourriel.create({
    data: {
      ...{ collectiviteId, id, ancien, nouveau, demandeParId: ctx.who.personneId, codeHache: hashCode(id, code) },
      codeExpireLe: new Date(Date.now() + COURRIEL_CODE_DAYS * 86_400_000),
    },
  })
  await queueSealedMail(tx, {
    genre: "courriel-officiel",
    courriel: ancien,
    ...{ nouveau, code, collectivite: nom, demandeur: ctx.who.nom },
  })
  await tx.journal("courriel_officiel.asked", {
    concerneId: collectiviteId,
    objet: `changement_courriel/${id}`,
    apres: { ancien, nouveau },
  })
  return ok(undefined)
}

const giveUp = (tx: WriteTx, collectiviteId: string) =>
  tx.changementCourriel.updateMany({
    where: { collectiviteId, confirmeLe: null, abandonneLe: null },
    data: { abandonneLe: new Date() },
  })

type Outcome = "confirme" | "code-faux" | "code-epuise"

/** A wrong code is counted and stays counted: the transaction ends well, and the refusal is said after it. */
export async function confirmCourriel(
  ctx: MembreContext,
  { code }: ConfirmCourrielInput,
): Promise<Result<void, CoordonneesRefusal>> {
  const judged = await write(ctx, "coordonnees.edit", async (tx): Promise<Result<Outcome, CoordonneesRefusal>> => {
    const { collectiviteId } = only(ctx)
    const waiting = await lockWaiting(tx, collectiviteId)
    if (!waiting) return refuse("changement-inconnu")
    const outcome = judge(waiting, code)
    if (outcome === "confirme" && !(await apply(tx, collectiviteId, waiting))) return refuse("fiche-modifiee")
    await tx.changementCourriel.update({
      where: { collectiviteId_id: { collectiviteId, id: waiting.id } },
      data: {
        codeEssais: { increment: outcome === "confirme" ? 0 : 1 },
        confirmeLe: outcome === "confirme" ? new Date() : null,
        abandonneLe: outcome === "code-epuise" ? new Date() : null,
      },
    })
    const fait = { concerneId: collectiviteId, objet: `changement_courriel/${waiting.id}` }
    if (outcome === "confirme") {
      const { ancien, nouveau } = waiting
      await tx.journal("courriel_officiel.changed", { ...fait, avant: { ancien }, apres: { nouveau } })
    } else await tx.journal("courriel_officiel.code_wrong", fait)
    return ok(outcome)
  })
  if (!judged.ok) return judged
  return judged.value === "confirme" ? ok(undefined) : refuse(judged.value)
}

export const giveUpCourriel = (ctx: MembreContext): Promise<Result<void, CoordonneesRefusal>> =>
  write(ctx, "coordonnees.edit", async (tx) => {
    const { collectiviteId } = only(ctx)
    if (!(await lockWaiting(tx, collectiviteId))) return refuse("changement-inconnu")
    await giveUp(tx, collectiviteId)
    await tx.journal("courriel_officiel.given_up", { concerneId: collectiviteId })
    return ok(undefined)
  })

type Waiting = Change & { id: string; codeHache: string; codeExpireLe: Date; codeEssais: number }

/** Two codes typed at once are counted one after the other; out of date, it waits no more. */
async function lockWaiting(tx: WriteTx, collectiviteId: string): Promise<Waiting | null> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    select id, ancien, nouveau, "codeHache", "codeEssais" from changement_courriel
    where "collectiviteId" = ${collectiviteId}::uuid and "confirmeLe" is null and "abandonneLe" is null
      and "codeExpireLe" > now() for update`
  return row ?? null
}

function judge({ id, codeHache, codeEssais }: Waiting, code: string): Outcome {
  if (codeHache === hashCode(id, code)) return "confirme"
  return codeEssais + 1 >= COURRIEL_CODE_TRIES ? "code-epuise" : "code-faux"
}

/** False when staff changed the mailbox meanwhile: what the old box confirmed is no longer the present one's word. */
async function apply(tx: WriteTx, collectiviteId: string, { ancien, nouveau }: Change): Promise<boolean> {
  const { count } = await tx.fiche.updateMany({
    where: { collectiviteId, courrielOfficiel: ancien },
    data: { courrielOfficiel: nouveau, majLe: new Date() },
  })
  return count === 1
}
