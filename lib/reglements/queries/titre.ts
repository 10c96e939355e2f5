import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { TitreState } from "@/lib/titres/types.ts"
import type { PauseGenre, ReglementGenre, ReglementMoyen } from "../types.ts"

export type ReglementRow = {
  id: string
  genre: ReglementGenre
  montant: Cents
  recuLe: CalendarDate
  moyen: ReglementMoyen
  reference: string
  note: string | null
  recuId: string | null
  annule: boolean
  par: string | null
  le: Date
}

export type Correction = {
  id: string
  nature: "reduction" | "annulation"
  exercice: number
  serie: string
  numero: number
  le: CalendarDate
  montant: Cents
  motif: string | null
  documentId: string | null
}

export type RelanceRow = { id: string; rang: number; reste: Cents; le: Date }
export type PauseRow = { genre: PauseGenre; motif: string; le: Date; par: string | null }

export type Paiements = {
  facture: Cents
  annule: Cents
  regle: Cents
  reste: Cents
  reglements: ReglementRow[]
  corrections: Correction[]
  relances: RelanceRow[]
  /** Why no reminder leaves; null when they do. */
  pause: PauseRow | null
}

/** What became of one titre: its money, its corrections, its reminders. The caller's login sees its own only. */
export async function findPaiements(tx: Tx, collectiviteId: string, titreId: string): Promise<Paiements> {
  const reglements = await tx.$queryRaw<ReglementRow[]>`
    select r.id, r.genre::text, r.montant, r."recuLe"::text, r.moyen::text, r.reference, r.note, r."recuId", p.nom as par, r."creeLe" as le,
      exists (select from reglement a where a."collectiviteId" = r."collectiviteId" and a."annuleId" = r.id) as annule
    from reglement r left join personne p on p.id = r."saisiParId"
    where r."collectiviteId" = ${collectiviteId}::uuid and r."titreId" = ${titreId}::uuid order by r."creeLe", r.id`
  const corrections = await tx.$queryRaw<Correction[]>`
    select t.id, t.nature::text, t.exercice::int, t.serie, t.numero, t."dateEmission"::text as le, t."montantTtc" as montant, t.motif, d.id as "documentId"
    from titre t left join document d on d."collectiviteId" = t."collectiviteId" and d.genre = 'titre' and d."objetId" = t.id
    where t."collectiviteId" = ${collectiviteId}::uuid and t."corrigeId" = ${titreId}::uuid order by t."emisLe", t.id`
  const relances = await tx.relance.findMany({
    where: { collectiviteId, titreId },
    select: { id: true, rang: true, reste: true, le: true },
    orderBy: { rang: "asc" },
  })
  const { montantTtc: facture } = await tx.titre.findUniqueOrThrow({
    where: { collectiviteId_id: { collectiviteId, id: titreId } },
    select: { montantTtc: true },
  })
  const annule = corrections.reduce((total, { montant }) => total + montant, 0n)
  const regle = reglements.reduce((total, { montant }) => total + montant, 0n)
  const pause = await findPause(tx, collectiviteId, titreId)
  return { facture, annule, regle, reste: facture - annule - regle, reglements, corrections, relances, pause }
}

export async function findPause(tx: Tx, collectiviteId: string, titreId: string): Promise<PauseRow | null> {
  const [row] = await tx.$queryRaw<(Omit<PauseRow, "genre"> & { genre: PauseGenre | "reprise" })[]>`
    select x.genre::text, x.motif, x.le, p.nom as par from relance_pause x left join personne p on p.id = x."parId"
    where x."collectiviteId" = ${collectiviteId}::uuid and x."titreId" = ${titreId}::uuid order by x.le desc, x.id desc limit 1`
  return row && row.genre !== "reprise" ? { ...row, genre: row.genre } : null
}

export type TitreDu = { titreId: string; exercice: number; serie: string; numero: number; objet: string; reste: Cents }

/** The other titres of a member that wait for money: where a credit may go. */
export const listTitresDus = (tx: Tx, collectiviteId: string, sauf: string): Promise<TitreDu[]> => tx.$queryRaw<
  TitreDu[]
>`
  select * from (
    select t.id as "titreId", t.exercice::int, t.serie, t.numero, t.objet, portail_titre_du(t."collectiviteId", t.id) as reste, t.echeance
    from titre t where t."collectiviteId" = ${collectiviteId}::uuid and t.nature = 'recette' and t.id <> ${sauf}::uuid
  ) x where reste > 0 order by echeance, exercice, serie, numero limit 50`

export type TitreHead = {
  collectiviteId: string
  publicId: string
  nom: string
  titreId: string
  exercice: number
  serie: string
  numero: number
  nature: "recette" | "reduction" | "annulation"
  corrigeId: string | null
  objet: string
  echeance: CalendarDate
  etat: TitreState
}

/** Any member's titre, for the staff; null for an unknown one. */
export async function findTitreHead(tx: Tx, id: string): Promise<TitreHead | null> {
  const [row] = await tx.$queryRaw<TitreHead[]>`
    select t."collectiviteId", c."publicId", c.nom, t.id as "titreId", t.exercice::int, t.serie, t.numero, t.nature::text, t."corrigeId", t.objet,
      t.echeance::text, coalesce((select s.etat::text from titre_suivi s where s."collectiviteId" = t."collectiviteId" and s."titreId" = t.id
        order by s.le desc, s.id desc limit 1), 'emis') as etat
    from titre t join collectivite c on c.id = t."collectiviteId" where t.id = ${id}::uuid`
  return row ?? null
}
