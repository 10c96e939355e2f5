import type { Tx } from "@/lib/access/door.ts"
import { findOffered } from "@/lib/catalogue/queries/published.ts"
import { today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { SouscriptionFile } from "../queries/file.ts"
import { chooseOptions, type OptionVoulue, standing } from "../rules/options.ts"
import type { Changements } from "../types.ts"

type Wanted = { options: OptionVoulue[]; optionsVues: string; retraits: readonly string[] }

/** What is added has the price of the day, as it was shown; what is taken away is still there. */
export async function chooseChanges(
  tx: Tx,
  { service, options }: SouscriptionFile,
  wanted: Wanted,
): Promise<Result<Changements, "option-inconnue" | "option-retiree" | "tarif-change">> {
  const offered = wanted.options.length > 0 ? await findOffered(tx, service.slug, today()) : null
  const chosen = chooseOptions(offered?.options ?? [], { wanted: wanted.options, vues: wanted.optionsVues })
  if (!chosen.ok) return chosen
  const retraits = standing(options).filter(({ id }) => wanted.retraits.includes(id))
  return retraits.length < wanted.retraits.length ? refuse("option-retiree") : ok({ ajouts: chosen.value, retraits })
}
