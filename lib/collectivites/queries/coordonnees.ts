import type { Tx } from "@/lib/access/door.ts"
import { manquesOf } from "../rules.ts"
import type { Manque } from "../types.ts"

/** What a member's home says of her own file: what is missing that she can give, and a mailbox that waits for its code. */
export type CoordonneesToDo = { manques: Manque[]; courrielAConfirmer: boolean }

export async function findCoordonneesToDo(tx: Tx, collectiviteId: string): Promise<CoordonneesToDo> {
  const [row] = await tx.$queryRaw<(Parameters<typeof manquesOf>[0] & { courrielAConfirmer: boolean })[]>`
    select 'sans objet' as siren, f.siret, f.adresse, f."codePostal", f.ville, f."courrielOfficiel",
      exists (select from changement_courriel m where m."collectiviteId" = c.id and m."confirmeLe" is null
        and m."abandonneLe" is null and m."codeExpireLe" > now()) as "courrielAConfirmer"
    from collectivite c left join fiche f on f."collectiviteId" = c.id where c.id = ${collectiviteId}::uuid`
  return row
    ? { manques: manquesOf(row), courrielAConfirmer: row.courrielAConfirmer }
    : { manques: [], courrielAConfirmer: false }
}

/** The one change of mailbox that waits; null when none does, or when its code is out of date. */
export const findChangementCourriel = (tx: Tx, collectiviteId: string, now: Date) =>
  tx.changementCourriel.findFirst({
    where: { collectiviteId, confirmeLe: null, abandonneLe: null, codeExpireLe: { gt: now } },
    select: { id: true, ancien: true, nouveau: true, codeExpireLe: true },
  })

export type ChangementCourriel = NonNullable<Awaited<ReturnType<typeof findChangementCourriel>>>
