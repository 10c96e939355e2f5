import type { Tx } from "@/lib/access/door.ts"
import { empty, join, sql } from "@/lib/platform/db.ts"
import type { RegisterFilter, RegisterSort } from "../schema.ts"
import { type AdhesionStatut, type CollectiviteType, STRATES } from "../types.ts"
import { nameContains } from "./name-search.ts"
import { POPULATION_CODE } from "./population.ts"

export type RegisterRow = {
  publicId: string
  nom: string
  type: CollectiviteType
  codeInsee: string | null
  siren: string | null
  siret: string | null
  epci: string | null
  habitants: number | null
  statut: AdhesionStatut
  synthetique: boolean
  depuis: Date | null
  manques: number
}

export type EpciChoice = { publicId: string; nom: string }

/** What electronic deposit asks for; missing, it never blocks a titre. */
const MANQUES = sql`((c.siren is null)::int + (f.siret is null)::int
  + (f.adresse is null or f."codePostal" is null or f.ville is null)::int + (f."courrielOfficiel" is null)::int)`

/**
 * Membership of the day and population by the operator's kind and millésime, beside each body of the register. The kind is
 * asked apart: PostgreSQL then knows that there is one, and joins the rows of one page only.
 */
const FROM = sql`
  from collectivite c
  left join adhesion a on a."collectiviteId" = c.id and a.jusqua is null
  left join fiche f on f."collectiviteId" = c.id
  left join collectivite e on e.id = c."epciId"
  left join population p on p.genre = (select "populationGenre" from operateur)
    and p.millesime = (select "populationMillesime" from operateur)
    and p.code = ${POPULATION_CODE}`

const ORDERS = {
  nom: sql`c."nomPlie"`,
  "-nom": sql`c."nomPlie" desc`,
  type: sql`c.type, c."nomPlie"`,
  "-type": sql`c.type desc, c."nomPlie"`,
  epci: sql`e."nomPlie" nulls last, c."nomPlie"`,
  "-epci": sql`e."nomPlie" desc nulls last, c."nomPlie"`,
  habitants: sql`p.habitants nulls last, c."nomPlie"`,
  "-habitants": sql`p.habitants desc nulls last, c."nomPlie"`,
  statut: sql`a.statut nulls first, c."nomPlie"`,
  "-statut": sql`a.statut desc nulls last, c."nomPlie"`,
  manques: sql`${MANQUES}, c."nomPlie"`,
  "-manques": sql`${MANQUES} desc, c."nomPlie"`,
} satisfies Record<RegisterSort, unknown>

type Slice = { limit: number; offset: number }

export function listRegister(tx: Tx, filter: RegisterFilter, { limit, offset }: Slice): Promise<RegisterRow[]> {
  return tx.$queryRaw<RegisterRow[]>`
    select c."publicId", c.nom, c.type, c."codeInsee", c.siren, f.siret, e.nom as epci, p.habitants,
      coalesce(a.statut, 'prospect') as statut, coalesce(a.synthetique, false) as synthetique, a.depuis, ${MANQUES} as manques
    ${FROM} ${where(filter)} order by ${ORDERS[filter.tri]}, c.id limit ${limit} offset ${offset}`
}

/** Stops counting at `bound`: nobody reads past it. */
export async function countRegister(tx: Tx, filter: RegisterFilter, bound: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ counted: number }[]>`
    select count(*)::int as counted from (select 1 ${FROM} ${where(filter)} limit ${bound}) counted`
  return row?.counted ?? 0
}

export const listEpciChoices = (tx: Tx): Promise<EpciChoice[]> =>
  tx.$queryRaw<EpciChoice[]>`select "publicId", nom from collectivite where type = 'epci' order by "nomPlie", id`

function where({ q, type, epci, statut, strate, manque }: RegisterFilter) {
  const band = STRATES.find(({ code }) => code === strate)
  const clauses = [
    ...words(q),
    ...(type ? [sql`c.type = ${type}::collectivite_type`] : []),
    ...(epci ? [sql`e."publicId" = ${epci}`] : []),
    ...(statut ? [sql`coalesce(a.statut, 'prospect') = ${statut}::adhesion_statut`] : []),
    ...(band ? [sql`p.habitants >= ${band.from}`] : []),
    ...(band && Number.isFinite(band.to) ? [sql`p.habitants <= ${band.to}`] : []),
    ...(manque ? [sql`${MANQUES} > 0`] : []),
  ]
  return clauses.length > 0 ? sql`where ${join(clauses, " and ")}` : empty
}

/** Digits are a code INSEE or the start of a SIREN; anything else is words of the name, in any order, accents aside. */
function words(q: string | undefined) {
  if (!q) return []
  const compact = q.replace(/[\s\u00a0\u202f]/g, "").toUpperCase()
  if (/^(?:\d{2}|2[AB])\d*$/.test(compact)) return [sql`(c."codeInsee" = ${compact} or c.siren like ${`${compact}%`})`]
  const named = nameContains(q)
  return named ? [named] : []
}
