import { formatWords, sizeWords } from "@/components/documents/words.ts"
import type { ServiceDocument } from "@/lib/catalogue/queries/fichiers.ts"
import { formatDay } from "@/lib/platform/format.ts"

/** What there is to read about a service: a file says its kind, its weight and its date before one downloads it. */
export function DocumentLinks({ documents }: { documents: readonly ServiceDocument[] }) {
  return documents.map(({ id, titre, adresse, fichier }) =>
    fichier ? (
      <span key={id} className="block">
        <a href={fichierHref(fichier.id)}>{titre}</a>{" "}
        <span className="text-muted text-sm">
          {formatWords("application/pdf")}, {sizeWords(fichier.taille)}, du {formatDay(fichier.dateLe)}
        </span>
      </span>
    ) : (
      <a key={id} href={String(adresse)} className="block">
        {titre}
      </a>
    ),
  )
}

export const fichierHref = (id: string): string => `/api/catalogue/${id}`
