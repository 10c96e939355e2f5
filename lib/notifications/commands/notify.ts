import type { WriteTx } from "@/lib/access/door.ts"
import { GENRES } from "../types/genres.ts"
import type { Avis } from "../types.ts"

/**
 * Tells people, inside the transaction of what happened: neither news without its act nor an act without its news. The
 * same kind about the same thing is told to a person once. Who acts is not told of her own act, unless she is named.
 * How she hears of it (portal, mail, digest) is sorted afterwards by the worker (commands/sort.ts).
 */
export const notify = (tx: WriteTx, avis: Avis): Promise<void> => notifyAll(tx, [avis])

/** Many at once, in one statement: a campaign has hundreds. */
export async function notifyAll(tx: WriteTx, avis: readonly Avis[]): Promise<void> {
  if (avis.length === 0) return
  await tx.$executeRaw`
    insert into notification ("collectiviteId", "personneId", "auteurId", genre, "objetId", titre, texte, lien, legale)
    select n."collectiviteId", d."personneId", portail_personne(), n.genre, n."objetId", n.titre, n.texte, n.lien, n.legale
    from jsonb_to_recordset(${JSON.stringify(avis.map(rowOf))}::jsonb) as n("collectiviteId" uuid, genre text,
      "objetId" uuid, titre text, texte text, lien text, legale boolean, groupe text, personnes uuid[]),
    lateral (
      select r."personneId" from rattachement r
      where r."collectiviteId" = n."collectiviteId"
        and daterange(r.depuis, r.jusqua) @> (now() at time zone 'Europe/Paris')::date
        and (n.groupe = 'equipe' or (n.groupe = 'elus' and r.role = 'elu')
          or (n.groupe = 'secretaires' and r.role in ('secretaire', 'administrateur')))
      union
      select unnest(n.personnes)
      union all
      -- A member's transaction does not know the staff: one row for all of them, and the worker gives each her own.
      select null where n.groupe = 'agents'
    ) d
    where d."personneId" is distinct from portail_personne() or n.groupe = 'agents'
    on conflict ("collectiviteId", genre, "objetId", "personneId") do nothing`
}

function rowOf({ destinataires, legale, ...avis }: Avis) {
  if (!/^\/(?!\/)/.test(avis.lien)) throw new Error(`${avis.genre}: ${avis.lien} is no path of the portal`)
  const groupe = typeof destinataires === "string" ? destinataires : null
  const personnes = typeof destinataires === "string" ? [] : destinataires
  return { ...avis, legale: GENRES[avis.genre].legale || legale === true, groupe, personnes }
}
