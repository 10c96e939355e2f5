import type { Tx } from "@/lib/access/door.ts"
import { SANS_PILIER } from "@/lib/partages/types.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { LignesFactureesFilter } from "../schema.ts"

export type LigneFacturee = {
  titreId: string
  reference: string
  collectivitePublicId: string
  nom: string
  rang: number
  libelle: string
  bases: string
  service: string | null
  codeAnalytique: string | null
  ht: Cents
}

/** What one figure of the accounts is made of: a year, and a pillar, a service, the cotisations, or all but these. */
export type LignesOf = { exercice: number; pilier?: string | null; service?: string; cotisations: boolean }

export const lignesOf = (
  filter: Pick<LignesFactureesFilter, "pilier" | "service" | "cotisations">,
  exercice: number,
): LignesOf => ({
  exercice,
  ...(filter.pilier === undefined ? {} : { pilier: filter.pilier === SANS_PILIER ? null : filter.pilier }),
  ...(filter.service === undefined ? {} : { service: filter.service }),
  cotisations: filter.cotisations === "oui",
})

/** Of what the lines are, in words. */
export async function findPlaceName(tx: Tx, { pilier, service, cotisations }: LignesOf): Promise<string> {
  if (cotisations) return "Cotisations"
  if (service)
    return (await tx.service.findUnique({ where: { slug: service }, select: { nom: true } }))?.nom ?? "Service inconnu"
  if (pilier === null) return "Charges générales"
  if (pilier)
    return (await tx.pilier.findUnique({ where: { id: pilier }, select: { nom: true } }))?.nom ?? "Pilier inconnu"
  return "Tous les services"
}

const conditions = ({ exercice, pilier, service, cotisations }: LignesOf) => sql`
  coalesce(o.exercice, t.exercice) = ${exercice}::int
  and (t.volet = 'cotisation' and l."pilierId" is null) = ${cotisations}
  ${pilier === undefined ? empty : sql`and l."pilierId" is not distinct from ${pilier}::text`}
  ${service === undefined ? empty : sql`and l."serviceId" = (select id from service where slug = ${service})`}`

const LIGNES = sql`titre t join titre_ligne l on l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id
  left join titre o on o."collectiviteId" = t."collectiviteId" and o.id = t."corrigeId"`

export const LIGNES_PER_PAGE = 50

/** The lines behind a figure of what is billed: what a correction takes off is below zero, so that they sum to it. */
export const listLignesFacturees = (
  tx: Tx,
  of: LignesOf,
  { limit = LIGNES_PER_PAGE, page = 1 } = {},
): Promise<LigneFacturee[]> => tx.$queryRaw<LigneFacturee[]>`
  select t.id as "titreId", t.exercice || '-' || t.serie || '-' || t.numero as reference, c."publicId" as "collectivitePublicId",
    t.debiteur ->> 'nom' as nom, l.rang::int, l.libelle, l.bases, s.nom as service, l."codeAnalytique",
    case t.nature when 'recette' then l."montantHt" else -l."montantHt" end as ht
  from ${LIGNES} join collectivite c on c.id = t."collectiviteId" left join service s on s.id = l."serviceId"
  where ${conditions(of)} order by t.exercice, t.serie, t.numero, l.rang
  limit ${limit}::int offset ${(page - 1) * limit}::int`

export async function sumLignesFacturees(tx: Tx, of: LignesOf): Promise<{ nombre: number; ht: Cents }> {
  const [row] = await tx.$queryRaw<[{ nombre: number; ht: Cents }]>`
    select count(*)::int as nombre, coalesce(sum(case t.nature when 'recette' then l."montantHt" else -l."montantHt" end), 0)::bigint as ht
    from ${LIGNES} where ${conditions(of)}`
  return row
}
