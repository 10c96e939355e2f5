import type { Tx } from "@/lib/access/door.ts"
import { sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { BordereauGenre, PesFichierEtat } from "../types.ts"

export type BordereauKey = { exercice: number; budget: string; bordereau: number; genre: BordereauGenre }

/** Titres of one bordereau that leave by PES and are in no file that Hélios has or may have. */
export type BordereauAFaire = BordereauKey & {
  titres: number
  montant: Cents
  /** Whose document is not drawn yet. */
  sansDocument: number
  /** Refused by Hélios once already. */
  refuses: number
}

/** The titres to put in a file, by the rule that the trigger `essai` holds too; oldest bordereau first. */
const WAITING = sql`
  select t."collectiviteId", t.id, t.exercice, t.budget, t.bordereau, t.numero, t."montantTtc",
    case t.nature when 'recette' then 'ordinaire' else 'annulation' end as genre,
    coalesce(p.essai, 0)::int as essai
  from titre t
  left join lateral (select essai from pes_piece where "collectiviteId" = t."collectiviteId" and "titreId" = t.id
    order by essai desc limit 1) p on true
  where t.canal = 'pes' and not t."surExerciceClos" and (p.essai is null or exists (
    select from pes_piece q join pes_fichier f on f.id = q."fichierId"
    where q."collectiviteId" = t."collectiviteId" and q."titreId" = t.id and q.essai = p.essai and f.etat in ('acquitte', 'rejete')
      and (select s.etat from titre_suivi s where s."collectiviteId" = t."collectiviteId" and s."titreId" = t.id
        order by s.le desc, s.id desc limit 1) = 'rejete'))`

export const listBordereauxAFaire = (tx: Tx): Promise<BordereauAFaire[]> =>
  tx.$queryRaw<BordereauAFaire[]>`
    select w.exercice::int, w.budget, w.bordereau, w.genre, count(*)::int as titres, sum(w."montantTtc")::bigint as montant,
      count(*) filter (where d.id is null)::int as "sansDocument", count(*) filter (where w.essai > 0)::int as refuses
    from (${WAITING}) w
    left join document d on d."collectiviteId" = w."collectiviteId" and d.genre = 'titre' and d."objetId" = w.id and d.version = 1
    group by w.exercice, w.budget, w.bordereau, w.genre order by w.exercice, w.budget, w.bordereau, w.genre limit 200`

export type TitreAEnvoyer = { collectiviteId: string; id: string; essai: number }

/** Those of one bordereau, in the order of their numbers. */
export const listTitresAEnvoyer = (tx: Tx, key: BordereauKey): Promise<TitreAEnvoyer[]> =>
  tx.$queryRaw<TitreAEnvoyer[]>`
    select w."collectiviteId", w.id, w.essai from (${WAITING}) w
    where w.exercice = ${key.exercice}::int and w.budget = ${key.budget} and w.bordereau = ${key.bordereau}::int
      and w.genre = ${key.genre} order by w.numero`

/** What the year's bordereaux of this kind amount to, with VAT, up to this one. */
export async function findCumulAnnuel(tx: Tx, { exercice, budget, bordereau, genre }: BordereauKey): Promise<Cents> {
  const [row] = await tx.$queryRaw<{ total: bigint }[]>`
    select coalesce(sum("montantTtc"), 0)::bigint as total from titre
    where exercice = ${exercice}::int and budget = ${budget} and bordereau <= ${bordereau}::int and not "surExerciceClos"
      and (nature = 'recette') = ${genre === "ordinaire"}`
  return row?.total ?? 0n
}

export type PesFichierRow = BordereauKey & {
  id: string
  fichierId: string
  part: number
  nom: string
  etat: PesFichierEtat
  pieces: number
  montant: Cents
  rejets: number
  translitterations: { de: string; vers: string; fois: number }[]
  genereLe: Date
  transmisLe: Date | null
  acquitteLe: Date | null
  message: string | null
}

export const PES_PER_PAGE = 50

const FICHIERS = sql`
  select f.id, f."fichierId", f.exercice::int, f.budget, f.bordereau, f.genre, f.part::int, f.nom, f.etat, f.rejets,
    (f."montantHt" + f."montantTva") as montant, f.translitterations, f."genereLe", f."transmisLe", f."acquitteLe", f.message,
    (select count(*)::int from pes_piece p where p."fichierId" = f.id) as pieces
  from pes_fichier f`

export const listPesFichiers = (tx: Tx, page: number): Promise<PesFichierRow[]> => tx.$queryRaw<PesFichierRow[]>`
  ${FICHIERS} order by f."genereLe" desc, f.part limit ${PES_PER_PAGE} offset ${(page - 1) * PES_PER_PAGE}`

export async function findPesFichier(tx: Tx, id: string): Promise<PesFichierRow | null> {
  const [row] = await tx.$queryRaw<PesFichierRow[]>`${FICHIERS} where f.id = ${id}::uuid`
  return row ?? null
}

export type PieceRefusee = {
  collectivitePublicId: string
  titreId: string
  nom: string
  reference: string
  raison: string
}

/** The pièces that a file's answer refused, with what it said. */
export const listPiecesRefusees = (tx: Tx, pesFichierId: string): Promise<PieceRefusee[]> => tx.$queryRaw<
  PieceRefusee[]
>`
  select c."publicId" as "collectivitePublicId", t.id as "titreId", t.debiteur ->> 'nom' as nom,
    t.exercice || '-' || t.serie || '-' || t.numero as reference, coalesce(s.note, '') as raison
  from pes_piece p join pes_fichier f on f.id = p."fichierId"
  join titre t on t."collectiviteId" = p."collectiviteId" and t.id = p."titreId"
  join collectivite c on c.id = t."collectiviteId"
  join titre_suivi s on s."collectiviteId" = t."collectiviteId" and s."titreId" = t.id and s.etat = 'rejete' and s.le >= f."acquitteLe"
  where f.id = ${pesFichierId}::uuid order by t.numero limit 500`

export async function findFile(tx: Tx, id: string) {
  return tx.fichierOperateur.findUnique({
    where: { id },
    select: { genre: true, nom: true, mediaType: true, adresse: true, cleEnveloppee: true, empreinte: true },
  })
}
