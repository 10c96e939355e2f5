import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { findRedevances } from "../queries/commune.ts"
import { findDossier, findPaper } from "../queries/creance.ts"
import { listDeliberations } from "../queries/deliberations.ts"
import { findCreancier, findMandat } from "../queries/dossier.ts"
import { listBaremes, listOperateurs } from "../queries/reference.ts"
import { findLastCodes } from "../queries/titres.ts"

type Consulted<T> = { nom: string; mandat: Awaited<ReturnType<typeof findMandat>> } & T

/** Staff opens something of a commune's redevances: what concerns a member leaves a trace, reading too. */
function consult<T extends object | null>(
  ctx: AgentContext,
  publicId: string,
  { objet, find }: { objet: string; find: (tx: Tx, collectiviteId: string) => Promise<T> },
): Promise<Consulted<NonNullable<T>> | null> {
  return write(ctx, "collectivites.consult", async (tx) => {
    const found = await tx.collectivite.findUnique({ where: { publicId }, select: { id: true, nom: true } })
    await tx.journal("redevance.consultee", { concerneId: found?.id ?? null, objet })
    if (!found) return null
    const what = await find(tx, found.id)
    return what && { nom: found.nom, mandat: await findMandat(tx, found.id), ...what }
  })
}

export const consultCommune = (ctx: AgentContext, publicId: string, today: CalendarDate) =>
  consult(ctx, publicId, {
    objet: "redevances",
    find: async (tx, id) => ({
      redevances: await findRedevances(tx, id, today),
      operateurs: await listOperateurs(tx),
    }),
  })

/** What one operator owes for one year, as the commune sees it. */
export const consultDossier = (ctx: AgentContext, publicId: string, annee: number, operateurId: string) =>
  consult(ctx, publicId, {
    objet: `redevances/${annee}`,
    find: async (tx, id) => {
      const dossier = await findDossier(tx, id, annee, operateurId)
      return dossier && { dossier, operateurs: await listOperateurs(tx) }
    },
  })

/** What its letter, its état or its titre is made of. */
export const consultPaper = (ctx: AgentContext, publicId: string, annee: number, operateurId: string) =>
  consult(ctx, publicId, {
    objet: `redevances/${annee}`,
    find: async (tx, id) => {
      const paper = await findPaper(tx, id, annee, operateurId)
      return paper && { ...paper, codes: await findLastCodes(tx, id) }
    },
  })

export const consultDeliberations = (ctx: AgentContext, publicId: string) =>
  consult(ctx, publicId, {
    objet: "redevances/deliberations",
    find: async (tx, id) => ({
      deliberations: await listDeliberations(tx, id),
      baremes: await listBaremes(tx),
      creancier: await findCreancier(tx, id),
    }),
  })
