import { DepotBadge } from "@/components/echanges/badges.tsx"
import { Amount } from "@/components/ui/amount.tsx"
import { Form } from "@/components/ui/form.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import { SubmitButton } from "@/components/ui/submit-button.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { askAgainAction } from "@/lib/echanges/actions.ts"
import type { RepriseRow } from "@/lib/echanges/queries/reprises.ts"
import { formatCount, formatInteger } from "@/lib/platform/format.ts"
import { TickAll } from "./tick-all.tsx"

/** What the machine said is for who looks after it, behind words for who bills. */
const why = ({ depotId, message }: RepriseRow): string => {
  if (depotId) return message ?? "–"
  return `Le document n’a pas pu être fait ou enregistré. Détail technique : ${message ?? "aucun"}.`
}

const COLUMNS: readonly Column<RepriseRow>[] = [
  {
    key: "choix",
    header: "Reprendre",
    cell: ({ titreId, reference }) => (
      <input
        type="checkbox"
        name="titres"
        value={titreId}
        aria-label={`Reprendre le titre ${reference}`}
        className="size-6"
      />
    ),
  },
  {
    key: "reference",
    header: "Titre",
    rowHeader: true,
    nowrap: true,
    cell: ({ titreId, reference }) => <a href={`/gestion/titres/${titreId}`}>{reference}</a>,
  },
  { key: "nom", header: "Débiteur", cell: (row) => row.nom },
  { key: "montant", header: "Montant", end: true, cell: (row) => <Amount cents={row.montant} /> },
  {
    key: "quoi",
    header: "Ce qui a échoué",
    cell: ({ depotId, depotEtat }) =>
      depotId && depotEtat ? (
        <span className="inline-flex flex-wrap items-center gap-2">
          <a href={`/gestion/echanges/depots/${depotId}`}>dépôt</a> <DepotBadge etat={depotEtat} />
        </span>
      ) : (
        <StateBadge tone="danger">document à refaire</StateBadge>
      ),
  },
  { key: "message", header: "Pourquoi", cell: (row) => <span className="block min-w-60 text-sm">{why(row)}</span> },
]

type Props = { exercice: number; rows: readonly RepriseRow[]; total: number }

/** Some or all at once. A deposit leaves as it is: what misses a code is completed on its own page. */
export function ReprisesForm({ exercice, rows, total }: Props) {
  return (
    <Form
      action={askAgainAction}
      hidden={{ exercice: String(exercice) }}
      aria-label="Reprendre ce qui a échoué"
      className="max-w-none"
    >
      <Table
        caption="Envois en échec"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ titreId, depotId }) => depotId ?? titreId}
      />
      <div className="flex flex-wrap gap-3">
        <SubmitButton name="quoi" value="choix" pending="Envoi…">
          Reprendre les lignes cochées
        </SubmitButton>
        <SubmitButton name="quoi" value="tout" look="secondary" pending="Envoi…">
          {total === 1 ? "Reprendre le seul échec" : `Reprendre les ${formatInteger(total)} échecs de ${exercice}`}
        </SubmitButton>
        <TickAll name="titres" count={rows.length} />
      </div>
      {total > rows.length ? (
        <p className="text-muted">{formatCount(total - rows.length, "autre")} sur les pages suivantes.</p>
      ) : null}
    </Form>
  )
}
