import { type Column, Table } from "@/components/ui/table.tsx"
import type { JournalRow } from "@/lib/access/journal.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { evenementLabel } from "../../_components/evenements.ts"

const COLUMNS: readonly Column<JournalRow>[] = [
  {
    key: "le",
    header: "Quand",
    nowrap: true,
    cell: ({ le }) => <time dateTime={le.toISOString()}>{formatInstant(le)}</time>,
  },
  { key: "quoi", header: "Événement", rowHeader: true, cell: ({ evenement }) => evenementLabel(evenement) },
  { key: "qui", header: "Qui", cell: whoOf },
  { key: "concerne", header: "Collectivité", cell: concerneOf },
  { key: "change", header: "Changement", cell: changeOf },
]

export function JournalTable({ rows }: { rows: readonly JournalRow[] }) {
  return (
    <Table caption="Journal, du plus récent au plus ancien" columns={COLUMNS} rows={rows} rowKey={({ id }) => id} />
  )
}

function whoOf({ personne, contexte, raison }: JournalRow) {
  if (contexte === "systeme") return `Le portail${raison ? ` (${raison})` : ""}`
  return personne ?? "Personne non identifiée"
}

function concerneOf({ concerne, concernePublicId }: JournalRow) {
  return concerne && concernePublicId ? <a href={`/gestion/collectivites/${concernePublicId}`}>{concerne}</a> : "–"
}

/** The values before and after, folded: a table of two hundred rows stays readable. */
function changeOf({ avant, apres, objet }: JournalRow) {
  if (avant === null && apres === null) return objet ?? "–"
  return (
    <details>
      <summary className="text-accent">{objet ?? "Détail"}</summary>
      {avant === null ? null : <Values label="Avant" values={avant} />}
      {apres === null ? null : <Values label="Après" values={apres} />}
    </details>
  )
}

function Values({ label, values }: { label: string; values: unknown }) {
  const entries = typeof values === "object" && values !== null ? Object.entries(values) : [["valeur", values] as const]
  return (
    <p className="mt-1 text-sm">
      <strong>{label}</strong>
      {entries.map(([name, value]) => (
        <span key={name} className="block">
          {name} :{" "}
          {value === null || value === "" ? "vide" : typeof value === "object" ? JSON.stringify(value) : String(value)}
        </span>
      ))}
    </p>
  )
}
