import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { type Cents, sum } from "@/lib/platform/money.ts"
import { actionName, type DepenseRow, type DepensesOf, listDepensesOf, placeWhere } from "./depenses.ts"

export type EngagementRow = {
  id: string
  exercice: number
  libelle: string
  fournisseur: string
  reference: string | null
  pilier: { id: string; nom: string } | null
  service: { slug: string; nom: string } | null
  action: { id: string; nom: string } | null
  engageLe: CalendarDate
  soldeLe: CalendarDate | null
  montantHt: Cents
  /** What its bills are, before tax. */
  facture: Cents
  /** What is still to come: nothing once it is settled. */
  reste: Cents
  synthetique: boolean
}

const INCLUDE = {
  pilier: { select: { id: true, nom: true } },
  service: { select: { slug: true, nom: true } },
  budget: { select: { id: true, action: true, sousAction: true } },
  depenses: { select: { montantHt: true } },
} as const

export const ENGAGEMENTS_PER_PAGE = 50

/** What was committed in a year or more, the last first. */
export async function listEngagements(
  tx: Tx,
  filter: DepensesOf,
  { limit = ENGAGEMENTS_PER_PAGE, page = 1 } = {},
): Promise<EngagementRow[]> {
  const rows = await tx.engagementDepense.findMany({
    where: await placeWhere(tx, filter),
    include: INCLUDE,
    orderBy: [{ engageLe: "desc" }, { id: "asc" }],
    ...{ take: limit, skip: (page - 1) * limit },
  })
  return rows.map(rowOf)
}

/** Of all that the filter keeps, whatever the page. */
export async function sumEngagements(
  tx: Tx,
  filter: DepensesOf,
): Promise<{ nombre: number; montant: Cents; reste: Cents }> {
  const rows = await tx.engagementDepense.findMany({
    where: await placeWhere(tx, filter),
    select: { montantHt: true, soldeLe: true, depenses: { select: { montantHt: true } } },
  })
  return {
    nombre: rows.length,
    montant: sum(rows.map(({ montantHt }) => montantHt)),
    reste: sum(rows.map((row) => resteOf(row))),
  }
}

export type EngagementFile = EngagementRow & { depenses: DepenseRow[] }

export async function findEngagement(tx: Tx, id: string): Promise<EngagementFile | null> {
  const row = await tx.engagementDepense.findUnique({ where: { id }, include: INCLUDE })
  return row && { ...rowOf(row), depenses: await listDepensesOf(tx, id) }
}

type Amounts = { montantHt: Cents; soldeLe: Date | null; depenses: readonly { montantHt: Cents }[] }

function resteOf({ montantHt, soldeLe, depenses }: Amounts): Cents {
  const billed = sum(depenses.map((one) => one.montantHt))
  return soldeLe || billed > montantHt ? 0n : montantHt - billed
}

type Stored = Amounts &
  Omit<EngagementRow, "action" | "engageLe" | "soldeLe" | "facture" | "reste"> & {
    engageLe: Date
    budget: { id: string; action: string | null; sousAction: string | null } | null
  }

function rowOf(row: Stored): EngagementRow {
  const { depenses, budget, engageLe, soldeLe, ...rest } = row
  return {
    ...rest,
    action: budget && { id: budget.id, nom: actionName(budget) },
    engageLe: fromDatabase(engageLe),
    soldeLe: soldeLe && fromDatabase(soldeLe),
    facture: sum(depenses.map(({ montantHt }) => montantHt)),
    reste: resteOf(row),
  }
}
