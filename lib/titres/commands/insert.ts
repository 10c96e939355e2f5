import type { Prisma } from "@/generated/prisma/client.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { sumLignes, voletOf } from "../rules.ts"
import type { Canal, Debiteur, TitreLigne, TitreNature } from "../types.ts"
import { tellOfTitres } from "./tell.ts"

/** A line as it will stay: who benefits, what it rests on, and the facts that the amount was found with. */
export type DraftLigne = Omit<TitreLigne, "beneficiaire"> & {
  beneficiaireId: string
  beneficiaireNom: string
  serviceId: string | null
  pilierId: string | null
  /** "souscription/…", "partage/…" */
  origine: string | null
  /** Of a correction: the rank of the line it lowers. */
  rangCorrige?: number | null
  base: Prisma.InputJsonObject
}

/** What makes a titre lower or take back another one; a plain titre has none. */
export type DraftCorrection = {
  nature: Exclude<TitreNature, "recette">
  corrigeId: string
  surExerciceClos: boolean
  motif: string
}

/** A titre of one line or more, its number taken in the same transaction. Its sums are those of its lines. */
export type DraftTitre = {
  collectiviteId: string
  /** Null outside a campaign: a first cotisation, a correction. */
  campagneId: string | null
  correction: DraftCorrection | null
  exercice: number
  budget: string
  serie: string
  numero: number
  bordereau: number
  objet: string
  fondement: string
  imputation: string
  dateEmission: CalendarDate
  echeance: CalendarDate
  canal: Canal
  debiteur: Debiteur
  numeroEngagement: string | null
  codeService: string | null
  periode: { du: CalendarDate; au: CalendarDate } | null
  emisParId: string
  lignes: readonly [DraftLigne, ...DraftLigne[]]
}

export type InsertedTitre = { collectiviteId: string; id: string; numero: number }

/**
 * A line bears the code of what it tries, of its service, of its pillar or of neither; a correction, that of the line it lowers.
 * All at once: titres, lines, first follow-up, register of numbers, and a mail to each address that should know. Throws on lines
 * that may not share a document.
 */
