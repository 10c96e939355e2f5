import { sql } from "@/lib/platform/db.ts"

/**
 * Under which code the populations count the body `c` of a query: a commune by its INSEE code, or by its address here until
 * it has one (a commune to come), an EPCI by its SIREN, a département by D and its number; nothing for a syndicat.
 */
export const POPULATION_CODE = sql`case c.type when 'commune' then coalesce(c."codeInsee", c."publicId")
  when 'epci' then c.siren when 'departement' then 'D' || c.departement end`
