import { formatInteger } from "@/lib/platform/format.ts"

// Bands of population, from the smallest: each up to a number of inhabitants, the last one without end.

/** The first band that holds that many inhabitants; null where none does. */
export const bandeOf = <B extends { jusqua: number | null }>(bandes: readonly B[], habitants: number): B | null =>
  bandes.find(({ jusqua }) => jusqua === null || habitants <= jusqua) ?? null

/** "de 501 à 2 000 habitants" */
export function bandeWords(bandes: readonly { jusqua: number | null }[], habitants: number): string {
  const index = bandes.findIndex(({ jusqua }) => jusqua === null || habitants <= jusqua)
  const after = bandes[index - 1]?.jusqua ?? null
  const jusqua = bandes[index]?.jusqua ?? null
  if (jusqua === null) return after === null ? "unique" : `au-delà de ${formatInteger(after)} habitants`
  return after === null
    ? `jusqu’à ${formatInteger(jusqua)} habitants`
    : `de ${formatInteger(after + 1)} à ${formatInteger(jusqua)} habitants`
}

/** One band a line, "500 ; 50,00", the last one "au-delà ; 150,00": limits go up, and the last has none. Null otherwise. */
export function readBandes<V>(
  text: string,
  readValue: (typed: string) => V | null,
): { jusqua: number | null; valeur: V }[] | null {
  const lines = text.split("\n").filter((line) => line.trim() !== "")
  const bandes = lines.map((line, index) => readBande(line, index === lines.length - 1, readValue))
  const known = bandes.filter((bande) => bande !== null)
  const rising = known.every(
    ({ jusqua }, index) => index === 0 || jusqua === null || jusqua > (known[index - 1]?.jusqua ?? 0),
  )
  return known.length > 0 && known.length === bandes.length && rising ? known : null
}

function readBande<V>(line: string, last: boolean, readValue: (typed: string) => V | null) {
  const [limit = "", amount = ""] = line
    .split(";")
    .map((cell) => cell.replace(/[\s\u00a0\u202f€]/g, "").replace(",", "."))
  const valeur = readValue(amount)
  if (valeur === null) return null
  if (last) return /^au-del[àa]$/i.test(limit) ? { jusqua: null, valeur } : null
  return /^\d{1,8}$/.test(limit) ? { jusqua: Number(limit), valeur } : null
}
