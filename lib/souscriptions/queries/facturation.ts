import type { Tx } from "@/lib/access/door.ts"
import { POPULATION_CODE } from "@/lib/collectivites/queries/population.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Periode } from "../rules/facturation.ts"
import type { Facturable, TarifDate } from "../types.ts"
import { optionsOf } from "./options.ts"

export type PopulationRef = { genre: "municipale" | "totale"; millesime: number }

/**
 * Souscriptions that were in service on a day of the period, of one beneficiary or of all, in the order of their bodies. What was paid
 * once by a body that disappeared is not due again by the one that goes on from it.
 */
export const listFacturables = (
  tx: Tx,
  { du, au }: Periode,
  population: PopulationRef,
  serviceId?: string,
): Promise<Facturable[]> => tx.$queryRaw<Facturable[]>`
  select s.id, s."collectiviteId" as "beneficiaireId", c.type as "beneficiaireType", c.nom as "beneficiaireNom", p.habitants,
    json_build_object('id', v.id, 'nom', v.nom, 'pilierId', v."pilierId", 'prorata', v."regleProrata", 'revision', v."revisionTarif") as service,
    case when s."prixUnitaire" is not null and (s."repriseDeId" is null or s.periodicite <> 'unique') then json_build_object('prixUnitaire', s."prixUnitaire"::text, 'periodicite', s.periodicite,
      'categorieTva', s."categorieTva", 'tauxTva', s."tauxTva"::text) end as prix,
    coalesce((select depuis from tarif where id = s."tarifId"), (s."demandeLe" at time zone 'Europe/Paris')::date)::text as "prixDepuis",
    s."tarifId", s.quantite, s."enServiceLe"::text as debut, s."termineeLe"::text as fin, s."repriseDeId" is not null as reprise, s."numeroEngagement", s."codeService",
    case when k.id is not null then k.intitule || ' n° ' || k.numero end as convention,
    coalesce((select json_agg(json_build_object('effetLe', a."effetLe"::text, 'avant', a."quantiteAvant", 'apres', a."quantiteApres")
      order by a."effetLe", a.rang) from avenant a
      where a."collectiviteId" = s."collectiviteId" and a."souscriptionId" = s.id and a.etat = 'applique'), '[]') as avenants,
    case when v."parPoste" then coalesce((select json_agg(json_build_object(
        'debut', coalesce(q.depuis, case when o.genre = 'initiale' then s."enServiceLe" end)::text,
        'fin', least(q."retireLe", s."termineeLe")::text, 'prixInstallation', q."prixInstallation"::text,
        'prix', case when q."prixUnitaire" is not null then json_build_object('prixUnitaire', q."prixUnitaire"::text,
          'periodicite', q.periodicite, 'categorieTva', q."categorieTva", 'tauxTva', q."tauxTva"::text) end) order by q.numero)
      from poste q join commande o on o."collectiviteId" = q."collectiviteId" and o.id = q."commandeId"
      where q."collectiviteId" = s."collectiviteId" and q."souscriptionId" = s.id and o.etat not in ('a_approuver', 'refusee', 'annulee')), '[]')
    end as postes, ${optionsOf(sql`s`)} as options, s.unite,
    ${tarifsOf(sql`v.id`)} as tarifs
  from souscription s join service v on v.id = s."serviceId" join collectivite c on c.id = s."collectiviteId"
  left join population p on p.code = ${POPULATION_CODE} and p.genre = ${population.genre}::population_genre
    and p.millesime = ${population.millesime}::int
  left join acte k on k."collectiviteId" = s."collectiviteId" and k.id = s."conventionId" and k.etat in ('contresigne', 'scelle')
  where s.etat in ('en_service', 'terminee') and s."enServiceLe" <= ${au}::date
    and coalesce(s."termineeLe", 'infinity') >= ${du}::date - interval '1 year'
    ${serviceId ? sql`and v.id = ${serviceId}::uuid` : empty}
  order by c."nomPlie", c.id, v.nom, s.id`

const tarifsOf = (serviceId: ReturnType<typeof sql>) => sql`
  coalesce((select json_agg(json_build_object('id', t.id, 'genre', t.genre, 'unite', t.unite, 'depuis', t.depuis::text,
      'prixUnitaire', t."prixUnitaire"::text, 'periodicite', t.periodicite, 'categorieTva', t."categorieTva", 'tauxTva', t."tauxTva"::text,
      'minimum', t.minimum::text, 'maximum', t.maximum::text, 'bandes', t.bandes, 'assiette', t.assiette) order by t.depuis)
    from tarif t where t."serviceId" = ${serviceId}), '[]')`

/** Every dated price of one service, oldest first. */
export async function listTarifsOf(tx: Tx, serviceId: string): Promise<TarifDate[]> {
  const [row] = await tx.$queryRaw<{ tarifs: TarifDate[] }[]>`select ${tarifsOf(sql`${serviceId}::uuid`)} as tarifs`
  return row?.tarifs ?? []
}
