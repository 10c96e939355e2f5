import { LinkButton } from "@/components/ui/link-button.tsx"
import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { ActeRow } from "@/lib/conventions/queries/actes.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"

/** Documents that engage the collectivité and wait for a signature. */
export function ToSign({ actes, path, today }: { actes: readonly ActeRow[]; path: string; today: CalendarDate }) {
  if (actes.length === 0) return null
  return (
    <Section title="À signer">
      <ul className="grid gap-4">
        {actes.map(({ id, intitule, numero, aSignerAvant }) => (
          <li key={id} className="grid gap-2.5 rounded border border-line bg-surface px-5 py-4">
            <p>
              <StateBadge tone={aSignerAvant < today ? "danger" : "attention"}>
                {aSignerAvant < today ? "en retard" : "attend une signature"}
              </StateBadge>
            </p>
            <h3>{intitule}</h3>
            <p className="text-muted text-sm">
              N° {numero}, à signer avant le {formatDay(aSignerAvant)}.
            </p>
            <div>
              <LinkButton href={`${path}/actes/${id}`} look="primary">
                Lire et signer<span className="sr-only"> : {intitule}</span>
              </LinkButton>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  )
}
