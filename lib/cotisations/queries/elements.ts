import type { Tx } from "@/lib/access/door.ts"
import { POPULATION_CODE } from "@/lib/collectivites/queries/population.ts"
import { legalName } from "@/lib/collectivites/rules.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { addDays } from "@/lib/platform/dates.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import { type Cents, decimal, toEuros } from "@/lib/platform/money.ts"
import { listParts } from "@/lib/prises-en-charge/queries/parts.ts"
import { listFacturables } from "@/lib/souscriptions/queries/facturation.ts"
import type { Periode } from "@/lib/souscriptions/rules/facturation.ts"
import type { LigneComparee } from "../rules/ecarts.ts"
import { elementsByPayer } from "../rules/payeurs.ts"
import type { Element, TitreVolet } from "../types.ts"

export type Membre = {
  collectiviteId: string
  type: CollectiviteType
  nom: string
  siren: string | null
  adherentDepuis: string
  habitants: number | null
  /** The charter that the cotisation rests on. */
  charte: string | null
  /** What last year cost, where only its sum is known. */
  repris: Cents | null
}

type Basis = {
  exercice: number
  populationGenre: "municipale" | "totale"
  millesime: number
  dateEmission: Date
}

/** The members of the day of issue, with what their cotisation is found with. */
export const listMembres = (tx: Tx, campagne: Basis): Promise<Membre[]> => tx.$queryRaw<Membre[]>`
  select c.id as "collectiviteId", c.type, c.nom, c.siren, a.depuis::text as "adherentDepuis", p.habitants, reprise.montant as repris,
    charte.words as charte
  from adhesion a join collectivite c on c.id = a."collectiviteId"
  left join population p on p.code = ${POPULATION_CODE}
    and p.genre = ${campagne.populationGenre}::population_genre and p.millesime = ${campagne.millesime}
  left join cotisation_reprise reprise on reprise."collectiviteId" = c.id and reprise.exercice = ${campagne.exercice - 1}
  left join (select distinct on ("collectiviteId") "collectiviteId", intitule || ' n° ' || numero as words from acte
    where genre = 'charte' and etat in ('contresigne', 'scelle') order by "collectiviteId", "creeLe" desc) charte
    on charte."collectiviteId" = c.id
  where a.statut = 'adherent' and daterange(a.depuis, a.jusqua) @> ${campagne.dateEmission}::date
  order by c."nomPlie", c.id`

/** What souscriptions cost over the period, in the order of their bodies. */
export async function listElementsOfServices(tx: Tx, campagne: Basis, periode: Periode): Promise<Element[]> {
  const population = { genre: campagne.populationGenre, millesime: campagne.millesime }
  const rows = await listFacturables(tx, periode, population)
  const parts = await listParts(tx, {
    beneficiaires: [...new Set(rows.map(({ beneficiaireId }) => beneficiaireId))],
    du: periode.du,
    au: addDays(periode.au, 1),
  })
  const partsOf = Map.groupBy(parts, ({ beneficiaireId, serviceId }) => `${beneficiaireId} ${serviceId}`)
  return rows.flatMap((row) =>
    elementsByPayer(
      row,
      legalName(row.beneficiaireType, row.beneficiaireNom),
      periode,
      partsOf.get(`${row.beneficiaireId} ${row.service.id}`) ?? [],
    ),
  )
}

type PartRow = {
  partageId: string
  beneficiaireId: string
  type: CollectiviteType
  nom: string
  payeurId: string
  libelle: string
  explication: string
  montant: bigint
  categorieTva: Element["categorieTva"]
  tauxTva: string
  serviceId: string
  pilierId: string
  cle: string
  poids: string
  total: bigint
  convention: string | null
}

/** Shares of the costs that were validated for this exercice, of one of them or of all, and that no titre asks for yet. */
export async function listElementsOfPartages(tx: Tx, exercice: number, partageId?: string): Promise<Element[]> {
  const rows = await tx.$queryRaw<PartRow[]>`
    select p.id as "partageId", q."collectiviteId" as "beneficiaireId", c.type, c.nom, q."payeurId", p.libelle, q.explication, q.montant,
      p."categorieTva", p."tauxTva"::text, p."serviceId", s."pilierId", p.cle::text, q.poids::text, p.montant as total,
      (select k.intitule || ' n° ' || k.numero from souscription u join acte k on k."collectiviteId" = u."collectiviteId" and k.id = u."conventionId"
        where u."collectiviteId" = q."collectiviteId" and u."serviceId" = p."serviceId" and k.etat in ('contresigne', 'scelle')
        order by u."demandeLe" desc limit 1) as convention
    from partage p join partage_part q on q."partageId" = p.id join service s on s.id = p."serviceId"
    join collectivite c on c.id = q."collectiviteId"
    where p.etat = 'valide' and p.exercice = ${exercice}::int and q."titreRef" is null and q.montant > 0
      ${partageId ? sql`and p.id = ${partageId}::uuid` : empty}
    order by c."nomPlie", c.id, p.libelle, p.id`
  return rows.map(elementOfPart)
}

const elementOfPart = (row: PartRow): Element => ({
  payeurId: row.payeurId,
  beneficiaireId: row.beneficiaireId,
  beneficiaireNom: legalName(row.type, row.nom),
  libelle: row.libelle,
  bases: row.explication,
  quantite: decimal("1"),
  prixUnitaire: toEuros(row.montant),
  montantHt: row.montant,
  categorieTva: row.categorieTva,
  tauxTva: decimal(row.tauxTva),
  serviceId: row.serviceId,
  pilierId: row.pilierId,
  acte: row.convention,
  origine: `partage/${row.partageId}`,
  numeroEngagement: null,
  codeService: null,
  base: { genre: "partage", cle: row.cle, poids: row.poids, coutTotal: row.total.toString() },
})

type Precedente = LigneComparee & { collectiviteId: string; volet: TitreVolet }

/** The lines of last year's campaigns, and what corrected them since, taken off. */
export const listPrecedentes = (tx: Tx, exercice: number): Promise<Precedente[]> => tx.$queryRaw<Precedente[]>`
  select t."collectiviteId", t.volet, l.origine, l.libelle, l.bases, l."montantHt" + l."montantTva" as montant, l.base,
    case when l."beneficiaireId" <> l."collectiviteId" then l."beneficiaireNom" end as beneficiaire
  from titre t join campagne k on k.id = t."campagneId" and k.exercice = ${exercice - 1}::int
  join titre_ligne l on l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id
  where t.nature = 'recette'
  union all
  select t."collectiviteId", t.volet, 'correction', 'Correction d’un titre de l’an dernier', coalesce(x.motif, ''), -x."montantTtc", '{}'::jsonb, null
  from titre t join campagne k on k.id = t."campagneId" and k.exercice = ${exercice - 1}::int
  join titre x on x."collectiviteId" = t."collectiviteId" and x."corrigeId" = t.id`

type Payeur = { id: string; type: CollectiviteType; siren: string | null; nom: string }

export const listPayeurs = (tx: Tx, ids: readonly string[]): Promise<Payeur[]> =>
  tx.collectivite.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, type: true, siren: true, nom: true },
  })
