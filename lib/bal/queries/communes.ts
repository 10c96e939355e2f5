import type { Tx } from "@/lib/access/door.ts"

export type CommuneBal = { id: string; publicId: string; nom: string; codeInsee: string }

/** The communes that a collectivité may speak for: itself, or its members when it is an EPCI. */
export async function listCommunesOf(tx: Tx, collectiviteId: string): Promise<CommuneBal[]> {
  const rows = await tx.collectivite.findMany({
    where: {
      codeInsee: { not: null },
      type: "commune",
      OR: [{ id: collectiviteId }, { epciId: collectiviteId }],
    },
    select: { id: true, publicId: true, nom: true, codeInsee: true },
    orderBy: { nomPlie: "asc" },
  })
  return rows.flatMap(({ codeInsee, ...row }) => (codeInsee ? [{ ...row, codeInsee }] : []))
}
