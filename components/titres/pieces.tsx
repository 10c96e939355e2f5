import { formatWords, sizeWords } from "@/components/documents/words.ts"
import { Section } from "@/components/ui/section.tsx"
import type { Piece } from "@/lib/documents/queries/list.ts"

type PiecesProps = { titre: { nom: string; documentId: string | null }; pieces: readonly Piece[] }

/** A cost that is re-billed is read beside what bills it: the titre, and the supplier's bills that it passes on. */
export function Pieces({ titre, pieces }: PiecesProps) {
  if (pieces.length === 0) return null
  return (
    <Section title="Les pièces, côte à côte">
      <div className="grid gap-4 sm:grid-cols-2">
        <div>
          <h3 className="font-semibold">Ce qui est demandé</h3>
          <p>
            {titre.documentId ? (
              <a href={`/api/documents/${titre.documentId}`}>{titre.nom} (PDF)</a>
            ) : (
              <span className="text-muted">{titre.nom}, dont le document se prépare</span>
            )}
          </p>
        </div>
        <div>
          <h3 className="font-semibold">Ce que cela a coûté</h3>
          <ul className="grid gap-1">
            {pieces.map(({ id, titre: nom, mediaType, taille }) => (
              <li key={id}>
                <a href={`/api/documents/${id}`}>{nom}</a>{" "}
                <span className="text-muted text-sm">
                  ({formatWords(mediaType)}, {sizeWords(taille)})
                </span>
              </li>
            ))}
          </ul>
        </div>
      </div>
    </Section>
  )
}
