import type { Client } from "pg"

/**
 * What the people of the demonstration were told of the souscriptions that they find, as the commands would have told
 * them. Sorted already: nothing of the past leaves by mail when the demonstration starts.
 */
export const loadNotifications = (client: Client) =>
  client.query(`
    with told as (
      select s."collectiviteId", r."personneId", k.genre, s.id, v.nom || k.suite as titre,
        replace(replace(k.texte, '{service}', v.nom), '{collectivite}', c.nom) as texte,
        '/c/' || c."publicId" || '/souscriptions/' || s.id as lien,
        case s.etat when 'en_service' then s."enServiceLe" + time '09:00' when 'refusee' then s."decideLe" else s."demandeLe" end as le,
        s.etat
      from souscription s join service v on v.id = s."serviceId" join collectivite c on c.id = s."collectiviteId"
      join rattachement r on r."collectiviteId" = s."collectiviteId"
      join (values
        ('a_approuver', 'elu', 'souscription-a-approuver', ' : à approuver', 'Une souscription à {service} attend votre accord pour {collectivite}.'),
        ('refusee', 'secretaire', 'souscription-refusee', ' : refusé', 'La souscription à {service} est refusée pour {collectivite}.'),
        ('en_service', 'secretaire', 'souscription-en-service', ' : en service', '{service} est ouvert pour {collectivite}.'),
        ('en_service', 'elu', 'souscription-en-service', ' : en service', '{service} est ouvert pour {collectivite}.')
      ) as k(etat, role, genre, suite, texte) on k.etat = s.etat::text and k.role = r.role::text
    )
    insert into notification ("collectiviteId", "personneId", genre, "objetId", titre, texte, lien, "creeLe", "lueLe", canal)
    select "collectiviteId", "personneId", genre, id, titre, texte, lien, le,
      case when etat <> 'a_approuver' and le < now() - interval '30 days' then le + interval '1 day' end, 'portail'
    from told where le is not null
    on conflict do nothing`)
