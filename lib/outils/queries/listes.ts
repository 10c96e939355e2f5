import { z } from "zod"
import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import { fold } from "@/lib/platform/format.ts"
import type { Ecartee } from "../rules/comptes.ts"
import type { AccesFilter } from "../schema.ts"
import { holds } from "./droits.ts"

const ecartees = z.array(z.object({ ligne: z.number(), raison: z.string(), texte: z.string() }))

export type Liste = {
  fichier: string
  recueLe: Date
  comptes: number
  collectivites: number
  ecartees: readonly Ecartee[]
}

/** The provider's last list of one tool, with the lines that were set aside. */
export async function findListe(tx: Tx, serviceId: string): Promise<Liste | null> {
  const row = await tx.moduleListe.findFirst({ where: { serviceId }, orderBy: { recueLe: "desc" } })
  return row && { ...row, ecartees: ecartees.parse(row.ecartees) }
}

export type AccesRow = {
  publicId: string
  nom: string
  nommes: number
  fournisseur: number | null
  /** Listed by the provider without a right here, and the other way round; null where no list was received. */
  sansDroit: number | null
  sansCompte: number | null
}

type Listing = { serviceId: string; day: CalendarDate; filter: AccesFilter; pageSize: number }

/** Collectivités that have the tool: those where the two sides disagree first; `counted` over all pages. */
export async function listAcces(
  tx: Tx,
  { serviceId, day, filter, pageSize }: Listing,
): Promise<{ rows: AccesRow[]; counted: number }> {
  const { q, ecarts, page } = filter
  const named = q ? sql`and c."nomPlie" like ${`%${fold(q).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`}` : empty
  const rows = await tx.$queryRaw<(AccesRow & { counted: number })[]>`
    with droit as (
      select d."collectiviteId", lower(p.courriel) as courriel from module_droit d join personne p on p.id = d."personneId"
      where d."serviceId" = ${serviceId}::uuid and ${holds(day)}
    ), place as (
      select c.id, c."publicId", c.nom, c."nomPlie", a.comptes as fournisseur, a."listeLe",
        (select count(*)::int from droit where droit."collectiviteId" = c.id) as nommes,
        (select count(*)::int from module_compte k where k."collectiviteId" = c.id and k."serviceId" = ${serviceId}::uuid
          and not exists (select from droit where droit."collectiviteId" = c.id and droit.courriel = k.courriel)) as en_trop,
        (select count(*)::int from droit where droit."collectiviteId" = c.id and not exists (select from module_compte k
          where k."collectiviteId" = c.id and k."serviceId" = ${serviceId}::uuid and k.courriel = droit.courriel)) as en_moins
      from collectivite c
      left join module_acces a on a."collectiviteId" = c.id and a."serviceId" = ${serviceId}::uuid
        and a."titulaireId" = c.id and a."closLe" is null
      where exists (select from souscription s where s."collectiviteId" = c.id and s."serviceId" = ${serviceId}::uuid and s.etat = 'en_service')
        ${named}
    )
    select "publicId", nom, nommes, fournisseur, (case when "listeLe" is not null then en_trop end) as "sansDroit",
      (case when "listeLe" is not null then en_moins end) as "sansCompte", count(*) over ()::int as counted
    from place ${ecarts ? sql`where "listeLe" is not null and en_trop + en_moins > 0` : empty}
    order by ("listeLe" is not null and en_trop + en_moins > 0) desc, nommes > 0 desc, "nomPlie"
    limit ${pageSize} offset ${(page - 1) * pageSize}`
  return { rows: rows.map(({ counted: _, ...row }) => row), counted: rows[0]?.counted ?? 0 }
}
