import type { WriteTx } from "@/lib/access/door.ts"
import { rereadDepots } from "@/lib/bal/commands/reread.ts"

/** A cell that is empty in the file leaves what is recorded. Where an outline is new, the addresses are judged by it. */
export async function applyContours(tx: WriteTx, importId: string): Promise<void> {
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext('bal_commune'))::text`
  await tx.$executeRaw`
    insert into bal_commune ("concerneId", contour, long, lat, lot, "fermetureCommercialeLe", "fermetureTechniqueLe", source)
    select l."concerneId", nullif(l.donnees ->> 'contour', '')::jsonb,
      nullif(split_part(l.donnees ->> 'centre', ', ', 1), '')::numeric, nullif(split_part(l.donnees ->> 'centre', ', ', 2), '')::numeric,
      nullif(l.donnees ->> 'lot', ''), nullif(l.donnees ->> 'fermetureCommerciale', '')::date,
      nullif(l.donnees ->> 'fermetureTechnique', '')::date, i."fichierNom"
    from import_ligne l join import i on i.id = l."importId"
    where l."importId" = ${importId}::uuid and l.verdict in ('nouveau', 'modifie') and l.issue is null
    on conflict ("concerneId") do update set
      contour = coalesce(excluded.contour, bal_commune.contour), long = coalesce(excluded.long, bal_commune.long),
      lat = coalesce(excluded.lat, bal_commune.lat), lot = coalesce(excluded.lot, bal_commune.lot),
      "fermetureCommercialeLe" = coalesce(excluded."fermetureCommercialeLe", bal_commune."fermetureCommercialeLe"),
      "fermetureTechniqueLe" = coalesce(excluded."fermetureTechniqueLe", bal_commune."fermetureTechniqueLe"),
      source = excluded.source, "majLe" = now()`
  const outlined = await tx.$queryRaw<{ concerneId: string }[]>`
    select l."concerneId" from import_ligne l
    where l."importId" = ${importId}::uuid and l.verdict in ('nouveau', 'modifie') and l.issue is null
      and l.differences @> '[{"champ": "contour"}]'`
  await rereadDepots(
    tx,
    outlined.map(({ concerneId }) => concerneId),
  )
}
