import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { TitreBadge } from "@/components/titres/titre-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { Timeline } from "@/components/ui/timeline.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { findDepotOfTitre } from "@/lib/echanges/queries/depots.ts"
import { DEPOT_LABELS } from "@/lib/echanges/types.ts"
import { formatDay, formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { findTitre } from "@/lib/titres/queries.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { CANAL_LABELS, TITRE_LABELS, type TitreLigne } from "@/lib/titres/types.ts"

export const metadata: Metadata = { title: "Titre" }

const COLUMNS: readonly Column<TitreLigne>[] = [
  { key: "libelle", header: "Ce qui est dû", rowHeader: true, cell: (ligne) => ligne.libelle },
  { key: "bases", header: "Comment c’est calculé", cell: (ligne) => ligne.bases },
  {
    key: "montant",
    header: "Montant",
    end: true,
    cell: (ligne) => <Amount cents={ligne.montantHt + ligne.montantTva} />,
  },
]

type Props = { params: Promise<{ collectivite: string; titre: string }> }

export default async function TitrePage({ params }: Props) {
  const { collectivite, titre: id } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, publicId } = only(ctx)
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const titre = await findTitre(tx, collectiviteId, id)
    return (
      titre && {
        titre,
        depot: await findDepotOfTitre(tx, collectiviteId, id),
        operateur: await tx.operateur.findFirstOrThrow({ select: { moyensPaiement: true, comptableNom: true } }),
      }
    )
  })
  if (!found) notFound()
  const { titre, depot, operateur } = found
  const etat = titre.suivis.at(-1)?.etat ?? "emis"
  const reference = titreReference(titre)
  return (
    <>
      <PageHeader
        title={`Titre n° ${reference}`}
        state={<TitreBadge etat={etat} />}
        crumbs={[{ href: `/c/${publicId}/titres`, label: "Titres à payer" }]}
        lede={titre.objet}
        action={
          titre.documentId ? (
            <LinkButton href={`/api/documents/${titre.documentId}`} look="primary">
              Télécharger le titre (PDF)
            </LinkButton>
          ) : undefined
        }
      />
      {titre.documentId ? null : <Notice>Le document se prépare : il sera ici dans un instant.</Notice>}
      <DescriptionList
        items={[
          { label: "Somme à payer", value: <Amount cents={titre.montantTtc} /> },
          { label: "Avant le", value: formatDay(titre.echeance) },
          { label: "À qui", value: operateur.comptableNom },
          { label: "Comment", value: operateur.moyensPaiement },
          { label: "Référence à rappeler", value: reference },
          { label: "Adressé à", value: titre.debiteur.nom },
          {
            label: "Envoyé par",
            value: depot ? `${CANAL_LABELS.depot} : ${DEPOT_LABELS[depot.etat].word}` : CANAL_LABELS[titre.canal],
          },
        ]}
      />
      <Section title="Le détail">
        <Table caption="Lignes du titre" columns={COLUMNS} rows={titre.lignes} rowKey={(ligne) => ligne.libelle} />
      </Section>
      <Section title="Suivi">
        <Timeline
          entries={titre.suivis.toReversed().map((suivi) => ({
            id: suivi.le.toISOString(),
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
