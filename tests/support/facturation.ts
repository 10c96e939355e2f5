import { randomUUID } from "node:crypto"
import type { Client } from "pg"
import { type Cents, decimal, percentOf, sum, toEuros } from "@/lib/platform/money.ts"

export type LigneEssai = { libelle: string; montantHt: Cents; taux?: "20"; pilierId?: string; serviceId?: string }
export type TitreEssai = {
  collectiviteId: string
  exercice: number
  canal?: "pes" | "depot" | "papier"
  lignes: readonly [LigneEssai, ...LigneEssai[]]
  serie?: string
  bordereau?: number
  echeance?: string
  emisParId: string
}

/** A titre as a campaign would have issued it, in any year: by the owner of the tables, with its number, line and follow-up. */
export async function insertTitre(owner: Client, essai: TitreEssai): Promise<{ id: string; numero: number }> {
  const { collectiviteId, exercice, canal = "papier", lignes, serie = "COT", bordereau = 1, emisParId } = essai
  const taxed = lignes.map((ligne) => ({
    ...ligne,
    tva: ligne.taux ? percentOf(ligne.montantHt, decimal(ligne.taux)) : 0n,
  }))
  const [ht, tva] = [sum(taxed.map(({ montantHt }) => montantHt)), sum(taxed.map((ligne) => ligne.tva))]
  const volet = lignes.some(({ taux }) => taux) ? "services_taxes" : "cotisation"
  const id = randomUUID()
  const day = `${exercice}-03-02`
  const {
    rows: [taken],
  } = await owner.query<{ numero: number }>(
    `insert into serie (exercice, budget, serie, prochain) values ($1, 'principal', $2, 2)
     on conflict (exercice, budget, serie) do update set prochain = serie.prochain + 1 returning prochain - 1 as numero`,
    [exercice, serie],
  )
  const numero = taken?.numero ?? 1
  const {
    rows: [body],
  } = await owner.query<{ debiteur: string }>(
    `select json_build_object('nom', c.nom, 'type', c.type, 'siren', c.siren, 'siret', f.siret, 'adresse', 'Mairie', 'codePostal', '27000',
       'ville', c.nom)::text as debiteur from collectivite c left join fiche f on f."collectiviteId" = c.id where c.id = $1`,
    [collectiviteId],
  )
  await owner.query(
    `insert into titre ("collectiviteId", id, exercice, budget, serie, numero, bordereau, objet, fondement, imputation, "montantHt", "montantTva",
       "montantTtc", "dateEmission", echeance, canal, debiteur, volet, "horsChampTva", "emisParId", "emisLe")
     values ($1, $2, $3, 'principal', $4, $5, $6, $7, 'Charte d’adhésion.', '7474', $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $11::date)`,
    [
      ...[
        collectiviteId,
        id,
        exercice,
        serie,
        numero,
        bordereau,
        `Cotisation ${exercice}`,
        String(ht),
        String(tva),
        String(ht + tva),
      ],
      ...[day, essai.echeance ?? `${exercice}-04-01`, canal, body?.debiteur, volet, volet === "cotisation", emisParId],
    ],
  )
  for (const [index, ligne] of taxed.entries())
    await owner.query(
      `insert into titre_ligne ("collectiviteId", "titreId", rang, libelle, bases, quantite, "prixUnitaire", "montantHt", "categorieTva",
         "tauxTva", "montantTva", "beneficiaireId", "beneficiaireNom", "serviceId", "pilierId", base)
       values ($1, $2, $3, $4, 'Forfait', 1, $5, $6, $7, $8, $9, $1, 'Commune', $10, $11, '{}')`,
      [
        ...[
          collectiviteId,
          id,
          index + 1,
          ligne.libelle,
          toEuros(ligne.montantHt),
          String(ligne.montantHt),
          ligne.taux ? "S" : "O",
        ],
        ...[ligne.taux ?? "0", String(ligne.tva), ligne.serviceId ?? null, ligne.pilierId ?? null],
      ],
    )
  await owner.query(
    `insert into titre_suivi ("collectiviteId", "titreId", etat, le) values ($1, $2, 'emis', $3::date)`,
    [collectiviteId, id, day],
  )
  await owner.query(
    `insert into titre_numero (exercice, budget, serie, numero, "debiteurId", "titreId") values ($1, 'principal', $2, $3, $4, $5)`,
    [exercice, serie, numero, collectiviteId, id],
  )
  return { id, numero }
}

/** Money received for a titre. */
export const insertReglement = (owner: Client, collectiviteId: string, titreId: string, montant: Cents) =>
  owner.query(
    `insert into reglement ("collectiviteId", "titreId", montant, "recuLe", moyen, reference) values ($1, $2, $3, current_date, 'virement', 'essai')`,
    [collectiviteId, titreId, String(montant)],
  )
