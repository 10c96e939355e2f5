import type { Metadata } from "next"
import { VotedBy } from "@/components/deliberations/voted-by.tsx"
import { MutualisesTable } from "@/components/partages/mutualises-table.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { PageHeader } from "@/components/ui/page-header.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { only } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { membreContext } from "@/lib/access/request.ts"
import { listCiteesOfTitres } from "@/lib/deliberations/queries.ts"
import {
  type CotisationLigne,
  findLastMutualises,
  listCotisationLignes,
  spreadOver,
} from "@/lib/partages/queries/mutualises.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatDecimal } from "@/lib/platform/format.ts"
import { sum } from "@/lib/platform/money.ts"
import { explainLigne } from "@/lib/titres/rules.ts"

export const metadata: Metadata = { title: "Ce que paie votre cotisation" }

const columns = (publicId: string): readonly Column<CotisationLigne>[] => [
  {
    key: "libelle",
    header: "Ce qui est dû",
    rowHeader: true,
    cell: (ligne) => <a href={`/c/${publicId}/titres/${ligne.titreId}`}>{ligne.libelle}</a>,
  },
  {
    key: "bases",
    header: "Comment c’est calculé",
    cell: (ligne) =>
      explainLigne(ligne).map((part) => (
        <span key={part} className="block">
          {part}
        </span>
      )),
  },
  { key: "montant", header: "Montant", end: true, cell: (ligne) => <Amount cents={ligne.montant} /> },
]

type Props = { params: Promise<{ collectivite: string }> }

export default async function CotisationPage({ params }: Props) {
  const { collectivite } = await params
  const ctx = await membreContext(collectivite)
  const { collectiviteId, publicId } = only(ctx)
  const { lignes, deliberations, mutualises } = await read(ctx, async (tx) => {
    const found = await listCotisationLignes(tx, collectiviteId)
    const titreIds = found.map(({ titreId }) => titreId)
    return {
      lignes: found,
      deliberations: await listCiteesOfTitres(tx, collectiviteId, titreIds),
      mutualises: await findLastMutualises(tx, yearOf(today())),
    }
  })
  const exercice = lignes[0]?.exercice
  const cotisation = sum(lignes.filter((ligne) => ligne.cotisation).map(({ montant }) => montant))
  return (
    <>
      <PageHeader
        title="Ce que paie votre cotisation"
        crumbs={[{ href: `/c/${publicId}/titres`, label: "Titres à payer" }]}
        lede={exercice ? `Vos titres de ${exercice}, ligne à ligne, et ce à quoi sert la cotisation.` : undefined}
      />
      {lignes.length > 0 ? (
        <Section title={`Ce qui vous est demandé en ${exercice}`}>
          <Table
            caption="Lignes de vos titres"
            columns={columns(publicId)}
            rows={lignes}
            rowKey={({ titreId, rang }) => `${titreId} ${rang}`}
            foot={
              <>
                <th scope="row" colSpan={2}>
                  Total, TVA comprise
                </th>
                <td className="end">
                  <Amount cents={sum(lignes.map(({ montant }) => montant))} />
                </td>
              </>
            }
          />
          <VotedBy deliberations={deliberations} />
        </Section>
      ) : (
        <EmptyState title="Aucun titre pour le moment">
          Le détail de votre cotisation sera ici dès son émission.
        </EmptyState>
      )}
      {mutualises ? (
        <Section title="À quoi elle sert">
          <p className="max-w-measure">
            Les services ouverts à tous ont un coût, que les membres portent ensemble à{" "}
            {formatDecimal(mutualises.partMembres)} % ; le reste est à la charge du syndicat, pour son propre usage.
            {cotisation > 0n ? " Votre cotisation y contribue dans ces proportions." : ""}
          </p>
          <MutualisesTable
            rows={cotisation > 0n ? spreadOver(mutualises, cotisation) : mutualises.rows}
            partMembres={mutualises.partMembres}
            exercice={mutualises.exercice}
          />
        </Section>
      ) : null}
    </>
  )
}
