import type { Tx } from "@/lib/access/door.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { QuestionsFilter } from "../schema.ts"

export type Message = {
  id: string
  rang: number | null
  agent: boolean
  auteur: string | null
  texte: string
  le: Date
}

/** What was asked and answered about one titre, in order. A member does not see which of the staff wrote. */
export const listMessages = (tx: Tx, collectiviteId: string, titreId: string): Promise<Message[]> => tx.$queryRaw<
  Message[]
>`
  select m.id, m.rang::int, m.agent, p.nom as auteur, m.texte, m.le
  from titre_message m left join personne p on p.id = m."auteurId"
  where m."collectiviteId" = ${collectiviteId}::uuid and m."titreId" = ${titreId}::uuid order by m.le, m.id`

export type QuestionRow = {
  titreId: string
  nom: string
  exercice: number
  serie: string
  numero: number
  rang: number | null
  texte: string
  le: Date
  /** Its last word is the staff's. */
  repondue: boolean
}

export const QUESTIONS_PER_PAGE = 50

const THREADS = sql`
  select distinct on (m."collectiviteId", m."titreId") m."titreId", m."collectiviteId", m.rang::int, m.texte, m.le, m.agent as repondue
  from titre_message m order by m."collectiviteId", m."titreId", m.le desc, m.id desc`

const waiting = ({ montre }: QuestionsFilter) => (montre === "attente" ? sql`where not f.repondue` : empty)

/** The staff's inbox: one row a titre, its last word; those that wait, the oldest first. */
export const listQuestions = (
  tx: Tx,
  filter: QuestionsFilter,
  limit = QUESTIONS_PER_PAGE,
): Promise<QuestionRow[]> => tx.$queryRaw<QuestionRow[]>`
  select f."titreId", c.nom, t.exercice::int, t.serie, t.numero, f.rang, f.texte, f.le, f.repondue
  from (${THREADS}) f join titre t on t."collectiviteId" = f."collectiviteId" and t.id = f."titreId" join collectivite c on c.id = f."collectiviteId"
  ${waiting(filter)} order by f.repondue, case when f.repondue then null else f.le end, f.le desc
  limit ${limit} offset ${(filter.page - 1) * QUESTIONS_PER_PAGE}`

export async function countQuestions(tx: Tx, filter: QuestionsFilter, bound: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (select from (${THREADS}) f ${waiting(filter)} limit ${bound}) kept`
  return row?.count ?? 0
}
