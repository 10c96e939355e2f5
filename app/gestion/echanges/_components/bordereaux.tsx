import { Amount } from "@/components/ui/amount.tsx"
import { Form } from "@/components/ui/form.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { makePesAction } from "@/lib/echanges/actions.ts"
import type { BordereauAFaire } from "@/lib/echanges/queries/bordereaux.ts"
import { BORDEREAU_LABELS } from "@/lib/echanges/types.ts"
import { formatCount, formatInteger } from "@/lib/platform/format.ts"

const columns = (allowed: boolean): readonly Column<BordereauAFaire>[] => [
  { key: "bordereau", header: "Bordereau", rowHeader: true, cell: (row) => `${row.exercice}, n° ${row.bordereau}` },
  { key: "genre", header: "Contenu", cell: (row) => BORDEREAU_LABELS[row.genre] },
  { key: "titres", header: "Titres", end: true, cell: (row) => formatInteger(row.titres) },
  { key: "montant", header: "Montant", end: true, cell: (row) => <Amount cents={row.montant} /> },
  { key: "acte", header: "À faire", cell: (row) => <NextStep row={row} allowed={allowed} /> },
]

function NextStep({ row, allowed }: { row: BordereauAFaire; allowed: boolean }) {
  if (row.sansDocument > 0) return `${formatCount(row.sansDocument, "document")} en préparation`
  if (!allowed) return "Fichier à préparer"
  const { exercice, budget, bordereau, genre } = row
  const name = `Préparer le fichier du bordereau ${exercice}, n° ${bordereau}`
  return (
    <Form
      action={makePesAction}
      hidden={{ exercice: String(exercice), budget, bordereau: String(bordereau), genre }}
      aria-label={name}
    >
      <div>
        <SubmitButton pending="Préparation du fichier…">Préparer le fichier</SubmitButton>
      </div>
    </Form>
  )
}

export const BordereauxAFaire = ({ rows, allowed }: { rows: readonly BordereauAFaire[]; allowed: boolean }) => (
  <Table
    caption="Bordereaux à mettre en fichier"
    columns={columns(allowed)}
    rows={rows}
    rowKey={(row) => `${row.exercice}-${row.budget}-${row.bordereau}-${row.genre}`}
  />
)
