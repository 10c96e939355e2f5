import type { SignedIn } from "@/lib/access/context.ts"
import { identite } from "./factors.ts"
import { journal } from "./trace.ts"

export const rename = (who: SignedIn, nom: string): Promise<void> =>
  identite(async (tx) => {
    await tx.personne.update({ where: { id: who.personneId }, data: { nom }, select: { id: true } })
    await journal(tx, who.personneId, "personne.renamed", { avant: { nom: who.nom }, apres: { nom } })
  })

/** The providers linked to her account, beside the address of her links. */
export const listIdentities = (who: SignedIn): Promise<{ id: string; fournisseur: string; creeLe: Date }[]> =>
  identite((tx) =>
    tx.identite.findMany({
      where: { personneId: who.personneId, fournisseur: { not: "email" } },
      select: { id: true, fournisseur: true, creeLe: true },
      orderBy: { creeLe: "asc" },
    }),
  )
