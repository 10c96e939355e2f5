import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { DepensesFilter } from "../schema.ts"
import { type DepenseNature, type PartageEtat, SANS_PILIER } from "../types.ts"

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
  engagement: { id: string; libelle: string } | null
  action: { id: string; nom: string } | null
  partage: { id: string; libelle: string; etat: PartageEtat } | null
}

const INCLUDE = {
  engagement: { select: { id: true, libelle: true } },
  budget: { select: { id: true, action: true, sousAction: true } },
  pilier: { select: { id: true, nom: true } },
  service: { select: { slug: true, nom: true } },
  partages: { where: { etat: { not: "abandonne" } }, select: { id: true, libelle: true, etat: true }, take: 1 },
} as const

export const DEPENSES_PER_PAGE = 50

export type DepensesOf = Omit<DepensesFilter, "exercice" | "page"> & { exercice: number }

/** What the same filter keeps of expenses and of what commits them. An action holds those below it. */
export async function placeWhere(tx: Tx, { exercice, depuis, pilier, service, action }: DepensesOf) {
  const below = action
    ? await tx.$queryRaw<{ id: string }[]>`
        select b.id from budget a join budget b on b.id = a.id or (a.niveau = 'action' and b.niveau = 'sous_action'
          and b."pilierNom" = a."pilierNom" and b.action = a.action) where a.id = ${action}::uuid`
    : []
  return {
    exercice: { gte: Math.min(depuis ?? exercice, exercice), lte: exercice },
    ...(pilier ? { pilierId: pilier === SANS_PILIER ? null : pilier } : {}),
    ...(service ? { service: { slug: service } } : {}),
    ...(action ? { budgetId: { in: below.map(({ id }) => id) } } : {}),
  }
}

/** What was spent in a year or more, the last bill first. */
export async function listDepenses(
  tx: Tx,
  filter: DepensesOf,
  { limit = DEPENSES_PER_PAGE, page = 1 } = {},
): Promise<DepenseRow[]> {
  const rows = await tx.depense.findMany({
    where: await placeWhere(tx, filter),
    include: INCLUDE,
    orderBy: [{ dateFacture: "desc" }, { id: "asc" }],
    ...{ take: limit, skip: (page - 1) * limit },
  })
  return rows.map(rowOf)
}

/** Of all that the filter keeps, whatever the page. */
export async function sumDepenses(tx: Tx, filter: DepensesOf): Promise<{ nombre: number; ht: Cents; ttc: Cents }> {
  const { _count, _sum } = await tx.depense.aggregate({
    where: await placeWhere(tx, filter),
    _count: true,
    _sum: { montantHt: true, montantTva: true },
  })
  const ht = _sum.montantHt ?? 0n
  return { nombre: _count, ht, ttc: ht + (_sum.montantTva ?? 0n) }
}

/** The bills of what was committed. */
export const listDepensesOf = async (tx: Tx, engagementId: string): Promise<DepenseRow[]> =>
  (await tx.depense.findMany({ where: { engagementId }, include: INCLUDE, orderBy: { dateFacture: "asc" } })).map(rowOf)

export async function findDepense(tx: Tx, id: string): Promise<DepenseRow | null> {
  const row = await tx.depense.findUnique({ where: { id }, include: INCLUDE })
  return row && rowOf(row)
}

type Stored = Omit<DepenseRow, "nature" | "dateFacture" | "partage" | "action"> & {
  nature: string
  dateFacture: Date
  budget: ActionRow | null
  partages: NonNullable<DepenseRow["partage"]>[]
}

const rowOf = ({ partages, nature, dateFacture, budget, ...row }: Stored): DepenseRow => ({
  ...row,
  action: budget && { id: budget.id, nom: actionName(budget) },
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

type ActionRow = { id: string; action: string | null; sousAction: string | null }
export const actionName = ({ action, sousAction }: ActionRow): string => sousAction ?? action ?? ""

export type Choices = {
  piliers: { id: string; nom: string }[]
  services: { slug: string; nom: string; mode: string }[]
  /** Of the budget, each with its pillar. */
  actions: { id: string; nom: string; pilier: string }[]
  engagements: { id: string; libelle: string; fournisseur: string; exercice: number }[]
}

export const listChoices = async (tx: Tx): Promise<Choices> => ({
  piliers: await tx.pilier.findMany({ select: { id: true, nom: true }, orderBy: { rang: "asc" } }),
  services: await tx.service.findMany({ select: { slug: true, nom: true, mode: true }, orderBy: { nom: "asc" } }),
  actions: (
    await tx.budget.findMany({
      where: { niveau: { in: ["action", "sous_action"] } },
      orderBy: [{ pilierNom: "asc" }, { action: "asc" }, { sousAction: { sort: "asc", nulls: "first" } }],
    })
  ).map((row) => ({ id: row.id, nom: actionName(row), pilier: row.pilierNom })),
  engagements: await tx.engagementDepense.findMany({
    where: { soldeLe: null },
    select: { id: true, libelle: true, fournisseur: true, exercice: true },
    orderBy: [{ exercice: "desc" }, { engageLe: "desc" }],
  }),
})

export const findJustificatif = (tx: Tx, depenseId: string) =>
  tx.depense.findUnique({ where: { id: depenseId }, select: { fichier: true } }).then((row) => row?.fichier ?? null)
