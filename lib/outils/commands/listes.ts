import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type CompteLu, type Ecartee, readComptes } from "../rules/comptes.ts"
import type { ListeInput } from "../schema.ts"
import { LISTE_MAX_BYTES, type OutilRefusal } from "../types.ts"

/**
 * The provider's list of accounts. It is whole for each collectivité that it names, whose list and count it replaces; it says
 * nothing of the others.
 */
export async function receiveListe(
  ctx: AgentContext,
  { service: slug, fichier }: ListeInput,
): Promise<Result<{ slug: string }, OutilRefusal>> {
  if (fichier.size === 0) return refuse("fichier-absent")
  if (fichier.size > LISTE_MAX_BYTES) return refuse("fichier-trop-gros")
  const read = readComptes(new Uint8Array(await fichier.arrayBuffer()))
  if (!read.ok) return read
  return write(ctx, "outils.manage", async (tx) => {
    const module = await tx.module.findFirst({ where: { service: { slug } }, select: { serviceId: true } })
    if (!module) return refuse("outil-inconnu")
    // Two lists of one tool at once would mix.
    await tx.$queryRaw`select 1 from service where id = ${module.serviceId}::uuid for update`
    const { placed, unknown } = await placeComptes(tx, read.value.comptes)
    if (placed.size === 0) return refuse("fichier-vide")
    for (const [collectiviteId, comptes] of placed) await replace(tx, module.serviceId, collectiviteId, comptes)
    const comptes = [...placed.values()].reduce((sum, list) => sum + list.length, 0)
    const ecartees = [...read.value.ecartees, ...unknown].sort((a, b) => a.ligne - b.ligne)
    const { id } = await tx.moduleListe.create({
      data: {
        ...{ serviceId: module.serviceId, fichier: fichier.name.slice(0, 120), recueParId: ctx.who.personneId },
        ...{ comptes, collectivites: placed.size, ecartees },
      },
      select: { id: true },
    })
    await tx.journal("outil.liste-recue", {
      objet: `module_liste/${id}`,
      apres: { service: slug, comptes, collectivites: placed.size, ecartees: ecartees.length },
    })
    return ok({ slug })
  })
}

async function placeComptes(tx: WriteTx, comptes: readonly CompteLu[]) {
  const named = [...new Set(comptes.map(({ collectivite }) => collectivite))]
  const rows = await tx.collectivite.findMany({
    where: { OR: [{ publicId: { in: named } }, { siren: { in: named } }, { codeInsee: { in: named } }] },
    select: { id: true, publicId: true, siren: true, codeInsee: true },
  })
  const byName = new Map(
    rows.flatMap(({ id, publicId, siren, codeInsee }) =>
      [publicId, siren, codeInsee].filter((name) => name !== null).map((name) => [name, id]),
    ),
  )
  const placed = new Map<string, Map<string, CompteLu>>()
  const unknown: Ecartee[] = []
  for (const compte of comptes) {
    const { ligne, collectivite, courriel, nom } = compte
    const id = byName.get(collectivite)
    if (!id) {
      unknown.push({
        ligne,
        raison: "collectivité inconnue",
        texte: `${collectivite} ; ${courriel} ; ${nom}`.slice(0, 120),
      })
      continue
    }
    const list = placed.get(id) ?? new Map<string, CompteLu>()
    // The same body by two of its names: its account counts once.
    if (list.has(courriel))
      unknown.push({ ligne, raison: "même compte deux fois", texte: `${collectivite} ; ${courriel}` })
    else list.set(courriel, compte)
    placed.set(id, list)
  }
  return { placed: new Map([...placed].map(([id, list]) => [id, [...list.values()]])), unknown }
}

async function replace(tx: WriteTx, serviceId: string, collectiviteId: string, comptes: readonly CompteLu[]) {
  await tx.moduleCompte.deleteMany({ where: { collectiviteId, serviceId } })
  await tx.moduleCompte.createMany({
    data: comptes.map(({ courriel, nom, profil, dernierUsageLe }) => ({
      ...{ collectiviteId, serviceId, courriel, nom, profil },
      dernierUsageLe: dernierUsageLe && toDatabase(dernierUsageLe),
    })),
  })
  const key = { collectiviteId, serviceId, titulaireId: collectiviteId }
  const last = comptes
    .map(({ dernierUsageLe }) => dernierUsageLe)
    .filter((day) => day !== null)
    .sort()
    .at(-1)
  const counted = { comptes: comptes.length, listeLe: toDatabase(today()), majLe: new Date(), closLe: null }
  await tx.moduleAcces.upsert({
    where: { collectiviteId_serviceId_titulaireId: key },
    create: { ...key, ...counted, dernierUsageLe: last ? toDatabase(last) : null },
    // A list that says nothing of uses erases nothing of what is known.
    update: last ? { ...counted, dernierUsageLe: toDatabase(last) } : counted,
  })
}