export async function insertTitres(tx: WriteTx, titres: readonly DraftTitre[]): Promise<InsertedTitre[]> {
  if (titres.length === 0) return []
  const inserted = await tx.$queryRaw<InsertedTitre[]>`
    with draft as materialized (
      select portail_uuid7() as id, d.*
      from json_to_recordset(${JSON.stringify(titres.map(titreRow))}::json) as d(ordre integer, "collectiviteId" uuid, "campagneId" uuid,
        exercice smallint, budget text, serie text, numero integer, bordereau integer, objet text, fondement text, imputation text,
        "montantHt" bigint, "montantTva" bigint, "montantTtc" bigint, "dateEmission" date, echeance date, canal canal_envoi,
        debiteur jsonb, nature titre_nature, volet titre_volet, "horsChampTva" boolean, "corrigeId" uuid, "surExerciceClos" boolean,
        motif text, "numeroEngagement" text, "codeService" text, "periodeDu" date, "periodeAu" date, "emisParId" uuid)
    ), draft_ligne as (
      select * from json_to_recordset(${JSON.stringify(titres.flatMap(ligneRows))}::json) as l(ordre integer, rang smallint,
        libelle text, bases text, quantite numeric, "prixUnitaire" numeric, "montantHt" bigint, "categorieTva" categorie_tva,
        "tauxTva" numeric, "montantTva" bigint, "beneficiaireId" uuid, "beneficiaireNom" text, "serviceId" uuid, "pilierId" text,
        acte text, origine text, "rangCorrige" smallint, base jsonb)
    ), titres as (
      insert into titre ("collectiviteId", id, exercice, budget, serie, numero, bordereau, objet, fondement, imputation,
        "montantHt", "montantTva", "montantTtc", "dateEmission", echeance, canal, debiteur, nature, volet, "horsChampTva", "corrigeId",
        "surExerciceClos", motif, "numeroEngagement", "codeService", "periodeDu", "periodeAu", "campagneId", "emisParId")
      select "collectiviteId", id, exercice, budget, serie, numero, bordereau, objet, fondement, imputation,
        "montantHt", "montantTva", "montantTtc", "dateEmission", echeance, canal, debiteur, nature, volet, "horsChampTva", "corrigeId",
        "surExerciceClos", motif, "numeroEngagement",
        coalesce("codeService", case nature when 'recette' then (
          select f."codeService" from fiche f where f."collectiviteId" = draft."collectiviteId") end),
        "periodeDu", "periodeAu", "campagneId", "emisParId" from draft
    ), lignes as (
      insert into titre_ligne ("collectiviteId", "titreId", rang, libelle, bases, quantite, "prixUnitaire", "montantHt",
        "categorieTva", "tauxTva", "montantTva", "beneficiaireId", "beneficiaireNom", "serviceId", "pilierId", "codeAnalytique",
        acte, origine, "rangCorrige", base)
      select d."collectiviteId", d.id, l.rang, l.libelle, l.bases, l.quantite, l."prixUnitaire", l."montantHt", l."categorieTva",
        l."tauxTva", l."montantTva", l."beneficiaireId", l."beneficiaireNom", l."serviceId", l."pilierId",
        case when c.rang is null then coalesce(
          case when l."serviceId" is not null then (
            select e."codeAnalytique" from experimentation e
            join experimentation_membre m on m."experimentationId" = e.id and m."collectiviteId" = l."beneficiaireId"
            where e."serviceId" = l."serviceId" and e."codeAnalytique" is not null and daterange(e.depuis, e.jusqua, '[]') && daterange(
              coalesce((l.base ->> 'du')::date, d."periodeDu", make_date(d.exercice, 1, 1)),
              coalesce((l.base ->> 'au')::date, d."periodeAu", make_date(d.exercice, 12, 31)), '[]')
            order by e.depuis desc limit 1) end,
          s."codeAnalytique", p."codeAnalytique", o."codeAnalytique") else c."codeAnalytique" end,
        l.acte, l.origine, l."rangCorrige", l.base
      from draft_ligne l join draft d using (ordre) cross join operateur o
      left join service s on s.id = l."serviceId" left join pilier p on p.id = coalesce(l."pilierId", s."pilierId")
      left join titre_ligne c on c."collectiviteId" = d."collectiviteId" and c."titreId" = d."corrigeId" and c.rang = l."rangCorrige"
    ), suivis as (
      insert into titre_suivi ("collectiviteId", "titreId", etat, "personneId") select "collectiviteId", id, 'emis', "emisParId" from draft
    ), courriels as (
      insert into courriel ("collectiviteId", genre, "objetId", destinataire, "messageId", sujet)
      select d."collectiviteId", 'titre-emis', d.id, a.courriel, gen_random_uuid()::text,
        case d.nature when 'recette' then 'Titre n° ' || n.reference || ' : ' || d.objet else d.objet || ', n° ' || n.reference end
      from draft d, lateral (select d.exercice || '-' || d.serie || '-' || d.numero as reference) n, lateral (
        select f."courrielOfficiel" as courriel from fiche f where f."collectiviteId" = d."collectiviteId" and f."courrielOfficiel" is not null
        union
        select p.courriel from rattachement r join personne p on p.id = r."personneId"
        where r."collectiviteId" = d."collectiviteId" and r.role in ('secretaire', 'administrateur')
          and daterange(r.depuis, r.jusqua) @> d."dateEmission" and p."desactiveeLe" is null) a
    )
    insert into titre_numero (exercice, budget, serie, numero, "debiteurId", "titreId")
    select exercice, budget, serie, numero, "collectiviteId", id from draft
    returning "debiteurId" as "collectiviteId", "titreId" as id, numero`
  await tellOfTitres(tx, titres)
  return inserted
}

function titreRow({ lignes, correction, periode, ...titre }: DraftTitre, ordre: number) {
  const { ht, tva, ttc } = sumLignes(lignes)
  const volet = voletOf(lignes)
  return {
    ...titre,
    ordre,
    montantHt: String(ht),
    montantTva: String(tva),
    montantTtc: String(ttc),
    volet,
    horsChampTva: volet === "cotisation",
    nature: correction?.nature ?? "recette",
    corrigeId: correction?.corrigeId ?? null,
    surExerciceClos: correction?.surExerciceClos ?? false,
    motif: correction?.motif ?? null,
    periodeDu: periode?.du ?? null,
    periodeAu: periode?.au ?? null,
  }
}

const ligneRows = ({ lignes }: DraftTitre, ordre: number) =>
  lignes.map((ligne, index) => ({
    ...ligne,
    ordre,
    rang: index + 1,
    montantHt: String(ligne.montantHt),
    montantTva: String(ligne.montantTva),
  }))
