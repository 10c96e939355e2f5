import { randomUUID } from "node:crypto"
import { Client } from "pg"
import type { AgentContext } from "@/lib/access/context.ts"
import { type CalendarDate, calendarDate } from "@/lib/platform/dates.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { applyImport, depositFile } from "@/lib/reglements/commands/import.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "./contexts.ts"

export type IssuedTitre = { collectiviteId: string; titreId: string; numero: number }

type Wanted = {
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
       "montantTva", "montantTtc", "dateEmission", echeance, canal, debiteur, "emisParId", nature, "corrigeId")
     select id, $2, $3::int, 'principal', $4, $5, 1, 'Cotisation ' || $3::text, 'Essai', '7474', $6::bigint, 0, $6::bigint, '2026-03-01', $7, 'papier',
       jsonb_build_object('nom', nom, 'type', type, 'siren', siren, 'siret', null, 'adresse', null, 'codePostal', null, 'ville', null),
       '01900000-0000-7000-8000-000000000001', $8::titre_nature, $9 from collectivite where id = $1`,
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
       "tauxTva", "montantTva", "beneficiaireId", "beneficiaireNom", base)
     select id, $2, 1, 'Cotisation', '1 648 habitants × 0,10 €', 1, $3::bigint / 100.0, $3::bigint, 'O', 0, 0, id, nom, '{}' from collectivite where id = $1`,
    [collectiviteId, titreId, String(montant)],
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

export const HEAD = "Date;Montant;Payeur;Référence;Libellé\n"

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** Two accountants, some communes, and the ways by which payments come to them. */
export async function openDesk(day: CalendarDate = calendarDate("2026-11-22")) {
  const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
  await owner.connect()
  await seed({ migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "", departement: "27", today: day })
  const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await owner.query(text, values)).rows as T[]
  const communes = await rows<{ id: string }>(
    `select c.id from collectivite c where c.type = 'commune' order by c."nomPlie" limit 8`,
  )
  const staff = await rows<{ personneId: string }>(`select "personneId" from agent order by role`)
  const [one, other] = staff.map(({ personneId }) => agent({ personneId })) as [AgentContext, AgentContext]
  const ports = { storage: diskStorage(process.env.DOCUMENT_DIR ?? ""), today: day }
  let next = 500

  const keep = async (text: string, nom = "encaissements.csv"): Promise<string> => {
    const kept = await depositFile(one, { bytes: Buffer.from(text), nom }, ports)
    if (!kept.ok) throw new Error(kept.refusal)
    return kept.value.fichier
  }
  const apply = (fichier: string, choices: { ecarter?: boolean; repetees?: boolean } = {}, by = one) =>
    applyImport(by, { fichier, ecarter: false, repetees: false, ...choices }, ports)
  /** One payment received, by its own file. */
  const receive = async (montant: bigint, reference = "", payeur = "Payeur d'essai"): Promise<string> => {
    next += 1
    const euros = `${montant / 100n},${String(montant % 100n).padStart(2, "0")}`
    const applied = await apply(
      await keep(`${HEAD}03/11/2026;${euros};${payeur};${reference};essai numéro d'ordre ${next}\n`),
    )
    if (!applied.ok) throw new Error(applied.refusal)
    const [row] = await rows<{ id: string }>(`select id from reglement_recu where "importId" = $1`, [
      applied.value.importId,
    ])
    return String(row?.id)
  }
  const titreOf = (index: number, montant: bigint, of: Partial<Wanted> = {}) => {
    next += 1
    return insertTitre(owner, { collectiviteId: String(communes[index]?.id), numero: next, montant, ...of })
  }
  const count = async (table: string): Promise<number> =>
    (await rows<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? -1
  const recuEtat = async (id: string) =>
    (await rows<{ etat: string }>(`select etat from reglement_recu where id = $1`, [id]))[0]?.etat
  const part = async (titre: IssuedTitre, montant: bigint) => ({
    titreId: titre.titreId,
    montant,
    lu: await duOf(owner, titre),
  })
  return { owner, rows, one, other, ports, keep, apply, receive, titreOf, count, recuEtat, part }
}
