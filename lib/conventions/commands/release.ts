import { systeme } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import { findActe } from "../queries/actes.ts"
import type { ActeRefusal } from "../types.ts"
import { release } from "./steps.ts"

/** An act that its élu refused still holds its file or its souscription: both go back to where another act is written. */
export const releaseNextActe = (): Promise<Result<{ acte: string }, ActeRefusal | "rien">> => {
  const ctx = systeme("actes.release", "operateur")
  return write(ctx, "actes.produce", async (tx) => {
    const [row] = await tx.$queryRaw<{ collectiviteId: string; id: string }[]>`
      select a."collectiviteId", a.id from acte a where a.etat = 'refuse' and (
        exists (select from dossier_adhesion d where d."collectiviteId" = a."collectiviteId" and d."acteId" = a.id and d.etat = 'en_signature')
        or exists (select from souscription s where s."collectiviteId" = a."collectiviteId" and s."conventionId" = a.id)
        or exists (select from avenant v where v."collectiviteId" = a."collectiviteId" and v."acteId" = a.id and v.etat = 'a_signer'))
      order by a.id limit 1 for update skip locked`
    const acte = row && (await findActe(tx, row.collectiviteId, row.id))
    if (!acte) return refuse("rien")
    const { motif } = await tx.acte.findFirstOrThrow({ where: { id: acte.id }, select: { motif: true } })
    const released = await release(tx, ctx, acte, motif ?? "refusée")
    if (!released.ok) return released
    await tx.journal("acte.libere", { concerneId: acte.collectiviteId, objet: `acte/${acte.id}` })
    return { ok: true, value: { acte: acte.id } }
  })
}
