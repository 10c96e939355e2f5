import type { Tx } from "@/lib/access/door.ts"

/** Help to read, for every commune. */
export const listGuides = (tx: Tx) =>
  tx.balGuide.findMany({
    select: { id: true, titre: true, texte: true, url: true, campagneId: true },
    orderBy: { titre: "asc" },
    take: 100,
  })
