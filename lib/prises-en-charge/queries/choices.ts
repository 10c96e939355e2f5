import type { Tx } from "@/lib/access/door.ts"

export type Choice = { value: string; label: string }

/** The communes of an intercommunalité, for which it may pay. */
export async function listCommunes(tx: Tx, epciId: string): Promise<Choice[]> {
  const rows = await tx.collectivite.findMany({
    where: { epciId, type: "commune" },
    select: { publicId: true, nom: true },
    orderBy: { nomPlie: "asc" },
  })
  return rows.map(({ publicId, nom }) => ({ value: publicId, label: nom }))
}

/** Who may pay for this body: its intercommunalité first, then whoever is no commune. */
export async function listPayeurs(tx: Tx, collectiviteId: string): Promise<Choice[]> {
  const body = await tx.collectivite.findUniqueOrThrow({ where: { id: collectiviteId }, select: { epciId: true } })
  const rows = await tx.collectivite.findMany({
    where: { type: { not: "commune" }, id: { not: collectiviteId } },
    select: { id: true, publicId: true, nom: true },
    orderBy: { nomPlie: "asc" },
  })
  const own = rows.filter(({ id }) => id === body.epciId)
  return [...own, ...rows.filter(({ id }) => id !== body.epciId)].map(({ publicId, nom }) => ({
    value: publicId,
    label: nom,
  }))
}

/** Services that cost something: what membership covers has nobody to pay it. */
export async function listPayants(tx: Tx): Promise<Choice[]> {
  const rows = await tx.service.findMany({
    where: { etat: "publie", mode: { not: "inclus" } },
    select: { slug: true, nom: true },
    orderBy: { nom: "asc" },
  })
  return rows.map(({ slug, nom }) => ({ value: slug, label: nom }))
}
