import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Mandat } from "./types.ts"

const ACTE_WORDS: Record<string, string> = {
  charte: "la charte d'adhésion",
  convention: "les conventions",
  avenant: "les avenants",
}

export const objetWords = (objets: readonly string[]): string =>
  objets.length === 0 ? "tous les actes" : objets.map((objet) => ACTE_WORDS[objet] ?? objet).join(", ")

/** `jusqua` is the first day on which it no longer holds: a mandate that ended yesterday has today's date there. */
export const isHolding = ({ depuis, jusqua }: Pick<Mandat, "depuis" | "jusqua">, day: CalendarDate): boolean =>
  depuis <= day && (jusqua === null || day < jusqua)

/** A delegation ends with the mandate that gives it. */
export const isInForce = (mandat: Mandat, all: readonly Mandat[], day: CalendarDate): boolean => {
  if (!isHolding(mandat, day)) return false
  if (mandat.deleguantId === null) return true
  const giver = all.find(({ id }) => id === mandat.deleguantId)
  return giver !== undefined && isHolding(giver, day)
}

export type MandatRefusal = "sans-mandat" | "mandat-termine" | "mandat-a-venir" | "mandat-hors-objet"

/** The mandate by which this person signs this kind of act that day; a mandate comes before a delegation. */
export function mandatFor(
  mandats: readonly Mandat[],
  { personneId, genre, day }: { personneId: string; genre: string; day: CalendarDate },
): Result<Mandat, MandatRefusal> {
  const hers = mandats.filter((mandat) => mandat.personneId === personneId)
  const holding = hers.filter((mandat) => isInForce(mandat, mandats, day))
  const covering = holding
    .filter(({ objets }) => objets.length === 0 || objets.includes(genre))
    .sort((a, b) => (a.genre === b.genre ? 0 : a.genre === "mandat" ? -1 : 1))
  if (covering[0]) return ok(covering[0])
  if (holding[0]) return refuse("mandat-hors-objet", { objets: objetWords(holding[0].objets) })
  const ended = hers.filter(({ depuis }) => depuis <= day).sort((a, b) => (a.depuis < b.depuis ? 1 : -1))[0]
  if (ended) return refuse("mandat-termine", { fonction: ended.fonction, fin: formatDay(endOf(ended, mandats, day)) })
  const coming = hers.sort((a, b) => (a.depuis < b.depuis ? -1 : 1))[0]
  if (coming) return refuse("mandat-a-venir", { fonction: coming.fonction, debut: formatDay(coming.depuis) })
  return refuse("sans-mandat")
}

/** A delegation without an end of its own ended with its giver's mandate. */
function endOf(mandat: Mandat, all: readonly Mandat[], day: CalendarDate): CalendarDate {
  const giver = all.find(({ id }) => id === mandat.deleguantId)
  return mandat.jusqua ?? giver?.jusqua ?? day
}

type Delegation = { depuis: CalendarDate; jusqua: CalendarDate | null }

/** A mandate delegates its signature within its own time; a delegation is not handed on. */
export function checkDelegation(
  giver: Mandat | null,
  { depuis, jusqua }: Delegation,
  day: CalendarDate,
): Result<void, "delegation-sans-mandat" | "delegation-trop-longue" | "date-avant"> {
  if (giver?.genre !== "mandat" || !isHolding(giver, day)) return refuse("delegation-sans-mandat")
  if (jusqua !== null && jusqua < depuis) return refuse("date-avant", { debut: formatDay(depuis) })
  if (giver.jusqua !== null && (jusqua === null || jusqua > giver.jusqua))
    return refuse("delegation-trop-longue", { fin: formatDay(giver.jusqua) })
  return ok(undefined)
}
