import type { Tx } from "@/lib/access/door.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import type { CotisationRegle } from "@/lib/cotisations/types.ts"
import { findRegle } from "@/lib/operateur/queries.ts"
import { today } from "@/lib/platform/dates.ts"
import { computeEffetPopulations, type EffetPopulations, type LignePopulation } from "../rules/effet-populations.ts"
import type { Parametres } from "../types.ts"

type Population = NonNullable<Parametres["population"]>
type Row = Omit<LignePopulation, "regle"> & { type: CollectiviteType; membre: boolean }

/** The reference is the operator's of the day: another kind of population changes no cotisation. */
export type EffetImport = EffetPopulations & { reference: Population }

/** Over the lines that wait to be applied, confirmed or not. */
export async function findEffetPopulations(tx: Tx, importId: string, population: Population): Promise<EffetImport> {
  const { populationGenre, populationMillesime } = await tx.operateur.findFirstOrThrow({
    select: { populationGenre: true, populationMillesime: true },
  })
  const day = today()
  const rows = await tx.$queryRaw<Row[]>`
    select l.ligne, (l.donnees ->> 'habitants')::int as apres, coalesce(p.habitants, (l.donnees ->> 'precedent')::int) as avant,
      r.habitants as reference, c.type::text, exists (
        select from adhesion a where a."collectiviteId" = c.id and a.statut = 'adherent'
          and daterange(a.depuis, a.jusqua) @> ${day}::date) as membre
    from import_ligne l join collectivite c on c.id = l."concerneId"
    left join population p on p.code = l.donnees ->> 'code'
      and p.genre = ${population.genre}::population_genre and p.millesime = ${population.millesime}::int
    left join population r on r.code = l.donnees ->> 'code'
      and r.genre = ${populationGenre}::population_genre and r.millesime = ${populationMillesime}::int
    where l."importId" = ${importId}::uuid and l.verdict in ('nouveau', 'modifie') order by l.ligne`
  const regles = new Map<CollectiviteType, CotisationRegle | null>()
  for (const { type } of rows) if (!regles.has(type)) regles.set(type, await findRegle(tx, type, day))
  const counts = population.genre === populationGenre
  return {
    ...computeEffetPopulations(
      rows.map(({ type, membre, ...row }) => ({ ...row, regle: counts && membre ? (regles.get(type) ?? null) : null })),
    ),
    reference: { genre: populationGenre, millesime: populationMillesime },
  }
}
