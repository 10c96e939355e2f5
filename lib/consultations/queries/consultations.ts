import type { Tx } from "@/lib/access/door.ts"
import { POPULATION_CODE } from "@/lib/collectivites/queries/population.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { type CalendarDate, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { isFor, type Repondant } from "../rules.ts"
import type { MaConsultation } from "../types.ts"

type Mine = { collectiviteId: string; type: CollectiviteType }

/** What is asked of one collectivité today, the soonest to close first, with what it answered. */
export async function listMesConsultations(
  tx: Tx,
  { collectiviteId, type }: Mine,
  day: CalendarDate,
): Promise<MaConsultation[]> {
  const rows = await tx.consultation.findMany({
    where: { closeLe: null, jusqua: { gte: toDatabase(day) } },
    orderBy: [{ jusqua: "asc" }, { creeLe: "asc" }],
    include: {
      service: { select: { slug: true, nom: true, types: true } },
      reponses: { where: { collectiviteId }, select: { avis: true, choix: true, commentaire: true, majLe: true } },
    },
  })
  return rows
    .filter(({ service }) => isFor(service, type))
    .map(({ id, titre, question, choix, jusqua, service: { slug, nom }, reponses: [reponse] }) => ({
      ...{ id, titre, question, choix, service: { slug, nom } },
      ...{ jusqua: fromDatabase(jusqua), reponse: reponse ?? null },
    }))
}

export type ConsultationRow = {
  id: string
  titre: string
  service: string
  jusqua: CalendarDate
  close: boolean
  reponses: number
  interesses: number
}

/** All of them for the staff, those still open first. */
export async function listConsultations(tx: Tx, day: CalendarDate): Promise<ConsultationRow[]> {
  const rows = await tx.$queryRaw<(Omit<ConsultationRow, "jusqua"> & { jusqua: Date })[]>`
    select c.id, c.titre, s.nom as service, c.jusqua, (c."closeLe" is not null or c.jusqua < ${toDatabase(day)}::date) as close,
      count(r.id)::int as reponses, count(r.id) filter (where r.avis = 'interesse')::int as interesses
    from consultation c join service s on s.id = c."serviceId" left join consultation_reponse r on r."consultationId" = c.id
    group by c.id, s.nom order by close, c.jusqua desc, c."creeLe" desc limit 200`
  return rows.map(({ jusqua, ...row }) => ({ ...row, jusqua: fromDatabase(jusqua) }))
}

export type ReponseRow = Repondant & {
  nom: string
  publicId: string
  type: CollectiviteType
  commentaire: string | null
}

/** One consultation with every answer and how many were asked; null for none. */
export async function findConsultation(tx: Tx, id: string) {
  const row = await tx.consultation.findUnique({
    where: { id },
    include: { service: { select: { slug: true, nom: true, types: true } } },
  })
  if (!row) return null
  const reponses = await tx.$queryRaw<ReponseRow[]>`
    select c.nom, c."publicId", c.type::text, r.avis::text, r.choix, r.commentaire,
      (select p.habitants from population p, operateur o where p.code = ${POPULATION_CODE} and c.type in ('commune', 'epci')
        and p.genre = o."populationGenre" and p.millesime = o."populationMillesime") as habitants
    from consultation_reponse r join collectivite c on c.id = r."collectiviteId"
    where r."consultationId" = ${id}::uuid order by r.avis, c.nom`
  const [asked] = await tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from collectivite c
    join adhesion a on a."collectiviteId" = c.id and a.jusqua is null and a.statut = 'adherent'
    where cardinality(${row.service.types}::text[]) = 0 or c.type::text = any (${row.service.types}::text[])`
  return { ...row, jusqua: fromDatabase(row.jusqua), reponses, demandees: asked?.n ?? 0 }
}
export type ConsultationFile = NonNullable<Awaited<ReturnType<typeof findConsultation>>>
