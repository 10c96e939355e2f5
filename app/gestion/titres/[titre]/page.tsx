import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { DepartBadge } from "@/components/titres/depart-badge.tsx"
import { LigneCell } from "@/components/titres/ligne-cell.tsx"
import { Pieces } from "@/components/titres/pieces.tsx"
import { TitreBadge } from "@/components/titres/titre-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { Timeline } from "@/components/ui/timeline.tsx"
import { read } from "@/lib/access/door.ts"
import { agentContext } from "@/lib/access/request.ts"
import { listPieces } from "@/lib/documents/queries/list.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { type DeskTitre, findDeskTitre } from "@/lib/titres/queries/desk-titre.ts"
import { partagesOf, titreReference } from "@/lib/titres/rules.ts"
import { CANAL_LABELS, NATURE_LABELS, TITRE_LABELS, VOLET_LABELS } from "@/lib/titres/types.ts"
import { CorrectionsTable } from "./_components/corrections-table.tsx"

export const metadata: Metadata = { title: "Titre" }

type Ligne = DeskTitre["lignes"][number]

const COLUMNS: readonly Column<Ligne>[] = [
  { key: "libelle", header: "Ligne", rowHeader: true, cell: (ligne) => <LigneCell ligne={ligne} /> },
  { key: "pilier", header: "Pilier", cell: ({ pilier }) => pilier ?? "–" },
  { key: "ht", header: "Hors taxes", end: true, cell: ({ montantHt }) => <Amount cents={montantHt} /> },
  { key: "tva", header: "TVA", end: true, cell: ({ montantTva }) => <Amount cents={montantTva} /> },
  {
    key: "reste",
    header: "Après corrections",
    end: true,
    cell: ({ resteHt, resteTva }) => <Amount cents={resteHt + resteTva} />,
  },
]

type Props = { params: Promise<{ titre: string }> }

export default async function TitrePage({ params }: Props) {
  const ctx = await agentContext()
  const { titre: id } = await params
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const titre = await findDeskTitre(tx, id)
    return titre && { titre, pieces: await listPieces(tx, titre.collectiviteId, partagesOf(titre.lignes)) }
  })
  if (!found) notFound()
  const { titre, pieces } = found
  const reference = titreReference(titre)
  return (
    <>
      <PageHeader
        title={`${NATURE_LABELS[titre.nature].titre} n° ${reference}`}
        state={<TitreBadge etat={titre.etat} nature={titre.nature} />}
        crumbs={[{ href: "/gestion/titres", label: "Titres" }]}
        lede={titre.objet}
        action={
          titre.nature === "recette" && titre.net > 0n && !titre.projetId ? (
            <LinkButton href={`/gestion/titres/${id}/corriger`}>Annuler ou réduire ce titre</LinkButton>
          ) : undefined
        }
      />
      {titre.projetId ? (
        <Notice tone="attention" title="Une correction de ce titre attend une décision.">
          <p>
            <a href={`/gestion/titres/projets/${titre.projetId}`}>Voir la correction proposée</a>
          </p>
        </Notice>
      ) : null}
      {titre.reste < 0n ? (
        <Notice tone="attention" title="Ce titre laisse un trop-perçu.">
          <p>
            <Amount cents={-titre.reste} /> ont été payés de trop : le comptable les rend ou les déduit d’un autre
            titre.
          </p>
        </Notice>
      ) : null}
      <DescriptionList items={facts(titre)} />
      <Section title="Lignes">
        <Table caption="Lignes du titre" columns={COLUMNS} rows={titre.lignes} rowKey={({ rang }) => String(rang)} />
      </Section>
      <Pieces titre={{ nom: `Titre n° ${reference}`, documentId: titre.documentId }} pieces={pieces} />
      {titre.corrections.length > 0 ? (
        <Section title="Corrections">
          <CorrectionsTable rows={titre.corrections} />
        </Section>
      ) : null}
      <Section title="Suivi">
        <Timeline
          entries={titre.suivis.map((suivi) => ({
            id: suivi.id,
            what: suivi.etat === "emis" ? "Émis" : TITRE_LABELS[suivi.etat].word,
            when: formatInstant(suivi.le),
            dateTime: suivi.le.toISOString(),
            detail: suivi.note,
          }))}
        />
      </Section>
    </>
  )
}

const facts = (titre: DeskTitre) => [
  {
    label: "Débiteur",
    value: <a href={`/gestion/collectivites/${titre.collectivitePublicId}`}>{titre.debiteur.nom}</a>,
  },
  ...(titre.corrige
    ? [
        {
          label: "Corrige",
          value: <a href={`/gestion/titres/${titre.corrige.id}`}>Titre n° {titreReference(titre.corrige)}</a>,
        },
        { label: "Motif", value: titre.motif ?? "–" },
      ]
    : []),
  { label: NATURE_LABELS[titre.nature].somme, value: <Amount cents={titre.montantTtc} /> },
  ...(titre.corrige
    ? []
    : [
        { label: "Annulé ou réduit", value: <Amount cents={titre.montantTtc - titre.net} /> },
        {
          label: "Réglé",
          value: <Amount cents={titre.regle} />,
          action: <a href={`/gestion/titres/${titre.id}/reglements`}>Règlements, relances et questions</a>,
        },
        { label: "Reste dû", value: <Amount cents={titre.reste} /> },
        { label: "Échéance", value: formatDay(titre.echeance) },
      ]),
  { label: "Émis le", value: formatDay(titre.dateEmission) },
  {
    label: "Exercice et bordereau",
    value: (
      <a
        href={`/gestion/titres?exercice=${titre.exercice}&bordereau=${titre.bordereau}&nature=${titre.corrige ? "correction" : "recette"}`}
      >
        {titre.exercice}, bordereau n° {titre.bordereau}
      </a>
    ),
  },
  { label: "Imputation", value: titre.imputation },
  { label: "Volet", value: VOLET_LABELS[titre.volet] },
  { label: "Base légale", value: titre.fondement },
  {
    label: "Envoi",
    value: (
      <>
        {CANAL_LABELS[titre.canal]} <DepartBadge depart={titre.depart} />{" "}
        {titre.depotId ? <a href={`/gestion/echanges/depots/${titre.depotId}`}>Voir le dépôt</a> : null}
        {titre.surExerciceClos ? (
          <a href={`/gestion/echanges/mandats/${titre.id}`}>Suivre le mandat au compte {titre.imputation}</a>
        ) : null}
      </>
    ),
  },
  {
    label: "Document",
    value: titre.documentId ? (
      <a href={`/api/documents/${titre.documentId}`}>Télécharger (PDF)</a>
    ) : (
      "Le document se prépare : il sera ici dans un instant."
    ),
  },
]
