import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { TitreNature, TitreState } from "@/lib/titres/types.ts"
import type { MesTitresFilter } from "../schema.ts"

export type MonTitre = {
  id: string
  exercice: number
  serie: string
  numero: number
  nature: TitreNature
  objet: string
  montant: Cents
  /** What is left to pay; of a correction, nothing. */
  reste: Cents
  echeance: CalendarDate
  etat: TitreState
  documentId: string | null
  /** A question of the collectivité waits for its answer. */
  question: boolean
}

export const MES_TITRES_PER_PAGE = 50

const LISTED = sql`
  select t.id, t.exercice::int, t.serie, t.numero, t.nature::text, t.objet, t."montantTtc" as montant, t.echeance::text,
    case when t.nature = 'recette' then portail_titre_du(t."collectiviteId", t.id) else 0 end as reste,
    coalesce((select s.etat::text from titre_suivi s where s."collectiviteId" = t."collectiviteId" and s."titreId" = t.id
      order by s.le desc, s.id desc limit 1), 'emis') as etat,
    (select d.id from document d where d."collectiviteId" = t."collectiviteId" and d.genre = 'titre' and d."objetId" = t.id limit 1) as "documentId",
    coalesce((select not m.agent from titre_message m where m."collectiviteId" = t."collectiviteId" and m."titreId" = t.id
      order by m.le desc, m.id desc limit 1), false) as question
  from titre t`

const waiting = ({ montre }: MesTitresFilter) => (montre === "a_payer" ? sql`where x.reste > 0` : empty)

/** One member's own documents, the latest first. */
export const listMesTitres = (
  tx: Tx,
  collectiviteId: string,
  filter: MesTitresFilter,
): Promise<MonTitre[]> => tx.$queryRaw<MonTitre[]>`
  select * from (${LISTED} where t."collectiviteId" = ${collectiviteId}::uuid) x ${waiting(filter)}
  order by exercice desc, serie, numero desc limit ${MES_TITRES_PER_PAGE} offset ${(filter.page - 1) * MES_TITRES_PER_PAGE}`

export async function countMesTitres(tx: Tx, collectiviteId: string, filter: MesTitresFilter): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (${LISTED} where t."collectiviteId" = ${collectiviteId}::uuid) x ${waiting(filter)}`
  return row?.count ?? 0
}

/** Whom to pay and how, as the operator's settings say it. */
export const findPaiement = (tx: Tx) =>
  tx.operateur.findFirstOrThrow({
    select: {
      moyensPaiement: true,
      comptableNom: true,
      comptableAdresse: true,
      iban: true,
      bic: true,
      payfipNumero: true,
    },
  })
