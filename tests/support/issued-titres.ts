import { randomUUID } from "node:crypto"
import type { Client } from "pg"
import { type Cents, decimal, percentOf, sum, toEuros } from "@/lib/platform/money.ts"

export type IssuedTitre = { collectiviteId: string; titreId: string; numero: number }

export type LigneEssai = {
  libelle: string
  montantHt: Cents
  bases?: string
  taux?: "20"
  pilierId?: string
  serviceId?: string
}

export type Wanted = {
  collectiviteId: string
  /** Of its one line, where `lignes` says nothing else. */
  montant?: Cents
  lignes?: readonly [LigneEssai, ...LigneEssai[]]
  /** Without one, the next of its series. */
  numero?: number
  exercice?: number
  serie?: string
  bordereau?: number
  canal?: "pes" | "depot" | "papier"
  dateEmission?: string
  echeance?: string
  emisParId?: string
  corrige?: { titreId: string; nature: "reduction" | "annulation" }
}

const SYSTEM = "01900000-0000-7000-8000-000000000001"

/** A titre as a campaign issues it, in any year, with its lines, its register and its first follow-up; or the correction of one. */
export async function insertTitre(owner: Client, wanted: Wanted): Promise<IssuedTitre> {
  const { collectiviteId, montant = 0n, exercice = 2026, serie = "COT", bordereau = 1, canal = "papier" } = wanted
  const { dateEmission = `${exercice}-03-02`, echeance = `${exercice}-04-30`, emisParId = SYSTEM, corrige } = wanted
  const alone: LigneEssai = { libelle: "Cotisation", bases: "1 648 habitants × 0,10 €", montantHt: montant }
  const lignes = wanted.lignes ?? [alone]
  const titreId = randomUUID()
  const numero = wanted.numero ?? (await takeNumero(owner, exercice, serie))
  const tvaOf = ({ taux, montantHt }: LigneEssai): Cents => (taux ? percentOf(montantHt, decimal(taux)) : 0n)
  const [ht, tva] = [sum(lignes.map(({ montantHt }) => montantHt)), sum(lignes.map(tvaOf))]
  const volet = lignes.some(({ taux }) => taux) ? "services_taxes" : "cotisation"
  await owner.query(
    `insert into titre ("collectiviteId", id, exercice, budget, serie, numero, bordereau, objet, fondement, imputation, "montantHt",
       "montantTva", "montantTtc", "dateEmission", echeance, canal, debiteur, volet, "horsChampTva", "emisParId", "emisLe", nature, "corrigeId", motif)
     select c.id, $2, $3, 'principal', $4, $5, $6, $7, 'Charte d’adhésion.', '7474', $8, $9, $10, $11::date, $12, $13,
       jsonb_build_object('nom', c.nom, 'type', c.type, 'siren', c.siren, 'siret', f.siret, 'adresse', 'Mairie', 'codePostal', '27000', 'ville', c.nom),
       $14, $15, $16, $11::date, $17, $18::uuid, case when $18::uuid is not null then 'Essai' end
     from collectivite c left join fiche f on f."collectiviteId" = c.id where c.id = $1`,
    [
      ...[collectiviteId, titreId, exercice, serie, numero, bordereau, `Cotisation ${exercice}`],
      ...[String(ht), String(tva), String(ht + tva), dateEmission, echeance, canal, volet, volet === "cotisation"],
      ...[emisParId, corrige?.nature ?? "recette", corrige?.titreId ?? null],
    ],
  )
  for (const [index, ligne] of lignes.entries())
    await owner.query(
      `insert into titre_ligne ("collectiviteId", "titreId", rang, libelle, bases, quantite, "prixUnitaire", "montantHt", "categorieTva",
         "tauxTva", "montantTva", "beneficiaireId", "beneficiaireNom", "serviceId", "pilierId", base, "rangCorrige")
       select id, $2, $3, $4, $5, 1, $6, $7, $8, $9, $10, id, nom, $11, $12, '{}', $13 from collectivite where id = $1`,
      [
        ...[collectiviteId, titreId, index + 1, ligne.libelle, ligne.bases ?? "Forfait", toEuros(ligne.montantHt)],
        ...[String(ligne.montantHt), ligne.taux ? "S" : "O", ligne.taux ?? "0", String(tvaOf(ligne))],
        ...[ligne.serviceId ?? null, ligne.pilierId ?? null, corrige ? index + 1 : null],
      ],
    )
  const etat = corrige ? { reduction: "reduit", annulation: "annule" }[corrige.nature] : "emis"
  await owner.query(
    `insert into titre_suivi ("collectiviteId", "titreId", etat, le)
     values ($1, $2, $3::titre_suivi_etat, case when $3::text = 'emis' then least($4::date, now()) else now() end)`,
    [collectiviteId, corrige?.titreId ?? titreId, etat, dateEmission],
  )
  await owner.query(
    `insert into titre_numero (exercice, budget, serie, numero, "debiteurId", "titreId") values ($1, 'principal', $2, $3, $4, $5)`,
    [exercice, serie, numero, collectiviteId, titreId],
  )
  await owner.query(`insert into serie values ($1, 'principal', $2, 10000) on conflict do nothing`, [exercice, serie])
  return { collectiviteId, titreId, numero }
}

async function takeNumero(owner: Client, exercice: number, serie: string): Promise<number> {
  const { rows } = await owner.query<{ numero: number }>(
    `insert into serie (exercice, budget, serie, prochain) values ($1, 'principal', $2, 2)
     on conflict (exercice, budget, serie) do update set prochain = serie.prochain + 1 returning prochain - 1 as numero`,
    [exercice, serie],
  )
  return rows[0]?.numero ?? 1
}

/** Money received for a titre. */
export const insertReglement = (
  owner: Client,
  { collectiviteId, titreId }: Omit<IssuedTitre, "numero">,
  montant: Cents,
) =>
  owner.query(
    `insert into reglement ("collectiviteId", "titreId", montant, "recuLe", moyen, reference) values ($1, $2, $3, current_date, 'virement', 'essai')`,
    [collectiviteId, titreId, String(montant)],
  )

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
