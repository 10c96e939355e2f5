import { type MembreContext, only } from "@/lib/access/context.ts"
import type { Tx } from "@/lib/access/door.ts"
import { type CommuneBal, listCommunesOf } from "@/lib/bal/queries/communes.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"

export const accesOf = (tx: Tx, ctx: MembreContext) => findAcces(tx, only(ctx), "adresses")

export type Territoire = { communes: CommuneBal[]; commune: CommuneBal | null }

/** A commune speaks of itself; an EPCI chooses one of its own in the address. */
export async function territoireOf(tx: Tx, ctx: MembreContext, choix: string | undefined): Promise<Territoire> {
  const { collectiviteId, type } = only(ctx)
  const communes = await listCommunesOf(tx, collectiviteId)
  const commune = type === "epci" ? communes.find(({ publicId }) => publicId === choix) : communes[0]
  return { communes, commune: commune ?? null }
}
