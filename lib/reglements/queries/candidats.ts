import type { Tx } from "@/lib/access/door.ts"
import { foldSearch } from "@/lib/collectivites/rules.ts"
import { sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { type Candidat, type Lecture, type Paiement, readPaiement, tracesOf } from "../rules/match.ts"

/** Series of the titres issued: what tells "COT 118" from any word followed by a number. */
export async function listSeries(tx: Tx): Promise<string[]> {
  const rows = await tx.$queryRaw<{ serie: string }[]>`select distinct serie from serie`
  return rows.map(({ serie }) => serie)
}

const CANDIDAT = sql`t."collectiviteId", t.id as "titreId", t.exercice::int, t.serie, t.numero, c.nom, c."nomCherche", c.siren,
  t.echeance::text, portail_titre_du(t."collectiviteId", t.id) as reste`

/** The titres that these payments may settle: those they name, those of their payers, those of their amounts. */
async function findCandidats(tx: Tx, paiements: readonly Paiement[], series: readonly string[]): Promise<Candidat[]> {
  const traces = paiements.map((one) => tracesOf(one, series))
  const numeros = [...new Set(traces.flatMap(({ references }) => references.map(({ numero }) => numero)))]
  const sirens = [...new Set(traces.flatMap((one) => one.sirens))]
  const noms = [...new Set(traces.flatMap((one) => one.noms))]
  const montants = [...new Set(paiements.map(({ disponible }) => disponible))].map(String)
  return tx.$queryRaw<Candidat[]>`
    select ${CANDIDAT} from titre t join collectivite c on c.id = t."collectiviteId"
    where t.nature = 'recette' and (t.numero = any(${numeros}::int[]) or t."montantTtc" = any(${montants}::bigint[])
      or c.siren = any(${sirens}) or c."nomCherche" = any(${noms}))
      and not exists (select from titre_suivi s where s."collectiviteId" = t."collectiviteId" and s."titreId" = t.id and s.etat = 'annule')`
}

/** What each of these payments seems to settle; one query for all. */
export async function readPaiements<T extends Paiement>(tx: Tx, paiements: readonly T[]): Promise<Map<T, Lecture>> {
  const series = await listSeries(tx)
  const candidats = paiements.length > 0 ? await findCandidats(tx, paiements, series) : []
  return new Map(paiements.map((one) => [one, readPaiement(one, candidats, series)]))
}

const CHOSEN_LIMIT = 20

/** Titres that wait for money, by debtor or number: where a person chooses. */
export async function searchCandidats(tx: Tx, typed: string): Promise<Candidat[]> {
  const words = foldSearch(typed).split(" ").filter(Boolean)
  if (words.length === 0) return []
  const numero = words.find((word) => /^\d{1,7}$/.test(word))
  const name = words.filter((word) => !/^\d+$/.test(word)).map((word) => `%${word}%`)
  return tx.$queryRaw<Candidat[]>`
    select * from (
      select ${CANDIDAT} from titre t join collectivite c on c.id = t."collectiviteId"
      where t.nature = 'recette' and (${numero ?? null}::int is null or t.numero = ${numero ?? null}::int)
        and (c."nomPlie" like all(${name}::text[]) or upper(t.serie) = any(${words.map((word) => word.toUpperCase())}))
    ) x where reste > 0 order by echeance, exercice, serie, numero limit ${CHOSEN_LIMIT}`
}

/** Locked by the caller: what is left of each of these titres now. */
export async function findRestes(tx: Tx, titreIds: readonly string[]): Promise<Map<string, TitreAPayer>> {
  const rows = await tx.$queryRaw<TitreAPayer[]>`
    select t."collectiviteId", t.id as "titreId", t.exercice::int, t.serie, t.numero, t.nature::text, c.nom, c."publicId",
      portail_titre_du(t."collectiviteId", t.id) as reste
    from titre t join collectivite c on c.id = t."collectiviteId" where t.id = any(${[...titreIds]}::uuid[])`
  return new Map(rows.map((row) => [row.titreId, row]))
}

export type TitreAPayer = {
  collectiviteId: string
  titreId: string
  exercice: number
  serie: string
  numero: number
  nature: "recette" | "reduction" | "annulation"
  nom: string
  publicId: string
  reste: Cents
}
