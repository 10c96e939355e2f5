import { DescriptionList } from "@/components/ui/description-list.tsx"
import type { DemandeFile } from "@/lib/adhesions/queries/demandes.ts"
import { isKnownLegalCategory } from "@/lib/collectivites/rules.ts"
import { LEGAL_CATEGORIES, STATUT_LABELS, TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"

export function DemandeFacts({ demande }: { demande: DemandeFile }) {
  const { collectivite, situation, decideLe } = demande
  return (
    <DescriptionList
      items={[
        {
          label: "Collectivité",
          value: <a href={`/gestion/collectivites/${collectivite.publicId}`}>{collectivite.nom}</a>,
        },
        { label: "Type", value: TYPE_LABELS[collectivite.type].one },
        { label: "Catégorie juridique", value: categoryLabel(demande.categorieJuridique) },
        { label: "Situation présente", value: situationLabel(situation) },
        ...contactOf(demande),
        { label: "Reçue", value: formatInstant(demande.recueLe) },
        ...(decideLe
          ? [{ label: "Suivie par", value: `${demande.decidePar ?? "Personne inconnue"}, ${formatInstant(decideLe)}` }]
          : []),
      ]}
    />
  )
}

const contactOf = (demande: DemandeFile) =>
  demande.contactEffaceLe
    ? [{ label: "Contact", value: `Effacé le ${formatDay(dayInParis(demande.contactEffaceLe))} : durée écoulée` }]
    : [
        { label: "Contact", value: `${demande.contactNom}, ${demande.contactFonction}` },
        { label: "Courriel", value: <a href={`mailto:${demande.contactCourriel}`}>{demande.contactCourriel}</a> },
        { label: "Téléphone", value: demande.contactTelephone ?? "Non donné" },
        { label: "Message", value: <span className="whitespace-pre-line">{demande.message ?? "Aucun"}</span> },
      ]

const categoryLabel = (code: string): string =>
  isKnownLegalCategory(code) ? `${LEGAL_CATEGORIES[code].label} (${code})` : code

const situationLabel = (situation: DemandeFile["situation"]): string =>
  situation ? `${STATUT_LABELS[situation.statut]}${situation.synthetique ? " (synthétique)" : ""}` : "Inconnue"
