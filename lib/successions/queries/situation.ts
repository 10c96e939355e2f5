import type { Tx } from "@/lib/access/door.ts"
import { POPULATION_CODE } from "@/lib/collectivites/queries/population.ts"
import { calendarDate, fromDatabase, today } from "@/lib/platform/dates.ts"
import type { Situation } from "../types.ts"

type Raw = Omit<Situation, "depuis" | "services" | "titresDus" | "redevances" | "acces"> & {
  comptes: number
  certificats: number
  depuis: string | null
  titres: number
  du: bigint
  creances: number
  reclame: bigint
}

/** All that a preview says of these bodies, and all that the act then changes. */
export async function listSituations(tx: Tx, publicIds: readonly string[]): Promise<Situation[]> {
  const jour = today()
  const rows = await tx.$queryRaw<Raw[]>`
    select c.id, c."publicId", c.nom, c."codeInsee", c.siren, c."epciId", c.departement, c."codesPostaux",
      coalesce(a.statut, 'prospect') as statut, a.depuis::text as depuis,
      (select json_build_object('id', d.id, 'etat', d.etat) from dossier_adhesion d
        where d."collectiviteId" = c.id and d.etat not in ('termine', 'abandonne')) as dossier,
      (select p.habitants from population p, operateur o where p.code = ${POPULATION_CODE}
        and p.genre = o."populationGenre" and p.millesime = o."populationMillesime") as habitants,
      coalesce((select json_agg(json_build_object('personneId', r."personneId", 'role', r.role, 'fonction', r.fonction, 'nom', p.nom) order by p.nom)
        from rattachement r join personne p on p.id = r."personneId"
        where r."collectiviteId" = c.id and r.role <> 'elu' and (r.jusqua is null or r.jusqua > ${jour}::date)), '[]') as secretariat,
      coalesce((select json_agg(json_build_object('nom', p.nom, 'fonction', r.fonction) order by p.nom)
        from rattachement r join personne p on p.id = r."personneId"
        where r."collectiviteId" = c.id and r.role = 'elu' and (r.jusqua is null or r.jusqua > ${jour}::date)), '[]') as elus,
      (select count(*)::int from acte x where x."collectiviteId" = c.id and x.etat in ('a_generer', 'a_signer', 'au_parapheur', 'signe')) as "actesOuverts",
      t.nombre as titres, t.montant as du, k.nombre as creances, k.montant as reclame,
      coalesce((select json_agg(json_build_object('souscriptionId', m."souscriptionId", 'nom', m.nom, 'boites',
          (select count(*) from boite b where b."collectiviteId" = m."collectiviteId" and b."messagerieId" = m.id)) order by m.nom)
        from messagerie m join souscription s on s."collectiviteId" = m."collectiviteId" and s.id = m."souscriptionId"
        where m."collectiviteId" = c.id and m.nom is not null and s.etat in ('a_approuver', 'approuvee', 'en_service')), '[]') as messageries,
      (select coalesce(sum(x.comptes), 0)::int from module_acces x where x."collectiviteId" = c.id and x."closLe" is null) as comptes,
      (select count(*)::int from module_acces x where x."collectiviteId" = c.id and x."closLe" is null and x."certificatJusqua" is not null) as certificats,
      exists (select from bal_source b where b."collectiviteId" = c.id and b.active) as "balActive",
      exists (select from mandat_rodp m where m."collectiviteId" = c.id and m."retireLe" is null) as "mandatRodp",
      (select count(*)::int from prise_en_charge p where (p."beneficiaireId" = c.id or p."collectiviteId" = c.id)
        and p.etat in ('proposee', 'acceptee') and (p.jusqua is null or p.jusqua > ${jour}::date)) as prises,
      (select count(*)::int from prise_en_charge p where p."beneficiaireId" = c.id and p."collectiviteId" = c."epciId"
        and p.etat in ('proposee', 'acceptee') and (p.jusqua is null or p.jusqua > ${jour}::date)) as "prisesEpci"
    from collectivite c left join adhesion a on a."collectiviteId" = c.id and a.jusqua is null,
      lateral (select count(*)::int as nombre, coalesce(sum(t."montantTtc"), 0)::bigint as montant from titre t,
        lateral (select s.etat from titre_suivi s where s."collectiviteId" = t."collectiviteId" and s."titreId" = t.id order by s.le desc, s.id desc limit 1) s
        where t."collectiviteId" = c.id and t.nature = 'recette' and s.etat in ('emis', 'transmis', 'pris_en_charge', 'partiellement_regle')) t,
      lateral (select count(*)::int as nombre, coalesce(sum(k.montant), 0)::bigint as montant from creance_rodp k
        where k."collectiviteId" = c.id and k.etat in ('preparee', 'envoyee', 'contestee')) k
    where c."publicId" = any (${[...publicIds]}::text[])
    order by array_position(${[...publicIds]}::text[], c."publicId")`
  const services = await listServices(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.map(({ titres, du, creances, reclame, depuis, comptes, certificats, ...row }) => ({
    ...row,
    acces: { comptes, certificats },
    depuis: depuis === null ? null : calendarDate(depuis),
    services: services.filter(({ collectiviteId }) => collectiviteId === row.id),
    titresDus: { nombre: titres, montant: du },
    redevances: { nombre: creances, montant: reclame },
  }))
}

async function listServices(tx: Tx, ids: readonly string[]) {
  const rows = await tx.souscription.findMany({
    where: {
      collectiviteId: { in: [...ids] },
      etat: { in: ["a_approuver", "approuvee", "en_service"] },
      termineeLe: null,
    },
    include: { service: { select: { nom: true, mode: true, parPoste: true } } },
    orderBy: [{ demandeLe: "asc" }, { id: "asc" }],
  })
  return rows.map(({ collectiviteId, id, serviceId, service, etat, quantite, enServiceLe }) => ({
    ...{ collectiviteId, id, serviceId, etat, quantite, ...service },
    enServiceLe: enServiceLe && fromDatabase(enServiceLe),
  }))
}

/** Whether this body was taken over already. */
export async function findSuccesseurOf(tx: Tx, collectiviteId: string): Promise<string | null> {
  const row = await tx.succession.findFirst({
    where: { predecesseurId: collectiviteId },
    select: { successeur: { select: { nom: true } } },
  })
  return row?.successeur.nom ?? null
}
