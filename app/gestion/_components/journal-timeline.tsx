import { Timeline } from "@/components/ui/timeline.tsx"
import type { JournalRow } from "@/lib/access/journal.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { evenementLabel } from "./evenements.ts"

export function JournalTimeline({ rows }: { rows: readonly JournalRow[] }) {
  if (rows.length === 0) return <p className="text-muted">Rien n’a encore été consigné.</p>
  return (
    <Timeline
      entries={rows.map((row) => ({
        id: row.id,
        what: evenementLabel(row.evenement),
        when: formatInstant(row.le),
        dateTime: row.le.toISOString(),
        who: row.personne ?? (row.contexte === "systeme" ? "Le portail" : "Personne non identifiée"),
      }))}
    />
  )
}
