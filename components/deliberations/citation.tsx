import { sizeWords } from "@/components/documents/words.ts"
import type { DeliberationCitee } from "@/lib/deliberations/types.ts"

/** The act that fixed what stands above: its number, and its file with what it weighs. */
export const Citation = ({ deliberation: { reference, fichier } }: { deliberation: DeliberationCitee }) => (
  <>
    <a href={fichierHref(fichier.id)}>Délibération n° {reference}</a> (PDF, {sizeWords(fichier.taille)})
  </>
)

export const fichierHref = (id: string): string => `/api/deliberations/${id}`
