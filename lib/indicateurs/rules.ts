import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import { type Cents, prorate, sum } from "@/lib/platform/money.ts"
import { computeAnnee } from "@/lib/souscriptions/rules/annee.ts"
import type { Depense, Situation } from "./types.ts"

type Spent = Pick<Situation, "cotisation" | "souscriptions" | "factures">

/** What the year costs, VAT included: membership first, then each pillar that costs, dearest first. */
export const spendingOf = (situation: Spent, annee: number): Depense[] => spendingBy("pilier", situation, annee)

/** The same, service by service, dearest first: what one tap below the domains shows, and sums to the same. */
export const postesOf = (situation: Spent, annee: number): Depense[] => spendingBy("service", situation, annee)

function spendingBy(
  group: "pilier" | "service",
  { cotisation, souscriptions, factures }: Spent,
  annee: number,
): Depense[] {
  const totals = new Map<string, Cents>()
  const running = new Set<string>()
  for (const souscription of souscriptions) {
    const { [group]: label, prix, quantite, options, enServiceLe, termineeLe } = souscription
    if (!enServiceLe) continue
    const ttc = sum(
      [{ prix, quantite, depuis: null, jusqua: null }, ...options].map((line) =>
        line.prix
          ? computeAnnee({ ...line, prix: line.prix, ...during(line, enServiceLe, termineeLe) }, annee).ttc
          : 0n,
      ),
    )
    if (ttc <= 0n) continue
    running.add(souscription.service)
    totals.set(label, (totals.get(label) ?? 0n) + ttc)
  }
  // A service that runs is counted by its months, whatever of it was already asked for.
  for (const facture of factures.filter(({ service }) => !running.has(service)))
    totals.set(facture[group], (totals.get(facture[group]) ?? 0n) + facture.montant)
  const groups = [...totals]
    .map(([label, montant]) => ({ label, montant }))
    .filter(({ montant }) => montant > 0n)
    .sort((a, b) => (a.montant === b.montant ? 0 : a.montant > b.montant ? -1 : 1))
  return cotisation === null || cotisation === 0n ? groups : [{ label: "Adhésion", montant: cotisation }, ...groups]
}

/** What came or went while its service ran counts for its own time. */
const during = (
  { depuis, jusqua }: { depuis: CalendarDate | null; jusqua: CalendarDate | null },
  enServiceLe: CalendarDate,
  termineeLe: CalendarDate | null,
) => {
  const last = jusqua && addDays(jusqua, -1)
  return {
    enServiceLe: depuis && depuis > enServiceLe ? depuis : enServiceLe,
    termineeLe: last && (termineeLe === null || last < termineeLe) ? last : termineeLe,
  }
}

export const totalOf = (depenses: readonly Depense[]): Cents => sum(depenses.map(({ montant }) => montant))

/** Cents for each inhabitant, half up; null for a body without population. */
export const perInhabitant = (montant: Cents, habitants: number | null): Cents | null =>
  habitants === null || habitants === 0 ? null : prorate(montant, 1n, BigInt(habitants))
