import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { asJson } from "@/lib/platform/json.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findVoie } from "../queries/report.ts"
import { adresseEnMots } from "../rules/differences.ts"
import { indiceQualite } from "../rules/indice.ts"
import { cibleVoie, compterLignes, type LigneVoie, type Niveaux, nombresParCode } from "../rules/rapport.ts"
import type { ExceptionInput, LiftInput } from "../schema.ts"
import type { BalRefusal } from "../types.ts"

type Answer = Promise<Result<{ voie: string | null }, BalRefusal>>

/** "Not an error", with its reason: it stays so in the next versions, until lifted. */
export function declareException(ctx: MembreContext, input: ExceptionInput): Answer {
  const { collectiviteId } = only(ctx)
  return write(ctx, "bal.correct", async (tx) => {
    const voie = await findVoie(tx, collectiviteId, input.voie)
    if (!voie?.version.courante) return refuse("version-inconnue")
    const lignes = voie.lignes.filter(({ ligne }) => input.ligne === null || ligne === input.ligne)
    if (!lignes.some(({ anomalies }) => anomalies.some(({ code }) => code === input.code)))
      return refuse("anomalie-inconnue")
    const [first] = lignes
    const cible = input.ligne === null || !first ? cibleVoie(voie.nom, voie.deleguee) : first.cible
    const adresse = input.ligne === null || !first ? (voie.nom ?? "sans nom de voie") : adresseEnMots(first, voie.nom)
    const { communeId } = voie.version
    const already = await tx.balException.count({
      where: { collectiviteId, communeId, code: input.code, cible, leveeLe: null },
    })
    if (already > 0) return refuse("deja-ecartee")
    const { id } = await tx.balException.create({
      data: {
        ...{ collectiviteId, communeId, code: input.code, cible, adresse, motif: input.motif },
        parId: ctx.who.personneId,
      },
      select: { id: true },
    })
    await applyTo(tx, { collectiviteId, communeId, code: input.code, cible }, true)
    await tx.journal("bal.exception-declared", {
      concerneId: collectiviteId,
      objet: `bal_exception/${id}`,
      apres: { code: input.code, adresse, motif: input.motif },
    })
    return ok({ voie: voie.id })
  })
}

export function liftException(ctx: MembreContext, input: LiftInput): Answer {
  const { collectiviteId } = only(ctx)
  return write(ctx, "bal.correct", async (tx) => {
    const found = await tx.balException.findFirst({ where: { collectiviteId, id: input.exception, leveeLe: null } })
    if (!found) return refuse("exception-inconnue")
    await tx.balException.update({
      where: { collectiviteId_id: { collectiviteId, id: found.id } },
      data: { leveeLe: new Date(), leveeParId: ctx.who.personneId },
    })
    await applyTo(tx, found, false)
    await tx.journal("bal.exception-lifted", {
      concerneId: collectiviteId,
      objet: `bal_exception/${found.id}`,
      avant: { code: found.code, adresse: found.adresse, motif: found.motif },
    })
    return ok({ voie: null })
  })
}

type Target = { collectiviteId: string; communeId: string; code: string; cible: string }

/** Marks the anomaly in the version in use and counts its streets and the whole again. */
async function applyTo(tx: WriteTx, { collectiviteId, communeId, code, cible }: Target, set: boolean): Promise<void> {
  // The version is locked: of two people at once, the second counts from what the first left.
  const [version] = await tx.$queryRaw<{ id: string; niveaux: Niveaux }[]>`
    select id, niveaux from bal_version
    where "collectiviteId" = ${collectiviteId}::uuid and "communeId" = ${communeId}::uuid and courante for no key update`
  if (!version) return
  const others = await tx.balException.findMany({
    where: { collectiviteId, communeId, code, leveeLe: null, NOT: { cible } },
    select: { cible: true },
  })
  const left = new Set([...others.map((other) => other.cible), ...(set ? [cible] : [])])
  const voies = await tx.balVoie.findMany({
    where: { collectiviteId, versionId: version.id, codes: { has: code } },
    select: { id: true, nom: true, deleguee: true, lignes: true },
  })
  for (const voie of voies) {
    const street = cibleVoie(voie.nom, voie.deleguee)
    const lignes = asJson<LigneVoie[]>(voie.lignes)
    if (street !== cible && !lignes.some((ligne) => ligne.cible === cible)) continue
    const marked = lignes.map((ligne) => ({
      ...ligne,
      anomalies: ligne.anomalies.map(({ exception: _, ...anomalie }) =>
        anomalie.code !== code
          ? (ligne.anomalies.find((same) => same.code === anomalie.code && same.detail === anomalie.detail) ?? anomalie)
          : left.has(ligne.cible) || left.has(street)
            ? { ...anomalie, exception: true as const }
            : anomalie,
      ),
    }))
    await tx.balVoie.update({
      where: { collectiviteId_id: { collectiviteId, id: voie.id } },
      data: { lignes: marked, ...compterLignes(marked, version.niveaux) },
      select: { id: true },
    })
  }
  await recount(tx, collectiviteId, version.id, code)
}

async function recount(tx: WriteTx, collectiviteId: string, versionId: string, code: string): Promise<void> {
  const where = { collectiviteId, versionId }
  const { _sum } = await tx.balVoie.aggregate({
    where,
    _sum: {
      ...{ adresses: true, bloquees: true, deplacees: true, certifiees: true, parcelles: true, toponymes: true },
      ...{ p1: true, p2: true, p3: true, p4: true, ecartees: true },
    },
  })
  const sums = Object.fromEntries(Object.entries(_sum).map(([name, sum]) => [name, sum ?? 0])) as Record<
    keyof typeof _sum,
    number
  >
  const bearing = await tx.balVoie.findMany({ where: { ...where, codes: { has: code } }, select: { lignes: true } })
  const [count] = nombresParCode(bearing.map(({ lignes }) => ({ lignes: asJson<LigneVoie[]>(lignes) }))).filter(
    (nombre) => nombre.code === code,
  )
  const { nombres } = await tx.balVersion.findFirstOrThrow({
    where: { collectiviteId, id: versionId },
    select: { nombres: true },
  })
  const counts = (nombres as { code: string }[]).map((nombre) => (nombre.code === code && count ? count : nombre))
  await tx.balVersion.update({
    where: { collectiviteId_id: { collectiviteId, id: versionId } },
    data: { ...sums, nombres: counts, indice: indiceQualite(sums) },
    select: { id: true },
  })
}
