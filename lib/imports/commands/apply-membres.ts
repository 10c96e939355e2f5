import { v7 as uuidv7 } from "uuid"
import type { WriteTx } from "@/lib/access/door.ts"
import { today } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import { fold } from "@/lib/platform/format.ts"
import { newPublicId } from "@/lib/platform/public-id.ts"
import type { LockedImport } from "./confirm.ts"

export async function applyMembres(tx: WriteTx, { id, fichierNom }: LockedImport): Promise<void> {
  await lockConcerned(tx, id)
  await setAsideStale(tx, id)
  await createBodies(tx, id, `Import de « ${fichierNom} »`)
  await changeAdhesions(tx, id, `Import de « ${fichierNom} »`)
  await tx.$executeRaw`
    update collectivite c set siren = coalesce(x.apres ->> 'siren', c.siren),
      "categorieJuridique" = coalesce(x.apres ->> 'categorieJuridique', c."categorieJuridique")
    from (
      select "concerneId", (select jsonb_object_agg(d.champ, d.apres) from jsonb_to_recordset(l.differences) as d (champ text, apres text)) as apres
      from import_ligne l where l."importId" = ${id}::uuid and l.verdict = 'modifie' and l.issue is null
    ) x
    where c.id = x."concerneId" and x.apres ?| array['siren', 'categorieJuridique']`
  await tx.$executeRaw`
    insert into fiche ("collectiviteId", siret, adresse, "codePostal", ville, "courrielOfficiel", telephone)
    select x."concerneId", x.apres ->> 'siret', x.apres ->> 'adresse', x.apres ->> 'codePostal', x.apres ->> 'ville',
      x.apres ->> 'courrielOfficiel', x.apres ->> 'telephone'
    from (
      select "concerneId", (select jsonb_object_agg(d.champ, d.apres) from jsonb_to_recordset(l.differences) as d (champ text, apres text)) as apres
      from import_ligne l where l."importId" = ${id}::uuid and l.verdict in ('nouveau', 'modifie') and l.issue is null
    ) x
    on conflict ("collectiviteId") do update set siret = coalesce(excluded.siret, fiche.siret),
      adresse = coalesce(excluded.adresse, fiche.adresse), "codePostal" = coalesce(excluded."codePostal", fiche."codePostal"),
      ville = coalesce(excluded.ville, fiche.ville),
      "courrielOfficiel" = coalesce(excluded."courrielOfficiel", fiche."courrielOfficiel"),
      telephone = coalesce(excluded.telephone, fiche.telephone), "majLe" = now()`
}

/** In the order of their ids, so that two imports never wait for each other; it also holds back what would refer to them. */
export async function lockConcerned(tx: WriteTx, importId: string): Promise<void> {
  await tx.$queryRaw`
    select c.id from collectivite c where c.id in (
      select "concerneId" from import_ligne
      where "importId" = ${importId}::uuid and verdict in ('nouveau', 'modifie') and issue is null)
    order by c.id for update`
}

/** A value that is no longer what the preview showed, or a code that another body has taken since. */
async function setAsideStale(tx: WriteTx, importId: string): Promise<void> {
  await tx.$executeRaw`
    update import_ligne l set issue = 'perimee'
    from collectivite c left join fiche f on f."collectiviteId" = c.id
      left join adhesion a on a."collectiviteId" = c.id and a.jusqua is null
    where l."importId" = ${importId}::uuid and l.verdict = 'modifie' and l.issue is null and c.id = l."concerneId"
      and exists (
        select from jsonb_to_recordset(l.differences) as d (champ text, avant text)
        where jsonb_build_object('siren', c.siren, 'categorieJuridique', c."categorieJuridique", 'siret', f.siret,
          'adresse', f.adresse, 'codePostal', f."codePostal", 'ville', f.ville, 'courrielOfficiel', f."courrielOfficiel",
          'telephone', f.telephone, 'statut', a.statut::text, 'statutDepuis', a.depuis::text) ->> d.champ is distinct from d.avant)`
  await tx.$executeRaw`
    update import_ligne l set issue = 'perimee'
    where l."importId" = ${importId}::uuid and l.verdict in ('nouveau', 'modifie') and l.issue is null and exists (
      select from collectivite c where c.id is distinct from l."concerneId"
        and (c.siren = l.donnees ->> 'siren' or c."codeInsee" = l.donnees ->> 'codeInsee'))`
}

