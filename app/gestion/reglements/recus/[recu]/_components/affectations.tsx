import { UndoForm } from "@/components/reglements/undo-form.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { formatInstant } from "@/lib/platform/format.ts"
import type { Affectation } from "@/lib/reglements/queries/recus.ts"
import { REGLEMENT_LABELS } from "@/lib/reglements/types.ts"
import { titreReference } from "@/lib/titres/rules.ts"

const COLUMNS: readonly Column<Affectation>[] = [
  {
    key: "titre",
    header: "Titre",
    rowHeader: true,
    nowrap: true,
    cell: (row) => <a href={`/gestion/titres/${row.titreId}/reglements`}>{titreReference(row)}</a>,
  },
  { key: "nom", header: "Débiteur", cell: (row) => row.nom },
  {
    key: "montant",
    header: "Montant",
    end: true,
    cell: (row) => <Amount cents={row.montant} difference={row.montant < 0n} />,
  },
  {
    key: "quoi",
    header: "Quoi",
    cell: (row) => (
      <>
        {row.annule ? "Paiement, annulé ensuite" : REGLEMENT_LABELS[row.genre]}
        {row.note ? <span className="block text-muted text-sm">{row.note}</span> : null}
      </>
    ),
  },
  { key: "quand", header: "Décidé", cell: (row) => `${formatInstant(row.le)}${row.par ? `, ${row.par}` : ""}` },
]

export function Affectations({ rows, allowed }: { rows: readonly Affectation[]; allowed: boolean }) {
  if (rows.length === 0) return null
  const live = rows.filter(({ genre, annule }) => genre === "paiement" && !annule)
  return (
    <Section title="Ce qu’il règle">
      <Table caption="Affectations de ce paiement" columns={COLUMNS} rows={rows} rowKey={(row) => row.id} />
      {allowed
        ? live.map((row) => <UndoForm key={row.id} id={row.id} reference={titreReference(row)} montant={row.montant} />)
        : null}
    </Section>
  )
}
