import type { WriteTx } from "@/lib/access/door.ts"
import type { Parametres } from "../types.ts"

/** Only imports write populations: one at a time. */
export async function applyPopulations(
  tx: WriteTx,
  importId: string,
  { genre, millesime }: NonNullable<Parametres["population"]>,
): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('population'))::text`
  await tx.$executeRaw`
    update import_ligne l set issue = 'perimee'
    where l."importId" = ${importId}::uuid and l.verdict in ('nouveau', 'modifie') and l.issue is null
      and l.differences #>> '{0,avant}' is distinct from (
        select p.habitants::text from population p
        where p.code = l.donnees ->> 'code' and p.genre = ${genre}::population_genre and p.millesime = ${millesime})`
  await tx.$executeRaw`
    insert into population (code, genre, millesime, habitants, source)
    select donnees ->> 'code', ${genre}::population_genre, ${millesime}, (donnees ->> 'habitants')::int,
      ${`INSEE, populations légales ${millesime} (fichier importé)`}
    from import_ligne where "importId" = ${importId}::uuid and verdict in ('nouveau', 'modifie') and issue is null
    on conflict (code, genre, millesime) do update set habitants = excluded.habitants, source = excluded.source`
}
