import { formatDecimal } from "@/lib/platform/format.ts"
import { type Brouillon, kilometresOf, metresCarresOf } from "./brouillon.ts"

/** Two rows that could be two statements: the same operator, year and place, with a network in common. */
export function markTwice(rows: readonly Brouillon[], placed: boolean): void {
  const first = new Map<string, Brouillon>()
  for (const row of rows) {
    if (row.total || row.operateurId === null || row.annee === null) continue
    const place = placed ? (row.lignes[0]?.lieu ?? "") : ""
    const keys = row.lignes.map((one) => `${row.operateurId}/${row.annee}/${place}/${one.nature}/${one.domaine}`)
    const before = keys.map((one) => first.get(one)).find((one) => one !== undefined && one !== row)
    for (const one of keys) if (!first.has(one)) first.set(one, row)
    if (!before) continue
    row.refus.push(
      `Deuxième état de ${row.operateur} pour ${row.annee} : la ligne ${before.ligne} en donne déjà un. Gardez-en un seul.`,
    )
    before.alertes.push(
      `La ligne ${row.ligne} donne un autre état du même opérateur pour ${row.annee} : vérifiez lequel est le bon.`,
    )
  }
}

/**
 * A total line is never a statement; it is compared with the rows since the total before it, or with the whole file: a
 * grand total comes after those of each operator. Where it differs, none of the rows it counts is taken without a word.
 */
export function markTotals(rows: readonly Brouillon[]): void {
  let block: Brouillon[] = []
  const all: Brouillon[] = []
  for (const row of rows) {
    if (!row.total) {
      block.push(row)
      all.push(row)
      continue
    }
    row.operateurId = null
    const counted = block.length > 0 ? block : all
    const gaps = gapsOf(row, counted)
    if (gaps.length === 0 || gapsOf(row, all).length === 0) {
      row.notes = ["Ligne de total, non enregistrée : elle correspond à la somme des lignes."]
    } else {
      row.notes = [`Ligne de total, non enregistrée : ${gaps.join(" ; ")}. Vérifiez le fichier avant de continuer.`]
      for (const one of counted)
        one.alertes.push(`Le total de la ligne ${row.ligne} diffère de la somme de ses lignes.`)
    }
    block = []
  }
}

/** A quantity that the total does not say is not compared. */
function gapsOf(total: Brouillon, rows: readonly Brouillon[]): string[] {
  const lignes = rows.flatMap((row) => row.lignes)
  const told = (nature: "emprise" | "longueur") =>
    total.lignes.some((ligne) => (ligne.nature === "emprise") === (nature === "emprise") && ligne.nature !== "mat")
  const km = total.totalKm ?? (told("longueur") ? kilometresOf(total.lignes) : null)
  const m2 = told("emprise") ? metresCarresOf(total.lignes) : null
  const gap = (said: string | null, sum: string, unite: string) =>
    said === null || Number(said) === Number(sum)
      ? []
      : [`elle dit ${formatDecimal(said)} ${unite}, les lignes au-dessus font ${formatDecimal(sum)} ${unite}`]
  return [...gap(km, kilometresOf(lignes), "km"), ...gap(m2, metresCarresOf(lignes), "m²")]
}
