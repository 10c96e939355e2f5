import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { DepenseNature, PartageEtat } from "../types.ts"

export type DepenseRow = {
  id: string
  exercice: number
  pilier: { id: string; nom: string } | null
  service: { slug: string; nom: string } | null
  nature: DepenseNature
  fournisseur: string
  libelle: string
  dateFacture: CalendarDate
  montantHt: Cents
  montantTva: Cents
  fichierId: string | null
  synthetique: boolean
  partage: { id: string; libelle: string; etat: PartageEtat } | null
}

const INCLUDE = {
  pilier: { select: { id: true, nom: true } },
  service: { select: { slug: true, nom: true } },
  partages: { where: { etat: { not: "abandonne" } }, select: { id: true, libelle: true, etat: true }, take: 1 },
} as const

/** What was spent in a year, the last bill first. */
export async function listDepenses(tx: Tx, exercice: number, limit = 200): Promise<DepenseRow[]> {
  const rows = await tx.depense.findMany({
    where: { exercice },
    include: INCLUDE,
    orderBy: [{ dateFacture: "desc" }, { id: "asc" }],
    take: limit,
  })
  return rows.map(rowOf)
}

export async function findDepense(tx: Tx, id: string): Promise<DepenseRow | null> {
  const row = await tx.depense.findUnique({ where: { id }, include: INCLUDE })
  return row && rowOf(row)
}

type Stored = Omit<DepenseRow, "nature" | "dateFacture" | "partage"> & {
  nature: string
  dateFacture: Date
  partages: NonNullable<DepenseRow["partage"]>[]
}

const rowOf = ({ partages, nature, dateFacture, ...row }: Stored): DepenseRow => ({
  ...row,
  // A text that the table's own check holds to these natures.
  nature: nature as DepenseNature,
  dateFacture: fromDatabase(dateFacture),
  partage: partages[0] ?? null,
})

/** Bills that nothing shares yet: what a new partage may be of. */
export const listToShare = (
  tx: Tx,
): Promise<{ id: string; libelle: string; fournisseur: string; montantHt: Cents }[]> =>
  tx.depense.findMany({
    where: { interne: false, partages: { none: { etat: { not: "abandonne" } } } },
    select: { id: true, libelle: true, fournisseur: true, montantHt: true },
    orderBy: { dateFacture: "desc" },
    take: 200,
  })

export type Choices = {
  piliers: { id: string; nom: string }[]
  services: { slug: string; nom: string; mode: string }[]
}

export const listChoices = async (tx: Tx): Promise<Choices> => ({
  piliers: await tx.pilier.findMany({ select: { id: true, nom: true }, orderBy: { rang: "asc" } }),
  services: await tx.service.findMany({ select: { slug: true, nom: true, mode: true }, orderBy: { nom: "asc" } }),
})

export const findJustificatif = (tx: Tx, depenseId: string) =>
  tx.depense.findUnique({ where: { id: depenseId }, select: { fichier: true } }).then((row) => row?.fichier ?? null)
