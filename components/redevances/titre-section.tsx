import { LinkButton } from "@/components/ui/link-button.tsx"
import { Section } from "@/components/ui/section.tsx"
import { formatDay } from "@/lib/platform/format.ts"
import type { Dossier } from "@/lib/redevances/queries/creance.ts"
import { mayOrder } from "@/lib/redevances/rules/titre.ts"

type TitreSectionProps = { dossier: Dossier; path: string; mayMake: boolean }

/** The titre is the commune's and its numbers are its accounting software's: the portal writes the file. */
export function TitreSection({ dossier: { creance, titres }, path, mayMake }: TitreSectionProps) {
  const open = mayMake && creance !== null && mayOrder(creance.etat)
  if (titres.length === 0 && !open) return null
  return (
    <Section title="Titre pour le comptable">
      {titres.length > 0 ? (
        <ul className="grid gap-2">
          {titres.map(({ id, exercice, bordereau, numero, emisLe, document }) => (
            <li key={id} className="flex flex-wrap gap-x-6 border-line border-b py-2">
              <span className="min-w-56">
                Titre n° {numero} de {exercice}, bordereau n° {bordereau}, émis le {formatDay(emisLe)}
              </span>
              <a href={`/api/documents/${document.id}`}>
                Fichier PES (XML)<span className="sr-only"> du titre n° {numero}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : (
        <p className="max-w-measure">
          Le fichier que Hélios attend (PES), avec l’état des sommes dues en pièce jointe. Les numéros de titre et de
          bordereau sont ceux de votre logiciel de comptabilité.
        </p>
      )}
      {open ? (
        <div>
          <LinkButton href={`${path}/titre`}>
            {titres.length > 0 ? "Préparer un autre fichier" : "Préparer le fichier du titre"}
          </LinkButton>
        </div>
      ) : null}
    </Section>
  )
}
