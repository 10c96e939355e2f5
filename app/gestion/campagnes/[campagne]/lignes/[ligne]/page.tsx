import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { findLigne, type LigneFile } from "@/lib/cotisations/queries/lignes.ts"
import { CAS_LABELS } from "@/lib/cotisations/types.ts"
import { formatDecimal } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { explainLigne } from "@/lib/titres/rules.ts"
import { VOLET_LABELS } from "@/lib/titres/types.ts"
import { EcartsList } from "../../_components/ecarts-list.tsx"

export const metadata: Metadata = { title: "Ligne de campagne" }

type Detail = LigneFile["details"][number]

const COLUMNS: readonly Column<Detail>[] = [
  { key: "libelle", header: "Ce qui est dû", rowHeader: true, cell: (row) => row.libelle },
  {
    key: "bases",
    header: "Comment c’est calculé",
    cell: (row) =>
      explainLigne(row).map((part) => (
        <span key={part} className="block">
          {part}
        </span>
      )),
  },
  { key: "ht", header: "Hors taxes", end: true, cell: (row) => <Amount cents={row.montantHt} /> },
  {
    key: "tva",
    header: "TVA",
    end: true,
    cell: (row) =>
      row.categorieTva === "S" ? (
        <>
          <Amount cents={row.montantTva} /> <span className="text-muted">({formatDecimal(row.tauxTva)} %)</span>
        </>
      ) : (
        "–"
      ),
  },
]

type Props = { params: Promise<{ campagne: string; ligne: string }> }

export default async function LigneCampagnePage({ params }: Props) {
  const ctx = await agentContext()
  const { campagne: campagneId, ligne: id } = await params
  if (!isIdentifier(campagneId) || !isIdentifier(id)) notFound()
  const ligne = await read(ctx, (tx) => findLigne(tx, campagneId, id))
  if (!ligne) notFound()
  const { campagne, collectivite, montant, ecarts, details, titre } = ligne
  return (
    <>
      <PageHeader
        title={collectivite.nom}
        crumbs={[
          { href: "/gestion/campagnes", label: "Campagnes" },
          { href: `/gestion/campagnes/${campagne.id}`, label: campagne.libelle },
        ]}
        lede={`${VOLET_LABELS[ligne.volet]}, exercice ${campagne.exercice}.`}
        action={<LinkButton href={`/gestion/collectivites/${collectivite.publicId}`}>Voir la fiche</LinkButton>}
      />
      <DescriptionList items={factsOf(ligne)} />
      {ecarts.length > 0 ? (
        <Section title="Pourquoi ce n’est pas le montant de l’an dernier">
          <EcartsList ecarts={ecarts} />
        </Section>
      ) : null}
      {details.length > 0 ? (
        <Section title="Le détail">
          <Table caption="Lignes du document" columns={COLUMNS} rows={details} rowKey={({ rang }) => String(rang)} />
        </Section>
      ) : (
        <p className="text-muted">{montant === null ? "Aucun montant ne peut être calculé." : "Rien à payer."}</p>
      )}
      {titre ? (
        <p>
          <a href={`/c/${collectivite.publicId}/titres/${titre.id}`} className="text-accent">
            Titre n° {titre.reference}
          </a>
        </p>
      ) : null}
    </>
  )
}

function factsOf(ligne: LigneFile) {
  const { campagne, montant, montantTva, montantPrecedent, cas, decision, decisionMotif, decidePar } = ligne
  const known = (cents: bigint | null) => (cents === null ? "inconnu" : <Amount cents={cents} />)
  return [
    { label: `À payer en ${campagne.exercice}`, value: known(montant) },
    ...(montantTva > 0n ? [{ label: "Dont TVA", value: <Amount cents={montantTva} /> }] : []),
    { label: `En ${campagne.exercice - 1}`, value: known(montantPrecedent) },
    ...(ligne.numeroEngagement ? [{ label: "Engagement", value: ligne.numeroEngagement }] : []),
    ...(ligne.codeService ? [{ label: "Code service", value: ligne.codeService }] : []),
    ...(cas.length > 0 ? [{ label: "À savoir", value: cas.map((one) => CAS_LABELS[one]).join(" ; ") }] : []),
    ...(decision
      ? [
          {
            label: decision === "exclure" ? "Exclu" : "Inclus",
            value: [decisionMotif, decidePar && `par ${decidePar}`].filter(Boolean).join(", "),
          },
        ]
      : []),
  ]
}
