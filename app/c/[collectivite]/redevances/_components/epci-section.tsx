import { Section } from "@/components/ui/section.tsx"
import { type Column, Table } from "@/components/ui/table.tsx"
import { formatAmount, formatInteger } from "@/lib/platform/format.ts"
import type { AnneeEpci } from "@/lib/redevances/queries/epci.ts"

/** Counts and sums only: what each commune is owed is its own. */
export function EpciSection({ territoire }: { territoire: readonly AnneeEpci[] }) {
  return (
    <Section title="Dans les communes du territoire">
      <p className="max-w-measure text-muted">
        Des totaux d’au moins trois communes, sans aucun nom : le détail n’est connu que de chacune.
      </p>
      {territoire.length === 0 ? (
        <p>Moins de trois communes ont un état du patrimoine : rien ne peut être montré.</p>
      ) : (
        <Table
          caption="Redevances des communes du territoire, par année"
          rows={territoire}
          rowKey={({ annee }) => String(annee)}
          columns={COLUMNS}
        />
      )}
    </Section>
  )
}

const few = "moins de trois communes"
const COLUMNS: Column<AnneeEpci>[] = [
  { key: "annee", header: "Année", rowHeader: true, cell: ({ annee }) => String(annee) },
  { key: "communes", header: "Communes avec un état", end: true, cell: ({ communes }) => formatInteger(communes) },
  {
    key: "reclamantes",
    header: "Communes qui ont réclamé",
    end: true,
    cell: ({ reclamantes }) => (reclamantes === null ? few : formatInteger(reclamantes)),
  },
  {
    key: "demande",
    header: "Demandé",
    end: true,
    cell: ({ demande }) => (demande === null ? "–" : formatAmount(demande)),
  },
  { key: "paye", header: "Reçu", end: true, cell: ({ paye }) => (paye === null ? "–" : formatAmount(paye)) },
]
