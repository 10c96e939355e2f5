import type { OptionOfferte } from "@/lib/catalogue/types.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { OptionPrise } from "../types.ts"

export type OptionVoulue = { option: string; quantite: number }

/** The options as a page showed them: the server's own are compared with it. Empty where none is offered. */
export const vuesOf = (options: readonly OptionOfferte[]): string =>
  options
    .map(({ id, prix }) =>
      [id, ...(prix ? [prix.prixUnitaire, prix.periodicite, prix.categorieTva, prix.tauxTva] : [])].join(" "),
    )
    .join(";")

/** What is wished among what is offered, at the price of the day. */
export function chooseOptions(
  offered: readonly OptionOfferte[],
  { wanted, vues }: { wanted: readonly OptionVoulue[]; vues: string },
): Result<OptionPrise[], "option-inconnue" | "tarif-change"> {
  if (wanted.length === 0) return ok([])
  const chosen = wanted.flatMap(({ option, quantite }) => {
    const found = offered.find(({ id }) => id === option)
    return found ? [priseOf(found, quantite)] : []
  })
  if (chosen.length < wanted.length) return refuse("option-inconnue")
  return vues === vuesOf(offered) ? ok(chosen) : refuse("tarif-change")
}

export const priseOf = ({ id, nom, unite, prix }: OptionOfferte, quantite: number): OptionPrise => ({
  ...{ optionId: id, nom, unite, prix, quantite },
  ...{ depuis: null, jusqua: null },
})

/** What stands once every change agreed has come: what was taken away does not. */
export const standing = <O extends Pick<OptionPrise, "jusqua">>(options: readonly O[]): O[] =>
  options.filter(({ jusqua }) => jusqua === null)
