import type { Tx } from "@/lib/access/door.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { compact } from "../rules/cells.ts"
import type { RawRow } from "../rules/file.ts"
import { indexRegister, type Known, keysOf, type Register } from "../rules/identify.ts"
import type { PopulationSnapshot } from "../rules/populations.ts"
import type { KnownPersonne, KnownRattachement, RattachementSnapshot } from "../rules/rattachements.ts"
import type { PopulationGenre } from "../types.ts"

type Keyed = Readonly<Record<string, string>>

/** The bodies that these rows name, by any of their codes; a SIRET names its SIREN. */
export async function findRegister(tx: Tx, rows: readonly RawRow[]): Promise<Register> {
  const keys = rows.map(({ cells }) => ({ ...keysOf(cells), siret: sirenOfCell(cells) }))
  const known = await tx.$queryRaw<Known[]>`
    select c.id, c."publicId", c.type::text, c.nom, c.departement, c."codeInsee", c.siren, c."categorieJuridique",
      f.siret, f.adresse, f."codePostal", f.ville, f."courrielOfficiel", f.telephone,
      a.statut::text, a.depuis::text as "statutDepuis"
    from collectivite c left join fiche f on f."collectiviteId" = c.id
      left join adhesion a on a."collectiviteId" = c.id and a.jusqua is null
    where c."publicId" = any (${unique(keys.map(({ identifiant }) => identifiant))})
      or c."codeInsee" = any (${unique(keys.map(({ codeInsee }) => codeInsee))})
      or c.siren = any (${unique(keys.flatMap(({ siren, siret }) => [siren, siret]))})`
  return indexRegister(known)
}

const sirenOfCell = (cells: Keyed): string => compact(cells.siret ?? "").slice(0, 9)
const unique = (values: readonly string[]): string[] => [...new Set(values)].filter((value) => value !== "")

/** Populations go by code: INSEE of a commune, SIREN of an EPCI, "D27" of a Département. */
export async function findPopulations(
  tx: Tx,
  rows: readonly RawRow[],
  genre: PopulationGenre,
  millesime: number,
): Promise<PopulationSnapshot> {
  const codes = unique(rows.map(({ cells }) => compact(cells.code ?? "").toUpperCase()))
  const register = await tx.$queryRaw<{ code: string; id: string; nom: string }[]>`
    select k.code, c.id, c.nom from collectivite c, lateral (
      select case c.type when 'commune' then c."codeInsee" when 'epci' then c.siren when 'departement' then 'D' || c.departement end as code
    ) k where k.code = any (${codes})`
  const recorded = await tx.$queryRaw<{ code: string; millesime: number; habitants: number }[]>`
    select distinct on (code, publie) code, millesime, habitants
    from (select *, millesime = ${millesime} as publie from population) p
    where genre = ${genre}::population_genre and millesime <= ${millesime} and code = any (${codes})
    order by code, publie, millesime desc`
  const published = recorded.filter((row) => row.millesime === millesime)
  const previous = recorded.filter((row) => row.millesime !== millesime)
  return {
    register: new Map(register.map(({ code, ...body }) => [code, body])),
    published: new Map(published.map(({ code, habitants }) => [code, habitants])),
    previous: new Map(previous.map(({ code, ...figure }) => [code, figure])),
  }
}

export async function findLiens(tx: Tx, rows: readonly RawRow[]): Promise<RattachementSnapshot> {
  const courriels = unique(rows.map(({ cells }) => (cells.courriel ?? "").toLowerCase()))
  const personnes = await tx.$queryRaw<(KnownPersonne & { courriel: string })[]>`
    select id, courriel, nom, genre::text, "desactiveeLe" is not null as desactivee from personne
    where courriel = any (${courriels})`
  const liens = await tx.$queryRaw<
    (Omit<KnownRattachement, "depuis" | "jusqua"> & { depuis: string; jusqua: string | null })[]
  >`
    select id, "collectiviteId", "personneId", role::text, fonction, depuis::text, jusqua::text from rattachement
    where "personneId" = any (${personnes.map(({ id }) => id)}::uuid[])`
  return {
    register: await findRegister(tx, rows),
    personnes: new Map(personnes.map(({ courriel, ...personne }) => [courriel, personne])),
    rattachements: liens.map((lien) => ({
      ...lien,
      depuis: calendarDate(lien.depuis),
      jusqua: lien.jusqua === null ? null : calendarDate(lien.jusqua),
    })),
  }
}
