import { Timeline } from "@/components/ui/timeline.tsx"
import type { ActePage } from "@/lib/conventions/queries/actes.ts"
import { formatInstant } from "@/lib/platform/format.ts"

/** Who signed, by which right, when; newest first. */
export function SignaturesList({ acte }: { acte: ActePage }) {
  const made = { id: "etabli", what: `Document établi, n° ${acte.numero}`, when: formatInstant(acte.creeLe) }
  return (
    <Timeline
      entries={[
        ...acte.signatures
          .map(({ id, rang, nom, fonction, fondement, le }) => ({
            id,
            what: rang === 1 ? "Signé pour la collectivité" : "Signé pour l’opérateur",
            when: formatInstant(le),
            dateTime: le.toISOString(),
            who: `${nom}, ${fonction}`,
            detail: <p className="text-muted">{fondement}</p>,
          }))
          .reverse(),
        { ...made, dateTime: acte.creeLe.toISOString() },
      ]}
    />
  )
}
