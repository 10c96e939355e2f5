import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Section } from "@/components/ui/section.tsx"
import { GENRE_LABELS, IMPORT_GENRES } from "@/lib/imports/types.ts"

/** The three kinds, what each does, where to begin. */
export function GenreList({ allowed }: { allowed: boolean }) {
  return (
    <Section title="Importer un fichier">
      {allowed ? null : (
        <Notice>Votre rôle permet de consulter les imports. Les gestionnaires et les administrateurs importent.</Notice>
      )}
      <ul className="border-line border-t">
        {IMPORT_GENRES.map((genre) => (
          <li
            key={genre}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 border-line border-b py-3"
          >
            <div className="max-w-measure">
              <h3>{GENRE_LABELS[genre].title}</h3>
              <p className="text-muted">{GENRE_LABELS[genre].does}</p>
            </div>
            <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <a href={`/gestion/imports/modeles/${genre}`} download className="py-1">
                Modèle<span className="sr-only"> de fichier : {GENRE_LABELS[genre].title}</span> (CSV)
              </a>
              {allowed ? (
                <LinkButton href={`/gestion/imports/nouveau/${genre}`}>
                  Importer<span className="sr-only"> : {GENRE_LABELS[genre].title}</span>
                </LinkButton>
              ) : null}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}
