import { randomUUID } from "node:crypto"
import type { Client } from "pg"

export type IssuedTitre = { collectiviteId: string; titreId: string; numero: number }

export type Wanted = {
  collectiviteId: string
  numero: number
  /** Cents. */
  montant: bigint
  exercice?: number
  serie?: string
  echeance?: string
  corrige?: { titreId: string; nature: "reduction" | "annulation" }
}

/** A titre as a campaign issues it, with its line, its register and its first follow-up; or the correction of one. */
export async function insertTitre(owner: Client, wanted: Wanted): Promise<IssuedTitre> {
  const { collectiviteId, numero, montant, exercice = 2026, serie = "COT", echeance = "2026-04-30", corrige } = wanted
  const titreId = randomUUID()
  await owner.query(
    `insert into titre ("collectiviteId", id, exercice, budget, serie, numero, bordereau, objet, fondement, imputation, "montantHt",
       "montantTva", "montantTtc", "dateEmission", echeance, canal, debiteur, "emisParId", nature, "corrigeId", motif)
     select id, $2, $3::int, 'principal', $4, $5, 1, 'Cotisation ' || $3::text, 'Essai', '7474', $6::bigint, 0, $6::bigint, '2026-03-01', $7, 'papier',
       jsonb_build_object('nom', nom, 'type', type, 'siren', siren, 'siret', null, 'adresse', null, 'codePostal', null, 'ville', null),
       '01900000-0000-7000-8000-000000000001', $8::titre_nature, $9::uuid, case when $9::uuid is not null then 'Essai' end from collectivite where id = $1`,
    [
      collectiviteId,
      titreId,
      exercice,
      serie,
      numero,
      String(montant),
      echeance,
      corrige?.nature ?? "recette",
      corrige?.titreId ?? null,
    ],
  )
  await owner.query(
    `insert into titre_ligne ("collectiviteId", "titreId", rang, libelle, bases, quantite, "prixUnitaire", "montantHt", "categorieTva",
       "tauxTva", "montantTva", "beneficiaireId", "beneficiaireNom", base, "rangCorrige")
     select id, $2, 1, 'Cotisation', '1 648 habitants × 0,10 €', 1, $3::bigint / 100.0, $3::bigint, 'O', 0, 0, id, nom, '{}', case when $4::boolean then 1 end from collectivite where id = $1`,
    [collectiviteId, titreId, String(montant), corrige !== undefined],
  )
  const titre = corrige?.titreId ?? titreId
  const etat = corrige ? { reduction: "reduit", annulation: "annule" }[corrige.nature] : "emis"
  await owner.query(
    `insert into titre_suivi ("collectiviteId", "titreId", etat) values ($1, $2, $3::titre_suivi_etat)`,
    [collectiviteId, titre, etat],
  )
  await owner.query(`insert into titre_numero values ($1, 'principal', $2, $3, $4, $5)`, [
    exercice,
    serie,
    numero,
    collectiviteId,
    titreId,
  ])
  await owner.query(`insert into serie values ($1, 'principal', $2, $3) on conflict do nothing`, [
    exercice,
    serie,
    10_000,
  ])
  return { collectiviteId, titreId, numero }
}

/** What the database's own definition says: billed − cancelled − paid, of one titre. */
export async function duOf(owner: Client, { collectiviteId, titreId }: IssuedTitre): Promise<bigint> {
  const { rows } = await owner.query<{ du: string }>(
    `select (select "montantTtc" from titre where id = $2)
       - coalesce((select sum("montantTtc") from titre where "collectiviteId" = $1 and "corrigeId" = $2), 0)
       - coalesce((select sum(montant) from reglement where "collectiviteId" = $1 and "titreId" = $2), 0) as du`,
    [collectiviteId, titreId],
  )
  return BigInt(rows[0]?.du ?? 0)
}

export async function etatOf(owner: Client, { titreId }: Pick<IssuedTitre, "titreId">): Promise<string | undefined> {
  const { rows } = await owner.query<{ etat: string }>(
    `select etat from titre_suivi where "titreId" = $1 order by le desc, id desc limit 1`,
    [titreId],
  )
  return rows[0]?.etat
}
