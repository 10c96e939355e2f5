import type { WriteTx } from "@/lib/access/door.ts"
import { lockConcerned } from "./apply-membres.ts"
import type { LockedImport } from "./confirm.ts"

export async function applyRattachements(tx: WriteTx, { id, fichierNom }: LockedImport): Promise<void> {
  await lockConcerned(tx, id)
  await setAsideStale(tx, id)
  await tx.$executeRaw`
    insert into personne (nom, courriel, genre)
    select distinct on (donnees ->> 'courriel') donnees ->> 'nom', donnees ->> 'courriel', (donnees ->> 'genre')::personne_genre
    from import_ligne where "importId" = ${id}::uuid and verdict = 'nouveau' and issue is null
    order by donnees ->> 'courriel', ligne
    on conflict (courriel) do nothing`
  await tx.$executeRaw`
    insert into rattachement ("collectiviteId", "personneId", role, fonction, depuis, jusqua, origine)
    select l."concerneId", p.id, (l.donnees ->> 'role')::rattachement_role, l.donnees ->> 'fonction',
      (l.donnees ->> 'depuis')::date, nullif(l.donnees ->> 'jusqua', '')::date, ${`Import de « ${fichierNom} »`}
    from import_ligne l join personne p on p.courriel = l.donnees ->> 'courriel'
    where l."importId" = ${id}::uuid and l.verdict = 'nouveau' and l.issue is null`
  await tx.$executeRaw`
    update rattachement r set fonction = coalesce(x.apres ->> 'fonction', r.fonction),
      depuis = coalesce((x.apres ->> 'depuis')::date, r.depuis), jusqua = coalesce((x.apres ->> 'jusqua')::date, r.jusqua)
    from (
      select l."concerneId", (l.donnees ->> 'rattachementId')::uuid as id,
        (select jsonb_object_agg(d.champ, d.apres) from jsonb_to_recordset(l.differences) as d (champ text, apres text)) as apres
      from import_ligne l where l."importId" = ${id}::uuid and l.verdict = 'modifie' and l.issue is null
    ) x
    where r."collectiviteId" = x."concerneId" and r.id = x.id`
}

/** A link that changed, another one over the same days, a person deactivated since the preview. */
async function setAsideStale(tx: WriteTx, importId: string): Promise<void> {
  await tx.$executeRaw`
    update import_ligne l set issue = 'perimee'
    where l."importId" = ${importId}::uuid and l.verdict in ('nouveau', 'modifie') and l.issue is null and (
      exists (select from personne p where p.courriel = l.donnees ->> 'courriel'
        and (p."desactiveeLe" is not null or p.genre::text <> l.donnees ->> 'genre'))
      or exists (
        select from rattachement r join personne p on p.id = r."personneId"
        where p.courriel = l.donnees ->> 'courriel' and r."collectiviteId" = l."concerneId" and r.role::text = l.donnees ->> 'role'
          and r.id is distinct from (l.donnees ->> 'rattachementId')::uuid
          and daterange(r.depuis, r.jusqua) && daterange((l.donnees ->> 'depuis')::date, nullif(l.donnees ->> 'jusqua', '')::date))
      or (l.verdict = 'modifie' and not exists (
        select from rattachement r where r."collectiviteId" = l."concerneId" and r.id = (l.donnees ->> 'rattachementId')::uuid
          and not exists (
            select from jsonb_to_recordset(l.differences) as d (champ text, avant text)
            where jsonb_build_object('fonction', r.fonction, 'depuis', r.depuis::text, 'jusqua', r.jusqua::text) ->> d.champ
              is distinct from d.avant))))`
}
