import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { RepriseInput } from "../schema.ts"
import type { OutilRefusal } from "../types.ts"

/** The accounts of a body that disappeared: they become the successor's own once the tool knows it, or they are closed. */
export const decideReprise = (
  ctx: AgentContext,
  { service: slug, collectivite, acces: id, decision }: RepriseInput,
): Promise<Result<{ slug: string }, OutilRefusal>> =>
  write(ctx, "outils.manage", async (tx) => {
    const row = await claim(tx, { slug, collectivite, id })
    if (!row) return refuse("reprise-inconnue")
    const key = { collectiviteId: row.collectiviteId, serviceId: row.serviceId }
    await tx.moduleAcces.update({
      where: { collectiviteId_id: { collectiviteId: row.collectiviteId, id } },
      data: { closLe: new Date(), majLe: new Date() },
    })
    if (decision === "integrer") {
      const own = { ...key, titulaireId: row.collectiviteId }
      const before = await tx.moduleAcces.findUnique({ where: { collectiviteId_serviceId_titulaireId: own } })
      const data = {
        comptes: (before && !before.closLe ? before.comptes : 0) + row.comptes,
        identifiant: before?.identifiant ?? row.identifiant,
        // The first that ends is the one to renew.
        certificatJusqua: earliest(before?.certificatJusqua ?? null, row.certificatJusqua),
        dernierUsageLe: latest(before?.dernierUsageLe ?? null, row.dernierUsageLe),
        // The sum is of two holders: no list says it.
        ...{ closLe: null, listeLe: null, majLe: new Date() },
      }
      await tx.moduleAcces.upsert({
        where: { collectiviteId_serviceId_titulaireId: own },
        create: { ...own, ...data },
        update: data,
      })
    }
    await tx.journal(decision === "integrer" ? "outil.acces-integre" : "outil.acces-ferme", {
      concerneId: row.collectiviteId,
      objet: `service/${slug}`,
      apres: { titulaire: row.titulaireId, comptes: row.comptes },
    })
    return ok({ slug })
  })

/** Locked: of two who decide at once, the second finds it done. */
async function claim(tx: WriteTx, { slug, collectivite, id }: { slug: string; collectivite: string; id: string }) {
  await tx.$queryRaw`select 1 from module_acces where id = ${id}::uuid for update`
  const row = await tx.moduleAcces.findFirst({
    where: { id, closLe: null, service: { slug } },
  })
  const holder = row && (await tx.collectivite.findUnique({ where: { id: row.collectiviteId } }))
  return row && row.titulaireId !== row.collectiviteId && holder?.publicId === collectivite ? row : null
}

const earliest = (a: Date | null, b: Date | null) => (a && b ? (a < b ? a : b) : (a ?? b))
const latest = (a: Date | null, b: Date | null) => (a && b ? (a > b ? a : b) : (a ?? b))
