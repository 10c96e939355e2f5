import type { TarifMode } from "@/lib/catalogue/types.ts"
import { addDays, addMonths, type CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { DEVIS_LABELS, type DevisPropose, type OptionPrise, type Prix, type SouscriptionEtat } from "../types.ts"
import { standing } from "./options.ts"

/** Its price is found by a quote: not that of a shared or reimbursed cost, nor what membership covers. */
export const isSurDevis = ({ mode, prix }: { mode: TarifMode; prix: Prix | null }): boolean =>
  prix === null && (mode === "non_precise" || mode === "unitaire")

type Quoted<O extends OptionPrise> = {
  etat: SouscriptionEtat
  service: { mode: TarifMode }
  prix: Prix | null
  options: readonly O[]
}

/** What still waits for a price: the service as long as nobody opened it, its options as long as it lives. */
export function toQuote<O extends OptionPrise>({ etat, service: { mode }, prix, options }: Quoted<O>) {
  const asked = etat === "a_approuver" || etat === "approuvee"
  return {
    service: asked && isSurDevis({ mode, prix }),
    options: asked || etat === "en_service" ? standing(options).filter((option) => option.prix === null) : [],
  }
}

export const MONTHS_VALID = 12

export function checkValidite(jusqua: CalendarDate, today: CalendarDate): Result<void, "devis-validite"> {
  return jusqua > today && jusqua <= addMonths(today, MONTHS_VALID) ? ok(undefined) : refuse("devis-validite")
}

/** Until the end of its last day; what was answered already is not answered again. */
export function checkOpen(
  { etat, valableJusquau }: Pick<DevisPropose, "etat" | "valableJusquau">,
  today: CalendarDate,
): Result<void, "devis-autre-etat" | "devis-echu"> {
  if (etat !== "propose") return refuse("devis-autre-etat", { etat: DEVIS_LABELS[etat] })
  return valableJusquau < today ? refuse("devis-echu", { jusqua: formatDay(valableJusquau) }) : ok(undefined)
}

/** Days that the operator has to give its price. */
export const DAYS_TO_QUOTE = 15

export const quoteBefore = (demandeLe: CalendarDate): CalendarDate => addDays(demandeLe, DAYS_TO_QUOTE)
