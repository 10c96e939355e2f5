import { DescriptionList } from "@/components/ui/description-list.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Section } from "@/components/ui/section.tsx"
import type { ActePage } from "@/lib/conventions/queries/actes.ts"

/** The document in plain sight: its essentials and its articles on the page, the file itself one tap away. */
export function ActeView({ acte }: { acte: ActePage }) {
  const { contenu, documentId, scelleDocumentId } = acte
  return (
    <>
      <Section
        title="L’essentiel"
        action={
          scelleDocumentId ? (
            <LinkButton href={`/api/documents/${scelleDocumentId}`} look="primary">
              Ouvrir le document signé et scellé (PDF)
            </LinkButton>
          ) : documentId ? (
            <LinkButton href={`/api/documents/${documentId}`}>Lire le document (PDF)</LinkButton>
          ) : null
        }
      >
        <DescriptionList
          items={[
            { label: "Pour l’opérateur", value: contenu.operateur.nom },
            { label: "Pour la collectivité", value: contenu.collectivite.nom },
            ...contenu.faits.map(([label, value]) => ({ label, value })),
          ]}
        />
      </Section>
      <Section title="Les articles">
        <ol className="grid max-w-measure list-decimal gap-3 ps-6">
          {contenu.articles.map(({ titre, texte }) => (
            <li key={titre}>
              <strong>{titre}.</strong> {texte}
            </li>
          ))}
        </ol>
        {contenu.annexes.map(({ titre, lignes }) => (
          <p key={titre} className="text-muted">
            {titre} : {lignes.length} services, dans le document.
          </p>
        ))}
      </Section>
    </>
  )
}
