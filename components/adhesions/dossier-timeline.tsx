import { Timeline } from "@/components/ui/timeline.tsx"
import type { DossierSuivi } from "@/lib/adhesions/queries/dossiers.ts"
import { formatInstant } from "@/lib/platform/format.ts"

export const DossierTimeline = ({ suivis }: { suivis: readonly DossierSuivi[] }) => (
  <Timeline
    entries={suivis.map(({ id, fait, le, par }) => ({
      id,
      what: fait,
      when: formatInstant(le),
      dateTime: le.toISOString(),
      who: par ?? "l’opérateur",
    }))}
  />
)
