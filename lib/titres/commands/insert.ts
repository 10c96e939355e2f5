import type { Prisma } from "@/generated/prisma/client.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import type { Cents, Decimal } from "@/lib/platform/money.ts"
import type { Debiteur } from "../types.ts"
import { tellOfTitres } from "./tell.ts"

/** A titre of one line out of the scope of VAT, its number taken in the same transaction. */
export type DraftTitre = {
  collectiviteId: string
  /** Null outside a campaign: a first cotisation. */
  campagneId: string | null
  exercice: number
  budget: string
  serie: string
  numero: number
  bordereau: number
  objet: string
  fondement: string
  imputation: string
  dateEmission: string
  echeance: string
  canal: "pes" | "depot" | "papier"
  debiteur: Debiteur
  emisParId: string
  ligne: {
    libelle: string
    bases: string
    quantite: string
    prixUnitaire: Decimal
    montant: Cents
    base: Prisma.InputJsonObject
  }
}

/** All at once: titre, line, first follow-up, register of numbers, and a mail to each address that should know. */
export async function insertTitres(tx: WriteTx, titres: readonly DraftTitre[]): Promise<void> {
  if (titres.length === 0) return
  const rows = JSON.stringify(
    titres.map((titre) => ({ ...titre, ligne: { ...titre.ligne, montant: titre.ligne.montant.toString() } })),
  )
  await tx.$executeRaw`
    with draft as materialized (
      select portail_uuid7() as id, d.*, (d.ligne ->> 'montant')::bigint as montant
      from jsonb_to_recordset(${rows}::jsonb) as d("collectiviteId" uuid, "campagneId" uuid, exercice smallint, budget text, serie text,
        numero integer, bordereau integer, objet text, fondement text, imputation text, "dateEmission" date, echeance date,
        canal canal_envoi, debiteur jsonb, "emisParId" uuid, ligne jsonb)
    ), titres as (
      insert into titre ("collectiviteId", id, exercice, budget, serie, numero, bordereau, objet, fondement, imputation,
        "montantHt", "montantTva", "montantTtc", "dateEmission", echeance, canal, debiteur, "campagneId", "emisParId")
      select "collectiviteId", id, exercice, budget, serie, numero, bordereau, objet, fondement, imputation,
        montant, 0, montant, "dateEmission", echeance, canal, debiteur, "campagneId", "emisParId" from draft
    ), lignes as (
      insert into titre_ligne ("collectiviteId", "titreId", rang, libelle, bases, quantite, "prixUnitaire", "montantHt",
        "categorieTva", "tauxTva", "montantTva", "beneficiaireId", "beneficiaireNom", base)
      select "collectiviteId", id, 1, ligne ->> 'libelle', ligne ->> 'bases', (ligne ->> 'quantite')::numeric,
        case when ligne ->> 'quantite' = '1' and ligne -> 'base' ->> 'mode' = 'forfait' then montant / 100.0 else (ligne ->> 'prixUnitaire')::numeric end,
        montant, 'O', 0, 0, "collectiviteId", debiteur ->> 'nom', ligne -> 'base' from draft
    ), suivis as (
      insert into titre_suivi ("collectiviteId", "titreId", etat, "personneId") select "collectiviteId", id, 'emis', "emisParId" from draft
    ), courriels as (
      insert into courriel ("collectiviteId", genre, "objetId", destinataire, "messageId", sujet)
      select d."collectiviteId", 'titre-emis', d.id, a.courriel, gen_random_uuid()::text,
        'Titre n° ' || d.exercice || '-' || d.serie || '-' || d.numero || ' : ' || d.objet
      from draft d, lateral (
        select f."courrielOfficiel" as courriel from fiche f where f."collectiviteId" = d."collectiviteId" and f."courrielOfficiel" is not null
        union
        select p.courriel from rattachement r join personne p on p.id = r."personneId"
        where r."collectiviteId" = d."collectiviteId" and r.role in ('secretaire', 'administrateur')
          and daterange(r.depuis, r.jusqua) @> d."dateEmission" and p."desactiveeLe" is null) a
    )
    insert into titre_numero (exercice, budget, serie, numero, "debiteurId", "titreId")
    select exercice, budget, serie, numero, "collectiviteId", id from draft`
  await tellOfTitres(tx, titres)
}
