import type { WriteTx } from "@/lib/access/door.ts"

/** What the provider says becomes the state of each post. In statements over all rows: a reading has as many as there are posts. */
export async function applyReleve(tx: WriteTx, releveId: string): Promise<void> {
  await tx.$executeRaw`
    insert into poste_composant ("collectiviteId", "posteId", code, etat, "releveLe")
    select l."concerneId", l."posteConnu", e.key, e.value::composant_etat, r."releveLe"
    from releve_ligne l join releve r on r.id = l."releveId", jsonb_each_text(l.etats) e
    where l."releveId" = ${releveId}::uuid and l.verdict = 'connu'
    on conflict ("collectiviteId", "posteId", code) do update set etat = excluded.etat, "releveLe" = excluded."releveLe"`
  await tx.$executeRaw`
    delete from poste_inconnu u using releve r where r.id = ${releveId}::uuid and u."serviceId" = r."serviceId"`
  await tx.$executeRaw`
    insert into poste_inconnu ("collectiviteId", "serviceId", reference, libelle, actif, "releveLe")
    select l."concerneId", r."serviceId", l.numero, l.libelle,
      exists (select from jsonb_each_text(l.etats) e where e.value in ('active', 'en_alerte')), r."releveLe"
    from releve_ligne l join releve r on r.id = l."releveId"
    where l."releveId" = ${releveId}::uuid and l.verdict = 'inconnu'
    on conflict do nothing`
  await tx.$executeRaw`
    update service s set "releveLe" = r."releveLe" from releve r where r.id = ${releveId}::uuid and s.id = r."serviceId"`
  await finishCommandes(tx, releveId)
}

/** An order is done when each of its posts runs all of its components, or for a removal, none. */
const finishCommandes = (tx: WriteTx, releveId: string) => tx.$executeRaw`
  update commande k set etat = 'realisee', "realiseeLe" = now(), version = k.version + 1
  from souscription s, releve r
  where r.id = ${releveId}::uuid and s."collectiviteId" = k."collectiviteId" and s.id = k."souscriptionId"
    and s."serviceId" = r."serviceId" and k.etat = 'accusee'
    and exists (select from poste p where p."collectiviteId" = k."collectiviteId" and k.id in (p."commandeId", p."retraitId"))
    and not exists (
      select from poste p, service_composant c
      where p."collectiviteId" = k."collectiviteId" and c."serviceId" = r."serviceId"
        and (case when k.genre = 'retrait' then p."retraitId" else p."commandeId" end) = k.id
        and (k.genre = 'retrait' or p."retraitId" is null)
        and not exists (
          select from poste_composant pc where pc."collectiviteId" = p."collectiviteId" and pc."posteId" = p.id and pc.code = c.code
            and (case when k.genre = 'retrait' then pc.etat = 'retire' else pc.etat in ('active', 'en_alerte') end)))`
