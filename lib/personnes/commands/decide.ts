import type { z } from "zod"
import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { queueSealedMail } from "@/lib/access/identity/sealed-mail.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { decideInput } from "../schema.ts"
import { tellTeam } from "./tell.ts"

type Decision = z.output<typeof decideInput>

/** The operator opens the door to a person, or says why not; either way she is told by mail. */
export const decideRattachement = (
  ctx: AgentContext,
  { demande: id, decision, role, genre, motif }: Decision,
): Promise<Result<null, "demande-inconnue">> =>
  write(ctx, "rattachements.decide", async (tx) => {
    const demande = await tx.demandeRattachement.findFirst({
      where: { id, etat: { in: ["code_envoye", "a_verifier"] } },
      select: {
        collectiviteId: true,
        personneId: true,
        fonction: true,
        collectivite: { select: { nom: true, publicId: true } },
      },
    })
    if (!demande) return refuse("demande-inconnue")
    const { collectiviteId, personneId, fonction, collectivite } = demande
    const accepted = decision === "accepter"
    if (!(await close(tx, { collectiviteId, id }, accepted, motif, ctx))) return refuse("demande-inconnue")
    if (accepted) {
      await tx.personne.update({ where: { id: personneId }, data: { genre }, select: { id: true } })
      await tellTeam(tx, { collectiviteId, objetId: id, personneId, fonction, collectivite })
      await open(tx, { collectiviteId, personneId, role, fonction })
    }
    const { courriel } = await tx.personne.findUniqueOrThrow({ where: { id: personneId }, select: { courriel: true } })
    await queueSealedMail(tx, { genre: "reponse", courriel, collectivite: collectivite.nom, acceptee: accepted, motif })
    await tx.journal(accepted ? "rattachement.accepted" : "rattachement.refused", {
      concerneId: collectiviteId,
      objet: `demande_rattachement/${id}`,
      apres: accepted ? { personneId, role, fonction, genre } : { personneId, motif },
    })
    return ok(null)
  })

type Key = { collectiviteId: string; id: string }

/** False when a colleague decided first. A request whose code never came back goes through "à vérifier" like any other. */
async function close(tx: WriteTx, key: Key, accepted: boolean, motif: string, ctx: AgentContext): Promise<boolean> {
  await tx.demandeRattachement.updateMany({ where: { ...key, etat: "code_envoye" }, data: { etat: "a_verifier" } })
  const { count } = await tx.demandeRattachement.updateMany({
    where: { ...key, etat: "a_verifier" },
    data: {
      etat: accepted ? "acceptee" : "refusee",
      codeHache: null,
      decideParId: ctx.who.personneId,
      decideLe: new Date(),
      motif: motif || null,
    },
  })
  return count === 1
}

type Opening = { collectiviteId: string; personneId: string; role: Decision["role"]; fonction: string }

async function open(tx: WriteTx, { collectiviteId, personneId, role, fonction }: Opening): Promise<void> {
  const depuis = toDatabase(today())
  const held = await tx.rattachement.count({
    where: { collectiviteId, personneId, role, OR: [{ jusqua: null }, { jusqua: { gt: depuis } }] },
  })
  if (held > 0) return
  await tx.rattachement.create({ data: { collectiviteId, personneId, role, fonction, depuis, origine: "demande" } })
}
