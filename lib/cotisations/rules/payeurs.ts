import { addDays, addMonths, type CalendarDate, calendarDate } from "@/lib/platform/dates.ts"
import { formatDecimal } from "@/lib/platform/format.ts"
import { decimal, toEuros } from "@/lib/platform/money.ts"
import { partager } from "@/lib/prises-en-charge/rules.ts"
import type { Part } from "@/lib/prises-en-charge/types.ts"
import type { Periode } from "@/lib/souscriptions/rules/facturation.ts"
import type { Facturable } from "@/lib/souscriptions/types.ts"
import type { Element } from "../types.ts"
import { elementsOf, elementsOfRuns } from "./services.ts"

/** What a part of a cost is said by: who pays it, how much of it, from when until when (excluded). */
type PartPayee = Pick<Part, "payeurId" | "part" | "depuis" | "jusqua">

/**
 * A souscription's lines, each asked of who pays it. A part counts for the months that begin while it is in force; the
 * beneficiary keeps what nobody pays for it. Parts of a line and what is left sum to it, to the cent.
 */
export function elementsByPayer(
  facturable: Facturable,
  nom: string,
  periode: Periode,
  parts: readonly PartPayee[],
): Element[] {
  if (parts.length === 0) return elementsOf(facturable, nom, periode)
  return elementsOfRuns(facturable, nom, periode, cutByParts(periode, parts)).flatMap(({ run, elements }) =>
    elements.flatMap((element) => shareOut(element, run.parts)),
  )
}

/** Runs of whole months during which the same bodies pay the same parts. */
function cutByParts({ du, au }: Periode, parts: readonly PartPayee[]): (Periode & { parts: PartPayee[] })[] {
  const runs: (Periode & { parts: PartPayee[] })[] = []
  for (let first = calendarDate(`${du.slice(0, 7)}-01`); first <= au; first = addMonths(first, 1)) {
    const inForce = parts.filter(({ depuis, jusqua }) => depuis <= first && (jusqua === null || jusqua > first))
    const [last, end] = [runs.at(-1), earlier(addDays(addMonths(first, 1), -1), au)]
    if (last && sameParts(last.parts, inForce)) last.au = end
    else runs.push({ du: first > du ? first : du, au: end, parts: inForce })
  }
  return runs
}

const earlier = (a: CalendarDate, b: CalendarDate): CalendarDate => (a < b ? a : b)

const sameParts = (a: readonly PartPayee[], b: readonly PartPayee[]): boolean =>
  a.length === b.length && a.every((part, index) => part === b[index])

function shareOut(element: Element, inForce: readonly PartPayee[]): Element[] {
  if (inForce.length === 0) return [element]
  const { parts, reste } = partager(element.montantHt, inForce)
  const paid = parts.map(({ payeurId, part, montant }) =>
    partOf(element, payeurId, montant, `${formatDecimal(part)} % du coût`),
  )
  return [...paid, partOf(element, element.payeurId, reste, "reste à votre charge")].filter(
    ({ montantHt }) => montantHt > 0n,
  )
}

/** The commitment of the beneficiary is not that of who pays for it. */
function partOf(element: Element, payeurId: string, montant: bigint, words: string): Element {
  const own = payeurId === element.payeurId
  const engagement = own ? {} : { numeroEngagement: null, codeService: null }
  if (montant === element.montantHt) return { ...element, ...engagement, payeurId }
  return {
    ...element,
    ...engagement,
    payeurId,
    montantHt: montant,
    quantite: decimal("1"),
    prixUnitaire: toEuros(montant),
    bases: `${element.bases}, ${words}`,
  }
}
