import type { Lien } from "@/lib/access/context.ts"
import type { Tx } from "@/lib/access/door.ts"
import { listOffered } from "@/lib/catalogue/queries/published.ts"
import { POPULATION_CODE } from "@/lib/collectivites/queries/population.ts"
import { countAdherentNeighbours } from "@/lib/collectivites/queries/public-register.ts"
import type { AdhesionStatut, CollectiviteType } from "@/lib/collectivites/types.ts"
import { computeCotisation } from "@/lib/cotisations/rules.ts"
import { findRegle } from "@/lib/operateur/queries.ts"
import { type CalendarDate, fromDatabase, yearOf } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { listMemberSouscriptions } from "@/lib/souscriptions/queries/member.ts"
import { currentOf } from "@/lib/souscriptions/rules/life.ts"
import type { MemberSouscription } from "@/lib/souscriptions/types.ts"
import type { Facture, Inclus, Situation, Voisin, Voisinage } from "../types.ts"

/** All that the élu's screen says of one collectivité. */
export async function findSituation(tx: Tx, lien: Lien, day: CalendarDate): Promise<Situation> {
  const { collectiviteId, type } = lien
  const { nom, epciId, epciNom, habitants, cotisationEmise, statut, depuis, synthetique, factures } = await findFacts(
    tx,
    lien,
    day,
  )
  const regle = await findRegle(tx, type, day)
  const souscriptions = await listMemberSouscriptions(tx, collectiviteId)
  // The communes of one's EPCI; for an EPCI, its own.
  const epci = type === "epci" ? { id: collectiviteId, nom } : epciId && epciNom ? { id: epciId, nom: epciNom } : null
  return {
    ...{ type, regle, habitants, cotisationEmise, souscriptions },
    adhesion: statut && depuis && { statut, depuis: fromDatabase(depuis), synthetique: synthetique ?? false },
    factures: factures.map(({ montant, ...facture }) => ({ ...facture, montant: BigInt(montant) })),
    cotisation: cotisationEmise ?? (regle && computeCotisation(regle, habitants)),
    inclus: await listInclus(tx, type, souscriptions, day),
    voisinage: epci && (await findVoisinage(tx, epci, souscriptions)),
  }
}

type Facts = {
  nom: string
  epciId: string | null
  epciNom: string | null
  habitants: number | null
  cotisationEmise: Cents | null
  statut: AdhesionStatut | null
  depuis: Date | null
  synthetique: boolean | null
  /** JSON has no integer of the size of an amount. */
  factures: (Omit<Facture, "montant"> & { montant: string })[]
}

/** What the register and the operator know of it, in one statement: body, EPCI, population, membership, titres of the year. */
async function findFacts(tx: Tx, { collectiviteId, publicId }: Lien, day: CalendarDate): Promise<Facts> {
  const [row] = await tx.$queryRaw<Facts[]>`
    -- A correction takes off what it takes off the titre, in the exercice of that titre.
    with ligne as (
      select l.libelle, l."pilierId", l."serviceId", t.volet = 'cotisation' and l."pilierId" is null as adhesion,
        case t.nature when 'recette' then 1 else -1 end * (l."montantHt" + l."montantTva") as ttc
      from titre t join titre_ligne l on l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id
      left join titre o on o."collectiviteId" = t."collectiviteId" and o.id = t."corrigeId"
      where t."collectiviteId" = ${collectiviteId}::uuid and coalesce(o.exercice, t.exercice) = ${yearOf(day)}::int
        -- One's own subscriptions are counted by their months, billed or not.
        and (l.origine is null or l.origine not like 'souscription/%' or l."beneficiaireId" <> t."collectiviteId")
    )
    select c.nom, e.id as "epciId", e.nom as "epciNom", p.habitants, a.statut, a.depuis, a.synthetique,
      (select sum(ttc)::bigint from ligne where adhesion) as "cotisationEmise",
      coalesce((select json_agg(f) from (
        select coalesce(pi.nom, 'Autres') as pilier, coalesce(s.nom, l.libelle) as service, sum(l.ttc)::text as montant
        from ligne l left join service s on s.id = l."serviceId" left join pilier pi on pi.id = l."pilierId"
        where not l.adhesion group by 1, 2) f), '[]') as factures
    from collectivite c left join collectivite e on e.id = c."epciId"
    left join adhesion a on a."collectiviteId" = c.id and a.jusqua is null
    left join population p on p.genre = (select "populationGenre" from operateur)
      and p.millesime = (select "populationMillesime" from operateur)
      and p.code = ${POPULATION_CODE}
    where c.id = ${collectiviteId}::uuid`
  if (!row) throw new Error(`${publicId}: attached to a body that is not in the register`)
  return row
}

/** What membership covers for this type, and what the member does with it: what is used comes first. */
export async function listInclus(
  tx: Tx,
  type: CollectiviteType,
  souscriptions: readonly MemberSouscription[],
  day: CalendarDate,
): Promise<Inclus[]> {
  const offered = await listOffered(tx, { prix: "inclus" }, day, type)
  const current = currentOf(souscriptions)
  return offered
    .filter(({ maturite }) => maturite === "en_service")
    .map(({ id, slug, nom, resume }) => ({ slug, nom, resume, souscription: current.get(id) ?? null }))
    .sort((a, b) => Number(b.souscription !== null) - Number(a.souscription !== null))
}

async function findVoisinage(
  tx: Tx,
  epci: { id: string; nom: string },
  souscriptions: readonly MemberSouscription[],
): Promise<Voisinage | null> {
  const counts = await countAdherentNeighbours(tx, epci.id)
  if (!counts) return null
  const rows = await tx.$queryRaw<(Omit<Voisin, "used"> & { serviceId: string })[]>`
    select v."serviceId", s.slug, s.nom as service, v.communes
    from portail_voisins_services(${epci.id}::uuid) v join service s on s.id = v."serviceId"
    where s.etat = 'publie' order by v.communes desc, s.nom limit 8`
  const current = currentOf(souscriptions)
  const services = rows.map(({ serviceId, ...row }) => ({
    ...row,
    used: current.get(serviceId)?.etat === "en_service",
  }))
  return { nom: epci.nom, ...counts, services }
}
