import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { empty, join, sql } from "@/lib/platform/db.ts"
import { fold } from "@/lib/platform/format.ts"
import { asJson } from "@/lib/platform/json.ts"
import { type Decimal, decimal } from "@/lib/platform/money.ts"
import type { BandePrix } from "../rules/grille.ts"
import type { CatalogueFilter } from "../schema.ts"
import type { Maturite, Periodicite, ServiceEtat, TarifMode } from "../types.ts"

export type ManagedService = {
  slug: string
  nom: string
  pilier: string
  mode: TarifMode
  maturite: Maturite
  etat: ServiceEtat
  prixUnitaire: Decimal | null
  unite: string | null
  periodicite: Periodicite | null
  /** Its price is that of a band of population. */
  parBande: boolean
  /** Souscriptions that wait or run. */
  souscriptions: number
}

/** The whole catalogue as staff see it, drafts and withdrawn services too, with the price of the day. */
export function listManagedServices(tx: Tx, filter: CatalogueFilter, day: CalendarDate): Promise<ManagedService[]> {
  const clauses = [
    ...(filter.q
      ? fold(filter.q)
          .split(/[^\p{L}\p{N}]+/u)
          .filter(Boolean)
          .map((word) => sql`s.recherche like ${`%${word}%`}`)
      : []),
    ...(filter.pilier ? [sql`s."pilierId" = ${filter.pilier}`] : []),
    ...(filter.etat ? [sql`s.etat = ${filter.etat}::service_etat`] : []),
    ...(filter.mode ? [sql`s.mode = ${filter.mode}::tarif_mode`] : []),
  ]
  return tx.$queryRaw<ManagedService[]>`
    select s.slug, s.nom, p.nom as pilier, s.mode, s.maturite, s.etat,
      t."prixUnitaire"::text as "prixUnitaire", t.unite, t.periodicite, t.bandes is not null as "parBande",
      (select count(*)::int from souscription so where so."serviceId" = s.id
        and so.etat in ('a_approuver', 'approuvee', 'en_service')) as souscriptions
    from service s
    join pilier p on p.id = s."pilierId"
    left join lateral (
      select * from tarif where "serviceId" = s.id and genre = 'usage' and daterange(depuis, jusqua) @> ${toDatabase(day)}::date order by depuis desc limit 1
    ) t on true
    ${clauses.length > 0 ? sql`where ${join(clauses, " and ")}` : empty}
    order by p.rang, s.rang, s.nom`
}

export const listPiliers = (tx: Tx): Promise<{ id: string; nom: string }[]> =>
  tx.pilier.findMany({ select: { id: true, nom: true }, orderBy: { rang: "asc" } })

export type ServiceFile = NonNullable<Awaited<ReturnType<typeof findServiceFile>>>

/** All of one service for the staff, whatever its state. */
export async function findServiceFile(tx: Tx, slug: string) {
  const row = await tx.service.findUnique({
    where: { slug },
    include: {
      pilier: { select: { nom: true } },
      tarifs: { orderBy: [{ depuis: "desc" }, { unite: "asc" }] },
      _count: { select: { souscriptions: true } },
    },
  })
  if (!row) return null
  const { majLe, tarifs, _count, ...service } = row
  return {
    ...service,
    version: majLe.toISOString(),
    souscriptions: _count.souscriptions,
    tarifs: tarifs.map(({ prixUnitaire, tauxTva, depuis, jusqua, bandes, ...tarif }) => ({
      ...tarif,
      prixUnitaire: decimal(prixUnitaire.toString()),
      bandes: asJson<BandePrix[] | null>(bandes),
      tauxTva: decimal(tauxTva.toString()),
      depuis: fromDatabase(depuis),
      jusqua: jusqua && fromDatabase(jusqua),
    })),
  }
}
