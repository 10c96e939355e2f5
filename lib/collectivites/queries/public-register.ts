import type { Tx } from "@/lib/access/door.ts"
import type { PopulationGenre } from "@/lib/operateur/types.ts"
import { foldSearch } from "../rules.ts"
import type { CollectiviteType } from "../types.ts"

export type Suggestion = {
  publicId: string
  nom: string
  type: CollectiviteType
  codesPostaux: string[]
  departement: string
}

/** Nobody types more than a name; the rest would only cost the database. */
const LONGEST_SEARCH = 60

/** Bodies of the territory by name or postcode: those that begin so, then those that contain it; look-alikes where none does. */
export async function searchCollectivites(
  tx: Tx,
  typed: string,
  types: readonly CollectiviteType[],
  limit: number,
): Promise<Suggestion[]> {
  const text = foldSearch(typed.slice(0, LONGEST_SEARCH))
  if (text === "") return []
  return tx.$queryRaw<Suggestion[]>`
    with nomme as (
      select "publicId", nom, type::text, "codesPostaux", departement, "nomCherche" as cherche
      from collectivite where type::text = any (${types})
        and not exists (select from succession s where s."predecesseurId" = collectivite.id and s.le <= (now() at time zone 'Europe/Paris')::date)
    ), trouve as materialized (
      select * from nomme where cherche like '%' || ${text} || '%' or ${text} = any ("codesPostaux")
    ), retenu as (
      select * from trouve
      union all
      select * from nomme where not exists (select from trouve) and word_similarity(${text}, cherche) > 0.5
    )
    select "publicId", nom, type, "codesPostaux", departement from retenu
    order by cherche <> ${text}, cherche not like ${text} || '%', cherche not like '% ' || ${text} || '%',
      cherche not like '%' || ${text} || '%', word_similarity(${text}, cherche) desc, cherche, "publicId"
    limit ${limit}`
}

export type CollectivitePublique = {
  id: string
  publicId: string
  type: CollectiviteType
  nom: string
  code: string
  departement: string
  codesPostaux: string[]
  categorieJuridique: string | null
  epci: { id: string; nom: string } | null
}

/** Public facts of one body, by its address in the portal. */
export async function findCollectivitePublique(tx: Tx, publicId: string): Promise<CollectivitePublique | null> {
  const row = await tx.collectivite.findUnique({
    where: { publicId },
    select: {
      id: true,
      publicId: true,
      type: true,
      nom: true,
      codeInsee: true,
      siren: true,
      departement: true,
      codesPostaux: true,
      categorieJuridique: true,
      epci: { select: { id: true, nom: true } },
    },
  })
  if (!row) return null
  const { codeInsee, siren, ...body } = row
  return { ...body, code: populationCode({ ...body, codeInsee, siren }) }
}

type Coded = { type: CollectiviteType; codeInsee: string | null; siren: string | null; departement: string }

/** How the table of populations names it; "" for a body without population of its own. */
const populationCode = ({ type, codeInsee, siren, departement }: Coded): string =>
  type === "departement" ? `D${departement}` : (codeInsee ?? (type === "epci" ? siren : null) ?? "")

export async function findHabitants(
  tx: Tx,
  code: string,
  genre: PopulationGenre,
  millesime: number,
): Promise<number | null> {
  const row = await tx.population.findUnique({ where: { code_genre_millesime: { code, genre, millesime } } })
  return row?.habitants ?? null
}

/** Members among the communes of an EPCI; null where either count is under three (held by the database). */
export async function countAdherentNeighbours(
  tx: Tx,
  epciId: string,
): Promise<{ communes: number; adherentes: number } | null> {
  const rows = await tx.$queryRaw<{ communes: number; adherentes: number }[]>`
    select communes, adherentes from portail_voisins_adherents(${epciId}::uuid)`
  return rows[0] ?? null
}

export type RegisterFacts = {
  types: { type: CollectiviteType; collectivites: number }[]
  populations: { genre: PopulationGenre; millesime: number; source: string; codes: number }[]
}

/** What the register holds, and of which vintages: for the page on data. */
export async function describeRegister(tx: Tx): Promise<RegisterFacts> {
  const types = await tx.$queryRaw<RegisterFacts["types"]>`
    select type, count(*)::int as collectivites from collectivite group by type order by type`
  const populations = await tx.$queryRaw<RegisterFacts["populations"]>`
    select genre, millesime, source, count(*)::int as codes from population
    group by genre, millesime, source order by millesime desc, genre, source`
  return { types, populations }
}
