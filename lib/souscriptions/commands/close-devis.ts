import { type Context, personneOf } from "@/lib/access/context.ts"
import type { WriteTx } from "@/lib/access/door.ts"

type Over = { collectiviteId: string; souscriptionId: string; motif: string }

/** A souscription that is over has no price to wait for: the member says no to what was offered, the operator takes it back. */
export async function closeDevis(tx: WriteTx, by: Context, { collectiviteId, souscriptionId, motif }: Over) {
  const answered = { etat: "refuse", decideParId: personneOf(by), decideLe: new Date() } as const
  await tx.devis.updateMany({
    where: { collectiviteId, souscriptionId, etat: "propose" },
    data: { ...(by.kind === "membre" ? answered : { etat: "retire" }), motif: `Souscription ${motif}` },
  })
}
