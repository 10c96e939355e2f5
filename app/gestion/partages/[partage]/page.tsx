import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { PartageBadge } from "@/components/partages/partage-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { CATEGORIE_TVA_LABELS } from "@/lib/catalogue/types.ts"
import { findPartage, type PartageFile } from "@/lib/partages/queries/partages.ts"
import { CLE_LABELS } from "@/lib/partages/types.ts"
import { formatDecimal, formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { PartageActs } from "./_components/partage-acts.tsx"
import { ParticipantForms } from "./_components/participant-forms.tsx"
import { PartsTable } from "./_components/parts-table.tsx"

export const metadata: Metadata = { title: "Coût partagé" }

type Props = { params: Promise<{ partage: string }> }

export default async function PartagePage({ params }: Props) {
  const ctx = await agentContext()
  const { partage: id } = await params
  if (!isIdentifier(id)) notFound()
  const partage = await read(ctx, (tx) => findPartage(tx, id))
  if (!partage) notFound()
  const { depense } = partage
  return (
    <>
      <PageHeader
        title={partage.libelle}
        state={<PartageBadge etat={partage.etat} restent={partage.restent} />}
        crumbs={[{ href: "/gestion/partages", label: "Coûts partagés" }]}
        lede={`${partage.service.nom}, exercice ${partage.exercice}. ${CLE_LABELS[partage.cle]}.`}
        action={
          depense?.fichierId ? (
            <LinkButton href={`/gestion/depenses/${depense.id}/justificatif`}>Ouvrir le justificatif</LinkButton>
          ) : undefined
        }
      />
      <DescriptionList items={factsOf(partage)} />
      <Section title="La part de chacun">
        {partage.parts.length > 0 ? (
          <PartsTable partage={partage} />
        ) : (
          <EmptyState title="Personne ne participe encore">
            Ajoutez les collectivités une à une, ou toutes celles qui ont ce service.
          </EmptyState>
        )}
      </Section>
      {partage.etat === "brouillon" ? <ParticipantForms partage={partage} /> : null}
      <PartageActs partage={partage} mine={partage.secondePersonne && partage.creeParId === ctx.who.personneId} />
    </>
  )
}

function factsOf(partage: PartageFile) {
  const { depense, cout, quotePart, montant, categorieTva, tauxTva, population, prepare, valide, motif } = partage
  const rate = categorieTva === "S" ? `, ${formatDecimal(tauxTva)} %` : ""
  return [
    ...(depense
      ? [
          {
            label: "Dépense",
            value: (
              <a href={`/gestion/depenses/${depense.id}`}>
                {depense.libelle}, {depense.fournisseur}
              </a>
            ),
          },
        ]
      : []),
    { label: "Coût", value: <Amount cents={cout} /> },
    ...(Number(quotePart) > 0 ? [{ label: "Quote-part de charges", value: `${formatDecimal(quotePart)} %` }] : []),
    { label: "À répartir", value: <Amount cents={montant} /> },
    { label: "TVA", value: `${CATEGORIE_TVA_LABELS[categorieTva]}${rate}` },
    ...(population ? [{ label: "Base", value: population }] : []),
    { label: "Préparé", value: said(prepare) },
    ...(valide ? [{ label: "Validé", value: said(valide) }] : []),
    ...(motif ? [{ label: "Abandonné", value: motif }] : []),
  ]
}

const said = ({ qui, quand }: { qui: string | null; quand: Date }) =>
  [formatInstant(quand), qui && `par ${qui}`].filter(Boolean).join(", ")
