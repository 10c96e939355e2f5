import { Section } from "@/components/ui/section.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { formatDay } from "@/lib/platform/format.ts"
import type { Etape, EtapeStatut } from "@/lib/souscriptions/rules/etapes.ts"

const STATUTS: Record<EtapeStatut, { word: string; tone: Tone }> = {
  faite: { word: "fait", tone: "ok" },
  en_cours: { word: "en cours", tone: "info" },
  a_venir: { word: "à venir", tone: "neutral" },
  sans_suite: { word: "sans suite", tone: "neutral" },
}

/** Each step with who does it, by when, and who is late. */
export const EtapesList = ({
  etapes,
  title = "Où en est cette souscription",
}: {
  etapes: readonly Etape[]
  title?: string
}) => (
  <Section title={title}>
    <ol className="border-line border-t">
      {etapes.map(({ cle, quoi, qui, statut, avant, enRetard }) => (
        <li
          key={cle}
          className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 border-line border-b py-2.5"
        >
          <div>
            <p className={statut === "en_cours" ? "font-semibold" : undefined}>{quoi}</p>
            <p className="text-muted text-sm">
              {qui}
              {avant ? `, attendu avant le ${formatDay(avant)}` : ""}
            </p>
          </div>
          {enRetard ? (
            <StateBadge tone="danger">en retard</StateBadge>
          ) : (
            <StateBadge tone={STATUTS[statut].tone}>{STATUTS[statut].word}</StateBadge>
          )}
        </li>
      ))}
    </ol>
  </Section>
)
