import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { CHANGEMENT_LABELS, type Changement } from "@/lib/catalogue/rules/versions.ts"

const TONES: Record<Changement["genre"], Tone> = { ajoute: "ok", retire: "danger", modifie: "info" }

/** What one version says that the one before did not. */
export const ChangementsList = ({ changements }: { changements: readonly Changement[] }) => (
  <ul className="border-line border-t">
    {changements.map(({ slug, nom, genre, details }) => (
      <li key={slug} className="grid gap-1 border-line border-b py-3">
        <p>
          <strong>{nom}</strong> <StateBadge tone={TONES[genre]}>{CHANGEMENT_LABELS[genre]}</StateBadge>
        </p>
        {details.length > 0 ? (
          <dl className="grid max-w-measure gap-1 text-sm">
            {details.map(({ champ, avant, apres }) => (
              <div key={champ} className="grid gap-x-3 sm:grid-cols-[10rem_minmax(0,1fr)]">
                <dt className="text-muted">{champ}</dt>
                <dd>
                  <del className="text-muted">{avant}</del> <ins className="no-underline">{apres}</ins>
                </dd>
              </div>
            ))}
          </dl>
        ) : null}
      </li>
    ))}
  </ul>
)
