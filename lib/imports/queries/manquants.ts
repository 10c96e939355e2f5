import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"

export type Manquant = {
  identifiant: string
  nom: string
  codeInsee: string | null
  siren: string | null
  siret: string | null
  adresse: string | null
  codePostal: string | null
  ville: string | null
  courrielOfficiel: string | null
  telephone: string | null
}

const membres = (day: CalendarDate) => sql`
  from collectivite c
  join adhesion a on a."collectiviteId" = c.id and a.statut in ('adherent', 'conventionne')
    and daterange(a.depuis, a.jusqua) @> ${day}::date
  left join fiche f on f."collectiviteId" = c.id`

/** Members of that day whose titre cannot be deposited electronically, or to whom nothing can be sent. */
export const listManquants = (tx: Tx, day: CalendarDate): Promise<Manquant[]> =>
  tx.$queryRaw<Manquant[]>`
    select c."publicId" as identifiant, c.nom, c."codeInsee", c.siren, f.siret, f.adresse, f."codePostal", f.ville,
      f."courrielOfficiel", f.telephone
    ${membres(day)}
    where c.siren is null or f.siret is null or f.adresse is null or f."codePostal" is null or f.ville is null
      or f."courrielOfficiel" is null
    order by c.type, c."nomPlie", c.id`

export type ManquantCounts = {
  membres: number
  incomplets: number
  siren: number
  siret: number
  adresse: number
  courriel: number
}

export async function countManquants(tx: Tx, day: CalendarDate): Promise<ManquantCounts> {
  const [row] = await tx.$queryRaw<ManquantCounts[]>`
    select count(*)::int as membres, count(*) filter (where c.siren is null)::int as siren,
      count(*) filter (where f.siret is null)::int as siret,
      count(*) filter (where f.adresse is null or f."codePostal" is null or f.ville is null)::int as adresse,
      count(*) filter (where f."courrielOfficiel" is null)::int as courriel,
      count(*) filter (where c.siren is null or f.siret is null or f.adresse is null or f."codePostal" is null
        or f.ville is null or f."courrielOfficiel" is null)::int as incomplets
    ${membres(day)}`
  if (!row) throw new Error("a count answers one row")
  return row
}
