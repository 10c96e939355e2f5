import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, calendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import { decimal } from "@/lib/platform/money.ts"
import { titreReference } from "./rules.ts"
import type { Debiteur, Emetteur, TitreFile, TitreLigne, TitreState } from "./types.ts"

export async function findEmetteur(tx: Tx, demonstration: boolean): Promise<Emetteur> {
  const row = await tx.operateur.findFirstOrThrow()
  const { nom, marque, siren, siret, adresse, codePostal, ville, accent, ordonnateurNom, ordonnateurQualite } = row
  const { comptableNom, comptableAdresse, moyensPaiement, voiesRecours, numeroTva, iban, bic, payfipNumero } = row
  return {
    ...{ nom, marque, siren, siret, adresse, codePostal, ville, accent, ordonnateurNom, ordonnateurQualite },
    ...{ comptableNom, comptableAdresse, moyensPaiement, voiesRecours, demonstration },
    ...{ numeroTva, iban, bic, payfipNumero },
  }
}

type FileRow = Omit<TitreFile, "lignes" | "corrige" | "dateEmission" | "echeance" | "periodeDu" | "periodeAu"> & {
  collectiviteId: string
  id: string
  dateEmission: string
  echeance: string
  periodeDu: string | null
  periodeAu: string | null
  corrigeReference: string | null
  corrigeDate: string | null
  lignes: (Omit<TitreLigne, "montantHt" | "montantTva" | "tauxTva" | "quantite" | "prixUnitaire"> &
    Record<"montantHt" | "montantTva" | "tauxTva" | "quantite" | "prixUnitaire", string>)[]
}
export type IssuedTitre = TitreFile & { collectiviteId: string; id: string }

/** The titres of one tranche of a campaign, or those named, with their lines: what their documents say. */
export async function listTitreFiles(
  tx: Tx,
  which: { campagneId: string; rang: number } | { titreIds: readonly string[] },
): Promise<IssuedTitre[]> {
  const chosen =
    "titreIds" in which
      ? sql`t.id = any(${which.titreIds}::uuid[])`
      : sql`(t."collectiviteId", t."campagneId", t.volet) in (select c."collectiviteId", c."campagneId", c.volet from campagne_ligne c
          where c."campagneId" = ${which.campagneId}::uuid and c.tranche = ${which.rang}::int)`
  const rows = await tx.$queryRaw<FileRow[]>`
    select t."collectiviteId", t.id, t.exercice, t.serie, t.numero, t.bordereau, t.objet, t.fondement, t.imputation, t.nature,
      t."surExerciceClos", t.motif, t."numeroEngagement", t."codeService", t."periodeDu"::text, t."periodeAu"::text,
      t."dateEmission"::text, t.echeance::text, t.debiteur, t."montantHt", t."montantTva", t."montantTtc", lignes,
      o.exercice || '-' || o.serie || '-' || o.numero as "corrigeReference", o."dateEmission"::text as "corrigeDate"
    from titre t left join titre o on o."collectiviteId" = t."collectiviteId" and o.id = t."corrigeId",
      lateral (select json_agg(json_build_object('libelle', libelle, 'bases', bases, 'montantHt', "montantHt"::text, 'categorieTva', "categorieTva",
        'tauxTva', "tauxTva"::text, 'montantTva', "montantTva"::text, 'quantite', quantite::text, 'prixUnitaire', "prixUnitaire"::text,
        'acte', acte, 'beneficiaire', case when "beneficiaireId" <> "collectiviteId" then "beneficiaireNom" end) order by rang) as lignes
        from titre_ligne where "collectiviteId" = t."collectiviteId" and "titreId" = t.id) l
    where ${chosen} order by t.exercice, t.serie, t.numero`
  return rows.map(titreOf)
}

const dayOrNull = (day: string | null): CalendarDate | null => (day === null ? null : calendarDate(day))

const titreOf = ({ corrigeReference, corrigeDate, ...row }: FileRow): IssuedTitre => ({
  ...row,
  corrige:
    corrigeReference && corrigeDate ? { reference: corrigeReference, dateEmission: calendarDate(corrigeDate) } : null,
  dateEmission: calendarDate(row.dateEmission),
  echeance: calendarDate(row.echeance),
  periodeDu: dayOrNull(row.periodeDu),
  periodeAu: dayOrNull(row.periodeAu),
  lignes: row.lignes.map((ligne) => ({
    ...ligne,
    montantHt: BigInt(ligne.montantHt),
    montantTva: BigInt(ligne.montantTva),
    tauxTva: decimal(ligne.tauxTva),
    quantite: decimal(ligne.quantite),
    prixUnitaire: decimal(ligne.prixUnitaire),
  })),
})

export type TitrePage = Omit<IssuedTitre, "lignes"> & {
  lignes: readonly (TitreLigne & { rang: number; origine: string | null })[]
  budget: string
  canal: "pes" | "depot" | "papier"
  debiteur: Debiteur
  documentId: string | null
  suivis: { etat: TitreState; le: Date; note: string | null }[]
}

/** Another collectivité's titre is null: the same answer as an unknown one. */
export async function findTitre(tx: Tx, collectiviteId: string, id: string): Promise<TitrePage | null> {
  const row = await tx.titre.findUnique({
    where: { collectiviteId_id: { collectiviteId, id } },
    include: { lignes: { orderBy: { rang: "asc" } }, suivis: { orderBy: { le: "asc" } }, corrige: true },
  })
  if (!row) return null
  const document = await tx.document.findFirst({
    where: { collectiviteId, genre: "titre", objetId: id },
    select: { id: true },
  })
  return {
    ...row,
    debiteur: row.debiteur as Debiteur,
    corrige: row.corrige && {
      reference: titreReference(row.corrige),
      dateEmission: fromDatabase(row.corrige.dateEmission),
    },
    dateEmission: fromDatabase(row.dateEmission),
    echeance: fromDatabase(row.echeance),
    periodeDu: row.periodeDu && fromDatabase(row.periodeDu),
    periodeAu: row.periodeAu && fromDatabase(row.periodeAu),
    lignes: row.lignes.map((ligne) => ({
      ...ligne,
      beneficiaire: ligne.beneficiaireId === collectiviteId ? null : ligne.beneficiaireNom,
      tauxTva: decimal(ligne.tauxTva.toString()),
      quantite: decimal(ligne.quantite.toString()),
      prixUnitaire: decimal(ligne.prixUnitaire.toString()),
    })),
    documentId: document?.id ?? null,
  }
}
