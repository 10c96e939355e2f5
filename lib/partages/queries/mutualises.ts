import type { Tx } from "@/lib/access/door.ts"
import { type Cents, type Decimal, decimal } from "@/lib/platform/money.ts"
import { type Bucket, splitMutualises, spreadCotisation } from "../rules.ts"

export const GENERAL = "Charges générales"

export type MutualiseRow = Bucket & { nom: string }
export type Mutualises = { exercice: number; partMembres: Decimal; rows: MutualiseRow[] }

/** What the services that everybody has cost in a year: by pillar, and general costs as the last bucket. Sums only. */
export async function findMutualises(tx: Tx, exercice: number): Promise<Mutualises> {
  const { partMembres } = await tx.operateur.findFirstOrThrow({ select: { partMembres: true } })
  const rows = await tx.$queryRaw<{ pilierId: string | null; nom: string; montant: Cents }[]>`
    select p.id as "pilierId", p.nom, coalesce(c.montant, 0)::bigint as montant
    from pilier p left join portail_couts_mutualises(${exercice}::int) c on c."pilierId" = p.id
    order by p.rang`
  const [general] = await tx.$queryRaw<{ montant: Cents }[]>`
    select coalesce(sum(montant), 0)::bigint as montant from portail_couts_mutualises(${exercice}::int) where "pilierId" is null`
  const couts = [...rows, { pilierId: null, nom: GENERAL, montant: general?.montant ?? 0n }]
  const share = decimal(partMembres.toString())
  const buckets = splitMutualises(couts, share)
  return {
    exercice,
    partMembres: share,
    rows: buckets.map((bucket, index) => ({ ...bucket, nom: couts[index]?.nom ?? "" })),
  }
}

/** The last year that has costs; null where none was entered yet. */
export async function findLastMutualises(tx: Tx, upTo: number): Promise<Mutualises | null> {
  for (let exercice = upTo; exercice > upTo - 3; exercice--) {
    const found = await findMutualises(tx, exercice)
    if (found.rows.some(({ cout }) => cout > 0n)) return found
  }
  return null
}

export type CotisationLigne = {
  titreId: string
  rang: number
  exercice: number
  libelle: string
  bases: string
  acte: string | null
  beneficiaire: string | null
  montant: Cents
  /** Of the cotisation itself; a service or a shared cost is paid by those who use it, and pays no pillar. */
  cotisation: boolean
}

/** The lines of the titres of a member's last year, the cotisation first: what it pays, and how each was found. */
export async function listCotisationLignes(tx: Tx, collectiviteId: string): Promise<CotisationLigne[]> {
  return await tx.$queryRaw<CotisationLigne[]>`
    select t.id as "titreId", l.rang, t.exercice, l.libelle, l.bases, l.acte, l."montantHt" + l."montantTva" as montant,
      t.volet = 'cotisation' and l.origine is null as cotisation,
      case when l."beneficiaireId" <> l."collectiviteId" then l."beneficiaireNom" end as beneficiaire
    from titre t join titre_ligne l on l."collectiviteId" = t."collectiviteId" and l."titreId" = t.id
    where t."collectiviteId" = ${collectiviteId}::uuid and t.nature = 'recette'
      and t.exercice = (select max(exercice) from titre where "collectiviteId" = ${collectiviteId}::uuid and nature = 'recette')
    order by cotisation desc, t.numero, l.rang`
}

/** Each bucket with the cents of one cotisation that go to it. */
export const spreadOver = ({ rows }: Mutualises, cotisation: Cents): (MutualiseRow & { part: Cents })[] => {
  const shares = spreadCotisation(cotisation, rows)
  return rows.map((row, index) => ({ ...row, part: shares[index] ?? 0n }))
}
