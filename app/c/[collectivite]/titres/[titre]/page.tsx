import type { Metadata } from "next"
import { notFound } from "next/navigation"
import { VotedBy } from "@/components/deliberations/voted-by.tsx"
import { ReglementsTable } from "@/components/reglements/reglements-table.tsx"
import { Pieces } from "@/components/titres/pieces.tsx"
import { TitreBadge } from "@/components/titres/titre-badge.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { DescriptionList } from "@/components/ui/description-list.tsx"
import { LinkButton } from "@/components/ui/link-button.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { Timeline } from "@/components/ui/timeline.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listCiteesOfTitres } from "@/lib/deliberations/queries.ts"
import { listPieces } from "@/lib/documents/queries/list.ts"
import { findDepotOfTitre } from "@/lib/echanges/queries/depots.ts"
import { DEPOT_LABELS } from "@/lib/echanges/types.ts"
import { env } from "@/lib/platform/env.ts"
import { formatAmount, formatDay, formatInstant } from "@/lib/platform/format.ts"
import { isIdentifier } from "@/lib/platform/identifier.ts"
import { findPaiement } from "@/lib/reglements/queries/member.ts"
import { listMessages } from "@/lib/reglements/queries/questions.ts"
import { findPaiements } from "@/lib/reglements/queries/titre.ts"
import { type TitrePage as Found, findTitre } from "@/lib/titres/queries.ts"
import { explainLigne, partagesOf, titreReference } from "@/lib/titres/rules.ts"
import { CANAL_LABELS, NATURE_LABELS, TITRE_LABELS } from "@/lib/titres/types.ts"
import { Corrections } from "./_components/corrections.tsx"
import { HowToPay } from "./_components/how-to-pay.tsx"
import { Questions } from "./_components/questions.tsx"

export const metadata: Metadata = { title: "Titre" }

const COLUMNS: readonly Column<Found["lignes"][number]>[] = [
  { key: "libelle", header: "Ce qui est dû", rowHeader: true, cell: (ligne) => ligne.libelle },
  { key: "bases", header: "Comment c’est calculé", cell: (ligne) => explainLigne(ligne).join(" · ") },
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
  const { collectiviteId, publicId, nom } = only(ctx)
  if (!isIdentifier(id)) notFound()
  const found = await read(ctx, async (tx) => {
    const titre = await findTitre(tx, collectiviteId, id)
    return (
      titre && {
        titre,
        depot: await findDepotOfTitre(tx, collectiviteId, id),
        comptable: await findPaiement(tx),
        paiements: await findPaiements(tx, collectiviteId, id),
        pieces: await listPieces(tx, collectiviteId, partagesOf(titre.lignes)),
        deliberations: await listCiteesOfTitres(tx, collectiviteId, [id]),
        messages: await listMessages(tx, collectiviteId, id),
        marque: (await tx.operateur.findFirstOrThrow({ select: { marque: true } })).marque,
      }
    )
  })
  if (!found) notFound()
  const { titre, depot, comptable, paiements, pieces, deliberations, messages, marque } = found
  const etat = titre.suivis.at(-1)?.etat ?? "emis"
  const recette = titre.nature === "recette"
  const path = `/c/${publicId}/titres`
  return (
    <>
      <PageHeader
        title={`${recette ? "Titre" : NATURE_LABELS[titre.nature].document} n° ${titreReference(titre)}`}
        state={recette ? <TitreBadge etat={etat} /> : <StateBadge>déduit</StateBadge>}
        crumbs={[{ href: path, label: "Titres à payer" }]}
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
      {recette && paiements.reste < 0n ? (
        <Notice tone="info" title={`Vous avez payé ${formatAmount(-paiements.reste)} de trop`}>
          Cette somme reste à votre compte : elle sera reportée sur un autre titre, ou remboursée par le comptable.
        </Notice>
      ) : null}
      {recette && paiements.reste > 0n && etat !== "annule" ? (
        <HowToPay
          titre={titre}
          reste={paiements.reste}
          comptable={comptable}
          courriel={ctx.who.courriel}
          url={new URL(`${path}/${id}`, env().APP_URL).href}
          demonstration={env().DEMONSTRATION}
        />
      ) : null}
      <Section title="Le détail">
        <Table caption="Lignes du titre" columns={COLUMNS} rows={titre.lignes} rowKey={({ rang }) => String(rang)} />
        <VotedBy deliberations={deliberations} />
        <DescriptionList
          items={[
            { label: NATURE_LABELS[titre.nature].somme, value: <Amount cents={titre.montantTtc} /> },
            ...(recette && paiements.annule > 0n
              ? [{ label: "Déduit", value: <Amount cents={paiements.annule} /> }]
              : []),
            ...(recette ? [{ label: "Déjà payé", value: <Amount cents={paiements.regle} /> }] : []),
            ...(titre.corrige
              ? [
                  {
                    label: "Corrige le titre",
                    value: `n° ${titre.corrige.reference} du ${formatDay(titre.corrige.dateEmission)}`,
                  },
                ]
              : []),
            { label: "Adressé à", value: titre.debiteur.nom },
            {
              label: "Envoyé par",
              value: depot ? `${CANAL_LABELS.depot} : ${DEPOT_LABELS[depot.etat].word}` : CANAL_LABELS[titre.canal],
            },
          ]}
        />
      </Section>
      <Pieces titre={{ nom: `Titre n° ${titreReference(titre)}`, documentId: titre.documentId }} pieces={pieces} />
      {paiements.corrections.length > 0 ? (
        <Section title="Ce qui en a été retiré">
          <Corrections rows={paiements.corrections} />
        </Section>
      ) : null}
      {recette && paiements.reglements.length > 0 ? (
        <Section title="Ce que vous avez payé">
          <ReglementsTable rows={paiements.reglements} />
        </Section>
      ) : null}
      <Questions
        collectivite={publicId}
        titre={id}
        nom={nom}
        operateur={marque}
        messages={messages}
        lignes={titre.lignes}
      />
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
