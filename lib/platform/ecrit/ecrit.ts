import type { CalendarDate } from "@/lib/platform/dates.ts"

/** A paper of the commune, once for both of its forms: to print (PDF) and to edit (DOCX). */
export type Ecrit = {
  titre: string
  /** Of the file, without extension. */
  fichier: string
  auteur: string
  langue: "fr-FR"
  date: CalendarDate
  expediteur: readonly string[]
  destinataire: readonly string[]
  lieuEtDate: string
  blocs: readonly Bloc[]
  /** Made of demonstration data: the page says so. */
  demonstration: boolean
}

export type Bloc =
  | { genre: "titre" | "paragraphe" | "mention"; texte: string }
  | { genre: "liste"; elements: readonly string[] }
  | {
      genre: "tableau"
      resume: string
      entetes: readonly string[]
      lignes: readonly (readonly string[])[]
      total?: readonly string[]
    }
  | { genre: "signature"; lignes: readonly string[] }

/** Formatters write narrow no-break spaces, which few faces have; the number of an article stays with its letter. */
export const printable = (text: string): string =>
  text
    .replaceAll("\u202f", "\u00a0")
    .replace(/\b(L|R|D)\. (?=\d)/g, "$1.\u00a0")
    .replaceAll("n° ", "n°\u00a0")

/** "de Breteuil", "d'Évreux", "du Neubourg", "des Andelys". */
export function de(nom: string): string {
  if (/^Le /.test(nom)) return `du ${nom.slice(3)}`
  if (/^Les /.test(nom)) return `des ${nom.slice(4)}`
  return /^[aeiouyhàâéèêëîïôœ]/i.test(nom) ? `d’${nom}` : `de ${nom}`
}
