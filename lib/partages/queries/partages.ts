import type { Tx } from "@/lib/access/door.ts"
import { type Cents, type Decimal, decimal, sum } from "@/lib/platform/money.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { totalPoids } from "../rules.ts"
import type { Cle, PartageEtat } from "../types.ts"

export type PartageRow = {
  id: string
  exercice: number
  libelle: string
  service: string
  cle: Cle
  montant: Cents
  participants: number
  etat: PartageEtat
  /** Shares without their titre, of a cost that is billed in part; 0 otherwise. */
  restent: number
}

export const listPartages = (tx: Tx, limit = 200): Promise<PartageRow[]> => findPartages(tx, {}, limit)

/** Of one service in one year. */
export const listPartagesOf = (tx: Tx, slug: string, exercice: number): Promise<PartageRow[]> =>
  findPartages(tx, { exercice, service: { slug } }, 200)

async function findPartages(tx: Tx, where: { exercice?: number; service?: { slug: string } }, limit: number) {
  const rows = await tx.partage.findMany({
    where,
    include: { service: { select: { nom: true } }, _count: { select: { parts: true } } },
    orderBy: [{ exercice: "desc" }, { creeLe: "desc" }],
    take: limit,
  })
  const valides = rows.flatMap(({ id, etat }) => (etat === "valide" ? [id] : []))
  const billed = await tx.partagePart.groupBy({
    by: ["partageId"],
    where: { partageId: { in: valides }, montant: { gt: 0 } },
    _count: { _all: true, titreRef: true },
  })
  const restent = new Map(billed.map(({ partageId, _count }) => [partageId, restentOf(_count._all, _count.titreRef)]))
  return rows.map(({ id, exercice, libelle, service, cle, montant, etat, _count }) => ({
    ...{ id, exercice, libelle, cle, montant, etat },
    service: service.nom,
    participants: _count.parts,
    restent: restent.get(id) ?? 0,
  }))
}

export type PartExport = {
  exercice: number
  libelle: string
  service: string
  cle: Cle
  etat: PartageEtat
  beneficiaire: string
  payeur: string
  explication: string
  cout: Cents
  montant: Cents
  titre: string | null
}

/** Every share there is, its cost's last year first. */
export const listParts = (tx: Tx): Promise<PartExport[]> => tx.$queryRaw<PartExport[]>`
  select p.exercice::int, p.libelle, s.nom as service, p.cle::text, p.etat::text, c.nom as beneficiaire, q."payeurNom" as payeur, q.explication,
    p.montant as cout, q.montant, t.exercice || '-' || t.serie || '-' || t.numero as titre
  from partage_part q join partage p on p.id = q."partageId" join service s on s.id = p."serviceId"
  join collectivite c on c.id = q."collectiviteId" left join titre t on t.id = q."titreRef"
  order by p.exercice desc, p."creeLe" desc, p.id, q.montant desc, c."nomPlie"`

const restentOf = (toBill: number, billed: number): number => (billed > 0 ? toBill - billed : 0)

export type PartRow = {
  id: string
  publicId: string
  nom: string
  poids: Decimal
  montant: Cents
  payeur: string | null
  explication: string
  titre: { id: string; publicId: string; reference: string } | null
  /** Of a cost that is billed in part: its payer was left out, or its titre is not made yet. */
  attend: boolean
}

export type PartageFile = Omit<PartageRow, "participants" | "service"> & {
  service: { slug: string; nom: string }
  cout: Cents
  quotePart: Decimal
  categorieTva: "O" | "E" | "S"
  tauxTva: Decimal
  population: string | null
  depense: { id: string; libelle: string; fournisseur: string; fichierId: string | null } | null
  secondePersonne: boolean
  motif: string | null
  creeParId: string
  prepare: { qui: string | null; quand: Date }
  valide: { qui: string | null; quand: Date } | null
  parts: PartRow[]
  totalPoids: Decimal
  reparti: Cents
  /** Titres that the waiting shares make, and their sum before tax. */
  attente: { titres: number; montant: Cents }
}

/** One shared cost with its shares, the largest first, and the titres that ask for them. */
export async function findPartage(tx: Tx, id: string): Promise<PartageFile | null> {
  const row = await tx.partage.findUnique({
    where: { id },
    include: {
      service: { select: { slug: true, nom: true } },
      depense: { select: { id: true, libelle: true, fournisseur: true, fichierId: true } },
      parts: {
        include: { collectivite: { select: { publicId: true, nom: true } } },
        orderBy: [{ montant: "desc" }, { collectiviteId: "asc" }],
      },
    },
  })
  if (!row) return null
  const titres = await tx.titre.findMany({
    where: { id: { in: row.parts.flatMap(({ titreRef }) => titreRef ?? []) } },
    select: { id: true, exercice: true, serie: true, numero: true, collectivite: { select: { publicId: true } } },
  })
  const byId = new Map(titres.map((titre) => [titre.id, titre]))
  const people = await tx.personne.findMany({
    where: { id: { in: [row.creeParId, row.valideParId].filter((one) => one !== null) } },
    select: { id: true, nom: true },
  })
  const nameOf = (who: string | null) => people.find((one) => one.id === who)?.nom ?? null
  const billed = row.parts.some(({ titreRef }) => titreRef !== null)
  const waiting = row.parts.filter(({ titreRef, montant }) => billed && titreRef === null && montant > 0n)
  const parts = row.parts.map((part): PartRow => {
    const titre = part.titreRef ? byId.get(part.titreRef) : undefined
    return {
      id: part.id,
      publicId: part.collectivite.publicId,
      nom: part.collectivite.nom,
      poids: decimal(part.poids.toString()),
      montant: part.montant,
      payeur: part.payeurId === part.collectiviteId ? null : part.payeurNom,
      explication: part.explication,
      titre: titre
        ? {
            id: titre.id,
            publicId: titre.collectivite.publicId,
            reference: titreReference(titre),
          }
        : null,
      attend: waiting.includes(part),
    }
  })
  const { exercice, libelle, cle, montant, etat, cout, categorieTva, secondePersonne, motif, creeParId } = row
  return {
    ...{ id, exercice, libelle, cle, montant, etat, cout, categorieTva, secondePersonne, motif, creeParId },
    service: row.service,
    depense: row.depense,
    quotePart: decimal(row.quotePart.toString()),
    tauxTva: decimal(row.tauxTva.toString()),
    population: row.populationGenre && `population ${row.populationGenre}, millésime ${row.millesime}`,
    prepare: { qui: nameOf(creeParId), quand: row.creeLe },
    valide: row.valideLe && { qui: nameOf(row.valideParId), quand: row.valideLe },
    parts,
    totalPoids: totalPoids(parts),
    reparti: sum(parts.map((part) => part.montant)),
    restent: waiting.length,
    attente: {
      titres: new Set(waiting.map(({ payeurId }) => payeurId)).size,
      montant: sum(waiting.map((part) => part.montant)),
    },
  }
}