type NewBody = { ligne: number; nom: string }

/** A new body enters the register as a prospect: being a member is another act. */
async function createBodies(tx: WriteTx, importId: string, source: string): Promise<void> {
  const lignes = await tx.$queryRaw<NewBody[]>`
    select ligne, donnees ->> 'nom' as nom from import_ligne
    where "importId" = ${importId}::uuid and verdict = 'nouveau' and issue is null`
  if (lignes.length === 0) return
  const bodies = lignes.map(({ ligne, nom }) => ({ ligne, id: uuidv7(), publicId: newPublicId(), nomPlie: fold(nom) }))
  await tx.$executeRaw`
    insert into collectivite (id, "publicId", type, nom, "nomPlie", "codeInsee", siren, departement, "codesPostaux", "categorieJuridique")
    select b.id, b."publicId", (l.donnees ->> 'type')::collectivite_type, l.donnees ->> 'nom', b."nomPlie", l.donnees ->> 'codeInsee',
      l.donnees ->> 'siren', l.donnees ->> 'departement', array_remove(array[l.donnees ->> 'codePostal'], null),
      l.donnees ->> 'categorieJuridique'
    from jsonb_to_recordset(${JSON.stringify(bodies)}::jsonb) as b (ligne int, id uuid, "publicId" text, "nomPlie" text)
    join import_ligne l on l."importId" = ${importId}::uuid and l.ligne = b.ligne`
  await tx.$executeRaw`
    update import_ligne l set "concerneId" = b.id
    from jsonb_to_recordset(${JSON.stringify(bodies)}::jsonb) as b (ligne int, id uuid)
    where l."importId" = ${importId}::uuid and l.ligne = b.ligne`
  await tx.$executeRaw`
    insert into denomination ("concerneId", nom, "codeInsee", siren, depuis)
    select c.id, c.nom, c."codeInsee", c.siren, ${today()}::date from collectivite c where c.id = any (${bodies.map(({ id }) => id)}::uuid[])`
  await tx.$executeRaw`
    insert into adhesion ("collectiviteId", statut, depuis, source)
    select c.id, 'prospect', ${today()}::date, ${source} from collectivite c where c.id = any (${bodies.map(({ id }) => id)}::uuid[])`
}

/** The row of a prospect becomes the membership itself; any other situation ends the day the new one begins. */
async function changeAdhesions(tx: WriteTx, importId: string, source: string): Promise<void> {
  const changes = sql`
    select l."concerneId" as id, (l.donnees ->> 'statut')::adhesion_statut as statut, (l.donnees ->> 'statutDepuis')::date as depuis
    from import_ligne l
    where l."importId" = ${importId}::uuid and l.verdict in ('nouveau', 'modifie') and l.issue is null and l.donnees ? 'statut'`
  await tx.$executeRaw`
    update adhesion a set statut = x.statut, depuis = x.depuis, synthetique = false, source = ${source}
    from (${changes}) x
    where a."collectiviteId" = x.id and a.jusqua is null and a.statut = 'prospect' and a.depuis >= x.depuis`
  await tx.$executeRaw`
    update adhesion a set jusqua = x.depuis from (${changes}) x
    where a."collectiviteId" = x.id and a.jusqua is null and a.depuis < x.depuis`
  await tx.$executeRaw`
    insert into adhesion ("collectiviteId", statut, depuis, source)
    select x.id, x.statut, x.depuis, ${source} from (${changes}) x
    where not exists (select from adhesion a where a."collectiviteId" = x.id and a.jusqua is null)`
}
