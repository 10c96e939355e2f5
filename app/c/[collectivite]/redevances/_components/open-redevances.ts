import { only } from "@/lib/access/context.ts"
import type { Tx } from "@/lib/access/door.ts"
import type { membreContext } from "@/lib/access/request.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import type { Acces } from "@/lib/souscriptions/types.ts"

export type Membre = Awaited<ReturnType<typeof membreContext>>

/** The pages of this part open with the service of the catalogue. */
export const accesOf = (tx: Tx, ctx: Membre): Promise<Acces> => {
  const { collectiviteId, type } = only(ctx)
  return findAcces(tx, { collectiviteId, type }, "redevances")
}
