import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"

export type CodeRow = { key: string; nom: string; code: string | null }
export type Codes = {
  general: string | null
  piliers: (CodeRow & { services: CodeRow[] })[]
  experimentations: (CodeRow & { service: string; depuis: CalendarDate; jusqua: CalendarDate })[]
}

/** The codes of the accounts: of what is no pillar's, of each pillar, of the services and experimentations that have their own. */
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
  const experimentations = await tx.experimentation.findMany({
    select: {
      ...{ id: true, objet: true, depuis: true, jusqua: true, codeAnalytique: true },
      service: { select: { nom: true } },
    },
    orderBy: [{ depuis: "desc" }, { objet: "asc" }],
  })
  return {
    experimentations: experimentations.map(({ id, objet, depuis, jusqua, codeAnalytique: code, service }) => ({
      ...{ key: id, nom: objet, code, service: service.nom },
      ...{ depuis: fromDatabase(depuis), jusqua: fromDatabase(jusqua) },
    })),
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
