import { addDays, type CalendarDate, calendarDate, daysBetween, daysInYear, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount, formatCount } from "@/lib/platform/format.ts"
import { type Cents, centsOf, type Decimal, prorate, sum } from "@/lib/platform/money.ts"
import type { LigneGenre } from "../types.ts"

export type Ligne = {
  id: string
  site: string
  libelle: string
  genre: LigneGenre
  montantMensuel: Cents
  cuivre: boolean
  utilisee: boolean
  engagementJusqua: CalendarDate | null
}
export type Prix = { remplacement: Decimal | null; gfu: Decimal | null }

/** `economie` null: a price is missing to say it. */
export type Conseil = {
  genre: "resilier" | "regrouper" | "remplacer"
  titre: string
  lignes: readonly Ligne[]
  economie: Cents | null
  formule: string
}

const MOIS = 12n
const SITES_MIN = 2
export const yearlyCost = (lignes: readonly Ligne[]): Cents =>
  sum(lignes.map(({ montantMensuel }) => montantMensuel * MOIS))

/** What could be saved over the twelve months to come; a line stands in one advice only. */
export function adviseOn(lignes: readonly Ligne[], prix: Prix, today: CalendarDate): Conseil[] {
  const unused = lignes.filter(({ utilisee }) => !utilisee)
  const used = lignes.filter(({ utilisee }) => utilisee)
  const internet = used.filter(({ genre }) => genre === "internet" || genre === "lien_dedie")
  const grouped = new Set(internet.map(({ site }) => site)).size >= SITES_MIN ? internet : []
  const copper = used.filter((ligne) => ligne.cuivre && !grouped.includes(ligne))
  return [
    stopUnused(unused, today),
    groupSites(grouped, prix.gfu, today),
    replaceCopper(copper, prix.remplacement, today),
  ].filter(({ lignes: some }) => some.length > 0)
}

/** Part of the twelve months that commitment leaves free, in days. */
function free({ engagementJusqua }: Ligne, today: CalendarDate): { part: bigint; whole: bigint } {
  const whole = daysBetween(today, addDays(today, daysInYear(yearOf(today))))
  const held = engagementJusqua && engagementJusqua >= today ? daysBetween(today, engagementJusqua) + 1 : 0
  return { part: BigInt(Math.max(0, whole - held)), whole: BigInt(whole) }
}

const saved = (ligne: Ligne, mensuel: Cents, today: CalendarDate): Cents => {
  const { part, whole } = free(ligne, today)
  return mensuel <= 0n ? 0n : prorate(mensuel * MOIS, part, whole)
}

function stopUnused(lignes: readonly Ligne[], today: CalendarDate): Conseil {
  const economie = sum(lignes.map((ligne) => saved(ligne, ligne.montantMensuel, today)))
  return {
    ...{ genre: "resilier", titre: "Résilier les lignes qui ne servent plus", lignes, economie },
    formule: `Prix mensuel de chaque ligne inutilisée × 12, hors engagement : ${formatAmount(economie)}`,
  }
}

function groupSites(lignes: readonly Ligne[], prix: Decimal | null, today: CalendarDate): Conseil {
  const sites = new Set(lignes.map(({ site }) => site)).size
  const titre = `Relier ${formatCount(sites, "site")} par un réseau fermé (GFU)`
  const base = { genre: "regrouper" as const, titre, lignes }
  if (prix === null) return { ...base, economie: null, formule: "Indiquez le prix mensuel par site d'un réseau fermé." }
  const paid = sum(lignes.map((ligne) => saved(ligne, ligne.montantMensuel, today)))
  const cost = centsOf(prix) * BigInt(sites) * MOIS
  const economie = paid > cost ? paid - cost : 0n
  return {
    ...{ ...base, economie },
    formule: `${formatAmount(paid)} d'accès par an − ${formatCount(sites, "site")} × ${formatAmount(centsOf(prix))} × 12 mois = ${formatAmount(economie)}${paid > cost ? "" : " (aucune économie à ce prix)"}`,
  }
}

function replaceCopper(lignes: readonly Ligne[], prix: Decimal | null, today: CalendarDate): Conseil {
  const base = { genre: "remplacer" as const, titre: "Remplacer les lignes en cuivre avant sa fermeture", lignes }
  if (prix === null)
    return { ...base, economie: null, formule: "Indiquez le prix mensuel d'une ligne de remplacement." }
  const economie = sum(lignes.map((ligne) => saved(ligne, ligne.montantMensuel - centsOf(prix), today)))
  return {
    ...{ ...base, economie },
    formule: `(Prix mensuel − ${formatAmount(centsOf(prix))}) × 12 pour ${formatCount(lignes.length, "ligne")}, hors engagement : ${formatAmount(economie)}`,
  }
}

/** The day after which a line may be stopped; null: at once. */
export const freeFrom = ({ engagementJusqua }: Ligne, today: CalendarDate): CalendarDate | null =>
  engagementJusqua && engagementJusqua >= today ? calendarDate(addDays(engagementJusqua, 1)) : null
