/** What a row of a file is answered: taken, taken if a person says so, refused, or the sum of rows above it. */
export type SheetVerdict = "bonne" | "a_confirmer" | "refusee" | "total"

type Said = { total: boolean; refus: readonly string[]; alertes: readonly string[]; notes: readonly string[] }

/** A total is never taken: what its empty cells would be refused for is not said of it. */
export function answerOf({ total, refus, alertes, notes }: Said): { verdict: SheetVerdict; messages: string[] } {
  if (total) return { verdict: "total", messages: [...notes] }
  const verdict = refus.length > 0 ? "refusee" : alertes.length > 0 ? "a_confirmer" : "bonne"
  return { verdict, messages: [...refus, ...alertes, ...notes] }
}

/** From a form's boxes, "ligne-12": the rows that a person confirmed. */
export const confirmedRows = (fields: Readonly<Record<string, unknown>>): number[] =>
  Object.entries(fields).flatMap(([name, value]) => {
    const found = /^ligne-(\d{1,5})$/.exec(name)
    return found && value === "oui" ? [Number(found[1])] : []
  })

/** The good rows and those that a person confirmed. */
export const takenRows = <Row extends { ligne: number; verdict: SheetVerdict }>(
  rows: readonly Row[],
  confirmed: readonly number[],
): Row[] =>
  rows.filter(({ ligne, verdict }) => verdict === "bonne" || (verdict === "a_confirmer" && confirmed.includes(ligne)))
