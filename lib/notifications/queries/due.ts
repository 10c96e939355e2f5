import { sql } from "@/lib/platform/db.ts"
import { RAPPEL_HEBDOMADAIRE } from "../rules.ts"
import type { Genre } from "../types/genres.ts"

type Sql = ReturnType<typeof sql>

/**
 * Only what the rhythm may remind of, so that what has had its three reminders never fills a batch: of a row `of` of a tenant, about
 * `objet`, which waits since `depuis`.
 */
export const dueAt = (now: Date, depuis: Sql, { genre, objet, of }: { genre: Genre; objet: Sql; of: Sql }): Sql => sql`
  ${depuis} <= ${now}::timestamptz - make_interval(days => ${RAPPEL_HEBDOMADAIRE.apresJours}::int)
  and (select count(*) < ${RAPPEL_HEBDOMADAIRE.max}::int and coalesce(max(r.le), '-infinity') <= ${now}::timestamptz
      - make_interval(days => ${RAPPEL_HEBDOMADAIRE.tousLesJours}::int)
    from rappel r where r."collectiviteId" = ${of}."collectiviteId" and r.genre = ${genre} and r."objetId" = ${objet})`
