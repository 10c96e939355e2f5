import type { ActeEtat, ActeGenre } from "@/generated/prisma/enums.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { yearOf } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { ACTE_LABELS, ACTE_TRANSITIONS, type Article } from "./types.ts"

export function checkTransition(de: ActeEtat, vers: ActeEtat): Result<void, "acte-autre-etat"> {
  const allowed: readonly ActeEtat[] = ACTE_TRANSITIONS[de]
  return allowed.includes(vers) ? ok(undefined) : refuse("acte-autre-etat", { etat: ACTE_LABELS[de] })
}

/** The bytes that were shown are those that are signed: the form carries their digest. */
export const checkShown = (acte: { empreinte: string | null }, shown: string): Result<void, "document-change"> =>
  acte.empreinte !== null && acte.empreinte === shown ? ok(undefined) : refuse("document-change")

const PREFIXES = { charte: "CHA", convention: "CONV", avenant: "AVE" } as const satisfies Record<ActeGenre, string>

/** "CONV-2026-0012" */
export const acteNumero = (genre: ActeGenre, day: CalendarDate, rang: number): string =>
  `${PREFIXES[genre]}-${yearOf(day)}-${String(rang).padStart(4, "0")}`

/** Whether both sides are bound. */
export const isConclu = (etat: ActeEtat): boolean => etat === "contresigne" || etat === "scelle"
export const isOpen = (etat: ActeEtat): boolean => !isConclu(etat) && etat !== "refuse" && etat !== "caduc"

/** The operator's words with their blanks filled; a blank that nothing fills is an error of the model, not a hole in an act. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`the model of an act names an unknown value: ${name}`)
    return value
  })
}

export const fillArticles = (articles: readonly Article[], values: Readonly<Record<string, string>>): Article[] =>
  articles.map(({ titre, texte }) => ({ titre: fill(titre, values), texte: fill(texte, values) }))

/** "la commune d’Évreux" inside a sentence; other bodies keep the name that they bear. */
export const inSentence = (nom: string): string => nom.replace(/^Commune (?=d)/, "la commune ")
