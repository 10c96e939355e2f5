import type { Tx } from "@/lib/access/door.ts"
import { empty, join, sql } from "@/lib/platform/db.ts"
import { fold } from "@/lib/platform/format.ts"
import type { SouscriptionFilter } from "../schema.ts"
import type { OptionSouscrite, Prix, SouscriptionEtat } from "../types.ts"
import { prixOf } from "./member.ts"
import { optionsOf } from "./options.ts"

export type DeskRow = {
  id: string
  collectivite: string
  collectivitePublicId: string
  service: string
  quantite: number
  unite: string | null
  prix: Prix | null
  options: OptionSouscrite[]
  etat: SouscriptionEtat
  demandeLe: Date
  dateSouhaitee: string
}

export const DESK_PAGE = 50
/** Nobody reads past this: counting stops one row further. */
const COUNT_BOUND = 1000

const ORDERS = {
  demande: sql`so."demandeLe"`,
  "-demande": sql`so."demandeLe" desc`,
  collectivite: sql`c."nomPlie"`,
  "-collectivite": sql`c."nomPlie" desc`,
  service: sql`s.nom`,
  "-service": sql`s.nom desc`,
} as const

export const DESK_SORT = "-demande"

type Raw = Omit<DeskRow, "prix"> & {
  prixUnitaire: string | null
  periodicite: Prix["periodicite"] | null
  categorieTva: Prix["categorieTva"] | null
  tauxTva: string | null
}

export async function listDesk(tx: Tx, filter: SouscriptionFilter): Promise<{ rows: DeskRow[]; counted: number }> {
  const where = whereOf(filter)
  const rows = await tx.$queryRaw<Raw[]>`
    select so.id, c.nom as collectivite, c."publicId" as "collectivitePublicId", s.nom as service, so.quantite, coalesce(t.unite, so.unite) as unite, so.etat,
      so."demandeLe", so."dateSouhaitee"::text as "dateSouhaitee", so."prixUnitaire"::text as "prixUnitaire", so.periodicite,
      so."categorieTva", so."tauxTva"::text as "tauxTva", ${optionsOf(sql`so`)} as options
    from souscription so join collectivite c on c.id = so."collectiviteId" join service s on s.id = so."serviceId"
    left join tarif t on t.id = so."tarifId"
    ${where} order by ${ORDERS[filter.tri ?? DESK_SORT]}, so.id limit ${DESK_PAGE} offset ${(filter.page - 1) * DESK_PAGE}`
  const [count] = await tx.$queryRaw<{ counted: number }[]>`
    select count(*)::int as counted from (select from souscription so join collectivite c on c.id = so."collectiviteId"
      join service s on s.id = so."serviceId" ${where} limit ${COUNT_BOUND + 1}) bounded`
  return { rows: rows.map(deskRow), counted: count?.counted ?? 0 }
}

const deskRow = ({ prixUnitaire, periodicite, categorieTva, tauxTva, ...row }: Raw): DeskRow => ({
  ...row,
  prix: prixOf({ prixUnitaire, periodicite, categorieTva, tauxTva }),
})

const AWAITS = {
  avenant: sql`exists (select from avenant_demande d where d."collectiviteId" = so."collectiviteId" and d."souscriptionId" = so.id and d.etat = 'demandee')`,
  // Within the operator's first notice of the last day, or of the last on which it is still refused.
  terme: sql`so.etat = 'en_service' and (so.terme - make_interval(months => coalesce(so."preavisMois", 0)))::date
    <= (now() at time zone 'Europe/Paris')::date + (select max(jours) from operateur o, unnest(o."conventionJours") jours)`,
  fin: sql`so.etat = 'en_service' and exists (select from denonciation d where d."collectiviteId" = so."collectiviteId"
    and d."souscriptionId" = so.id and d.terme = so.terme and d."retireeLe" is null)`,
} as const

function whereOf(filter: SouscriptionFilter) {
  const clauses = [
    ...(filter.q ? [sql`c."nomPlie" like ${`%${fold(filter.q).replace(/[\\%_]/g, "\\$&")}%`}`] : []),
    ...(filter.etat ? [sql`so.etat = ${filter.etat}::souscription_etat`] : []),
    ...(filter.attend ? [AWAITS[filter.attend]] : []),
    ...(filter.service ? [sql`s.slug = ${filter.service}`] : []),
  ]
  return clauses.length > 0 ? sql`where ${join(clauses, " and ")}` : empty
}

export type DeskCounts = Record<SouscriptionEtat, number>

/** How many are in each state: the strip above the list. */
export async function countByEtat(tx: Tx): Promise<DeskCounts> {
  const rows = await tx.souscription.groupBy({ by: ["etat"], _count: { _all: true } })
  const counts: DeskCounts = { a_approuver: 0, approuvee: 0, en_service: 0, refusee: 0, annulee: 0, terminee: 0 }
  for (const { etat, _count } of rows) counts[etat] = _count._all
  return counts
}

/** Services that somebody asked for: the choices of the filter. */
export const listAskedServices = (tx: Tx): Promise<{ slug: string; nom: string }[]> =>
  tx.service.findMany({
    where: { souscriptions: { some: {} } },
    select: { slug: true, nom: true },
    orderBy: { nom: "asc" },
  })
