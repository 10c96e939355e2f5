import { DescriptionList } from "@/components/ui/description-list.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { CommunesCount, Dossier } from "@/lib/collectivites/queries/dossier.ts"
import { confirmedSiret } from "@/lib/collectivites/rules.ts"
import { LEGAL_CATEGORIES, STATUT_LABELS, TYPE_LABELS } from "@/lib/collectivites/types.ts"
import { formatCount, formatDay } from "@/lib/platform/format.ts"

const missing = <StateBadge tone="attention">à compléter</StateBadge>

type CoordonneesProps = { dossier: Dossier; communes: CommunesCount | null }

export function Coordonnees({ dossier, communes }: CoordonneesProps) {
  const { fiche } = dossier
  const hasAddress = fiche.adresse && fiche.codePostal && fiche.ville
  return (
    <Section title="Identité">
      <DescriptionList
        items={[
          { label: "Type", value: typeWords(dossier) },
          ...(dossier.codeInsee ? [{ label: "Code INSEE", value: dossier.codeInsee }] : []),
          ...(dossier.epci ? [{ label: "Intercommunalité", value: <EpciLink {...dossier.epci} /> }] : []),
          ...(communes ? [{ label: "Communes", value: <Communes publicId={dossier.publicId} {...communes} /> }] : []),
          { label: "Adhésion", value: <Adhesions adhesions={dossier.adhesions} /> },
          { label: "SIREN", value: dossier.siren ?? missing },
          { label: "SIRET", value: fiche.siret ? <Siret siren={dossier.siren} siret={fiche.siret} /> : missing },
          {
            label: "Adresse postale",
            value: hasAddress ? `${fiche.adresse}, ${fiche.codePostal} ${fiche.ville}` : missing,
          },
          { label: "Courriel officiel", value: fiche.courrielOfficiel ?? missing },
          { label: "Téléphone", value: fiche.telephone ?? "Non renseigné" },
          ...(fiche.codeService ? [{ label: "Code service", value: fiche.codeService }] : []),
          ...(dossier.anciensNoms.length > 0 ? [{ label: "Anciens noms", value: dossier.anciensNoms.join(", ") }] : []),
        ]}
      />
    </Section>
  )
}

/** Typed by the member of a body without SIREN: it counts for titres once staff have completed the file. */
const Siret = ({ siren, siret }: { siren: string | null; siret: string }) => (
  <>
    {siret}
    {confirmedSiret(siren, siret) ? null : (
      <>
        {" "}
        <StateBadge tone="attention">à vérifier</StateBadge>
      </>
    )}
  </>
)

function typeWords({ type, categorieJuridique }: Dossier): string {
  const known: Readonly<Record<string, { label: string }>> = LEGAL_CATEGORIES
  const category = categorieJuridique ? known[categorieJuridique]?.label : undefined
  return category && type !== "commune" ? `${TYPE_LABELS[type].one} – ${category}` : TYPE_LABELS[type].one
}

const EpciLink = ({ publicId, nom }: { publicId: string; nom: string }) => (
  <a href={`/gestion/collectivites/${publicId}`}>{nom}</a>
)

const Communes = ({ publicId, communes, adherentes }: CommunesCount & { publicId: string }) => (
  <a href={`/gestion/collectivites?epci=${publicId}`}>
    {formatCount(communes, "commune")}, dont {formatCount(adherentes, "adhérente")}
  </a>
)

function Adhesions({ adhesions }: { adhesions: Dossier["adhesions"] }) {
  if (adhesions.length === 0) return "Jamais adhérente"
  return (
    <ul>
      {adhesions.map(({ statut, depuis, jusqua, synthetique, source }) => (
        <li key={depuis}>
          {STATUT_LABELS[statut]}{" "}
          {jusqua ? `du ${formatDay(depuis)} au ${formatDay(jusqua)}` : `depuis le ${formatDay(depuis)}`}
          <span className="block text-muted text-sm">
            {synthetique ? "Adhésion synthétique : " : "Source : "}
            {source}
          </span>
        </li>
      ))}
    </ul>
  )
}
