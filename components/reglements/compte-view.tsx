import { Amount } from "@/components/ui/amount.tsx"
import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import { Notice } from "@/components/ui/notice.tsx"
import { Pagination } from "@/components/ui/pagination.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { formatAmount, formatShortDay } from "@/lib/platform/format.ts"
import { type Compte, MOUVEMENTS_PER_PAGE, type Mouvement } from "@/lib/reglements/queries/compte.ts"
import { MOYEN_LABELS } from "@/lib/reglements/types.ts"
import { titreReference } from "@/lib/titres/rules.ts"

const GENRES = {
  titre: "Titre émis",
  reduction: "Réduction",
  annulation: "Annulation",
  paiement: "Paiement",
  remboursement: "Trop-perçu remboursé",
  "affectation-annulee": "Affectation annulée",
} as const satisfies Record<Mouvement["genre"], string>

const columns = (titreHref: (titreId: string) => string): readonly Column<Mouvement>[] => [
  { key: "le", header: "Date", nowrap: true, cell: (row) => formatShortDay(row.le) },
  {
    key: "quoi",
    header: "Mouvement",
    rowHeader: true,
    cell: (row) =>
      `${GENRES[row.genre]}${row.genre === "paiement" && row.moyen ? ` par ${MOYEN_LABELS[row.moyen]}` : ""}`,
  },
  {
    key: "titre",
    header: "Titre",
    nowrap: true,
    cell: (row) => <a href={titreHref(row.titreId)}>{titreReference(row)}</a>,
  },
  { key: "libelle", header: "Objet ou référence", cell: (row) => row.libelle || "aucune" },
  {
    key: "debit",
    header: "Dû en plus",
    end: true,
    cell: (row) => (row.montant > 0n ? <Amount cents={row.montant} /> : ""),
  },
  {
    key: "credit",
    header: "Dû en moins",
    end: true,
    cell: (row) => (row.montant < 0n ? <Amount cents={-row.montant} /> : ""),
  },
  { key: "solde", header: "Solde dû", end: true, cell: (row) => <Amount cents={row.solde} /> },
]

type Props = {
  compte: Compte
  mouvements: readonly Mouvement[]
  counted: number
  page: number
  path: string
  titreHref: (titreId: string) => string
}

/** The account of one member: four figures that add up, and each movement that makes them. */
export function CompteView({ compte, mouvements, counted, page, path, titreHref }: Props) {
  return (
    <>
      <Figures
        figures={[
          { label: "Facturé", value: <Amount cents={compte.facture} /> },
          { label: "Annulé ou réduit", value: <Amount cents={compte.annule} /> },
          { label: "Réglé", value: <Amount cents={compte.regle} /> },
          { label: "Solde dû", value: <Amount cents={compte.du} /> },
          { label: "Dont en retard", value: <Amount cents={compte.enRetard} /> },
        ]}
      />
      {compte.credit > 0n ? (
        <Notice tone="info" title={`Trop-perçu : ${formatAmount(compte.credit)}`}>
          Payé de plus que ce qui était dû : à reporter sur un autre titre, ou à rembourser par le comptable.
        </Notice>
      ) : null}
      <Section title="Mouvements">
        {mouvements.length > 0 ? (
          <Table
            caption="Mouvements du compte"
            columns={columns(titreHref)}
            rows={mouvements}
            rowKey={(row) => `${row.genre}/${row.id}`}
          />
        ) : (
          <EmptyState title="Aucun mouvement">Le compte commence au premier titre émis.</EmptyState>
        )}
        <Pagination
          path={path}
          params={{}}
          page={page}
          pageSize={MOUVEMENTS_PER_PAGE}
          counted={counted}
          singular="mouvement"
        />
      </Section>
    </>
  )
}
