import { Client, type QueryResultRow } from "pg"
import type { AgentContext } from "@/lib/access/context.ts"
import { type CalendarDate, calendarDate } from "@/lib/platform/dates.ts"
import { diskStorage } from "@/lib/ports/storage.ts"
import { applyImport, depositFile } from "@/lib/reglements/commands/import.ts"
import { seed } from "@/prisma/seed/seed.ts"
import { agent } from "./contexts.ts"
import { duOf, type IssuedTitre, insertTitre, type Wanted } from "./issued-titres.ts"

export const HEAD = "Date;Montant;Payeur;Référence;Libellé\n"

export type Desk = Awaited<ReturnType<typeof openDesk>>

/** Two accountants, some communes, and the ways by which payments come to them. */
export async function openDesk(day: CalendarDate = calendarDate("2026-11-22")) {
  const owner = new Client({ connectionString: process.env.DATABASE_URL_MIGRATION })
  await owner.connect()
  await seed({ migrationUrl: process.env.DATABASE_URL_MIGRATION ?? "", departement: "27", today: day })
  const rows = async <T extends QueryResultRow>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await owner.query<T>(text, values)).rows
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
