import type { Tx } from "@/lib/access/door.ts"

export type CodeRow = { key: string; nom: string; code: string | null }
export type Codes = { general: string | null; piliers: (CodeRow & { services: CodeRow[] })[] }

/** The codes of the accounts: of what is no pillar's, of each pillar, of the services that have their own. */
export async function findCodes(tx: Tx): Promise<Codes> {
  const { codeAnalytique } = await tx.operateur.findFirstOrThrow({ select: { codeAnalytique: true } })
  const piliers = await tx.pilier.findMany({
    select: {
      ...{ id: true, nom: true, codeAnalytique: true },
      services: {
        where: { etat: { not: "retire" } },
        select: { slug: true, nom: true, codeAnalytique: true },
        orderBy: [{ rang: "asc" }, { nom: "asc" }],
      },
    },
    orderBy: { rang: "asc" },
  })
  return {
    general: codeAnalytique,
    piliers: piliers.map(({ id, nom, codeAnalytique: code, services }) => ({
      ...{ key: id, nom, code },
      services: services.map(({ slug, codeAnalytique: own, ...service }) => ({
        key: slug,
        nom: service.nom,
        code: own,
      })),
    })),
  }
}
