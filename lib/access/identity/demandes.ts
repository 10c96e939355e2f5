import { randomInt, randomUUID } from "node:crypto"
import type { RattachementRole } from "@/generated/prisma/enums.ts"
import type { SignedIn } from "@/lib/access/context.ts"
import type { DatabaseTx } from "@/lib/platform/db.ts"
import { env } from "@/lib/platform/env.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { attempt } from "./attempts.ts"
import { identite } from "./factors.ts"
import { queueSealedMail } from "./sealed-mail.ts"
import { keyedHash } from "./secrets.ts"
import { journal } from "./trace.ts"

/** Someone asks to act for a collectivité: a code goes to its official mailbox, then the operator checks. */

/** A shared mailbox is not read every day. */
export const CODE_DAYS = 7
/** Six digits, so few guesses: after these the request goes on to the operator without the code. */
export const CODE_TRIES = 5

export type Ask = { publicId: string; role: RattachementRole; fonction: string }
export type AskRefusal =
  | "collectivite-inconnue"
  | "collectivite-disparue"
  | "deja-rattachee"
  | "deja-demandee"
  | "trop-de-demandes"
export type ConfirmRefusal = "demande-inconnue" | "code-faux" | "code-epuise"

const hashCode = (id: string, code: string): string => keyedHash(env().NEXTAUTH_SECRET, "code", `${id}:${code}`)

export async function askRattachement(who: SignedIn, ask: Ask): Promise<Result<{ id: string }, AskRefusal>> {
  if (!(await attempt("demande.compte", who.personneId))) return refuse("trop-de-demandes")
  return identite(async (tx) => {
    const collectivite = await tx.collectivite.findUnique({ where: { publicId: ask.publicId }, select: { id: true } })
    if (!collectivite) return refuse("collectivite-inconnue")
    const successeur = await findSuccesseur(tx, collectivite.id)
    if (successeur) return refuse("collectivite-disparue", successeur)
    const refused = await alreadyThere(tx, who, collectivite.id, ask.role)
    if (refused) return refuse(refused)
    const id = randomUUID()
    const code = String(randomInt(1_000_000)).padStart(6, "0")
    await tx.demandeRattachement.create({
      data: {
        id,
        collectiviteId: collectivite.id,
        personneId: who.personneId,
        role: ask.role,
        fonction: ask.fonction,
        etat: "code_envoye",
        codeHache: hashCode(id, code),
        codeExpireLe: new Date(Date.now() + CODE_DAYS * 86_400_000),
      },
      select: { id: true },
    })
    await queueSealedMail(tx, { genre: "code", collectiviteId: collectivite.id, demandeId: id, code })
    await journal(tx, who.personneId, "rattachement.asked", {
      concerneId: collectivite.id,
      objet: `demande_rattachement/${id}`,
      apres: { role: ask.role, fonction: ask.fonction },
    })
    return ok({ id })
  })
}

/** Who took over a commune that has disappeared: one by a merger, several by a split. */
async function findSuccesseur(tx: DatabaseTx, id: string): Promise<{ nom: string; successeur: string } | undefined> {
  const [row] = await tx.$queryRaw<{ nom: string; successeur: string }[]>`
    select p.nom, string_agg(c.nom, ' ou ' order by c.nom) as successeur
    from succession s join collectivite p on p.id = s."predecesseurId" join collectivite c on c.id = s."successeurId"
    where p.id = ${id}::uuid and s.le <= (now() at time zone 'Europe/Paris')::date group by p.nom`
  return row
}

async function alreadyThere(tx: DatabaseTx, who: SignedIn, collectiviteId: string, role: RattachementRole) {
  const [held] = await tx.$queryRaw<{ held: boolean }[]>`select exists (select from rattachement
    where "collectiviteId" = ${collectiviteId}::uuid and "personneId" = ${who.personneId}::uuid
      and role = ${role}::rattachement_role and daterange(depuis, jusqua) @> (now() at time zone 'Europe/Paris')::date) as held`
  if (held?.held) return "deja-rattachee"
  const open = await tx.demandeRattachement.count({
    where: { collectiviteId, personneId: who.personneId, etat: { in: ["code_envoye", "a_verifier"] } },
  })
  return open > 0 ? "deja-demandee" : null
}

/** A wrong code is counted and kept, which is why a refusal here does not undo its transaction. */
export const confirmCode = (who: SignedIn, id: string, code: string): Promise<Result<void, ConfirmRefusal>> =>
  identite(async (tx) => {
    const [demande] = await tx.$queryRaw<
      { collectiviteId: string; codeHache: string | null; codeExpireLe: Date | null; codeEssais: number }[]
    >`select "collectiviteId", "codeHache", "codeExpireLe", "codeEssais" from demande_rattachement
      where id = ${id}::uuid and "personneId" = ${who.personneId}::uuid and etat = 'code_envoye' for update`
    if (!demande) return refuse("demande-inconnue")
    const { collectiviteId, codeHache, codeExpireLe, codeEssais } = demande
    const where = { collectiviteId_id: { collectiviteId, id } }
    const fait = { concerneId: collectiviteId, objet: `demande_rattachement/${id}` }
    const expired = codeExpireLe === null || codeExpireLe < new Date()
    if (!expired && codeHache === hashCode(id, code)) {
      await tx.demandeRattachement.update({
        where,
        data: { etat: "a_verifier", codeConfirmeLe: new Date(), codeHache: null },
      })
      await journal(tx, who.personneId, "rattachement.code_confirmed", fait)
      return ok(undefined)
    }
    if (expired || codeEssais + 1 >= CODE_TRIES) {
      await tx.demandeRattachement.update({
        where,
        data: { etat: "a_verifier", codeHache: null, codeEssais: codeEssais + 1 },
      })
      await journal(tx, who.personneId, "rattachement.code_given_up", fait)
      return refuse("code-epuise")
    }
    await tx.demandeRattachement.update({ where, data: { codeEssais: codeEssais + 1 } })
    await journal(tx, who.personneId, "rattachement.code_wrong", fait)
    return refuse("code-faux")
  })
