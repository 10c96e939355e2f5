import { sql } from "@/lib/platform/db.ts"

type Sql = ReturnType<typeof sql>

/** The options of one souscription as JSON, in the order in which they were asked for; `souscription` is its alias. */
export const optionsOf = (souscription: Sql): Sql => sql`coalesce((
  select json_agg(json_build_object('id', prise.id, 'optionId', prise."optionId", 'nom', prise.nom, 'quantite', prise.quantite, 'unite', prise.unite,
    'depuis', prise.depuis::text, 'jusqua', prise.jusqua::text,
    'prix', case when prise."prixUnitaire" is not null then json_build_object('prixUnitaire', prise."prixUnitaire"::text,
      'periodicite', prise.periodicite, 'categorieTva', prise."categorieTva", 'tauxTva', prise."tauxTva"::text) end) order by prise.id)
  from souscription_option prise
  where prise."collectiviteId" = ${souscription}."collectiviteId" and prise."souscriptionId" = ${souscription}.id), '[]')`
