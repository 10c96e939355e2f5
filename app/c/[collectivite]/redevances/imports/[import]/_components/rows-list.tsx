import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { formatDecimal } from "@/lib/platform/format.ts"
import type { LigneJugee, Verdict } from "@/lib/redevances/rules/fichier/lignes.ts"
import { NATURE_LABELS, UNITES } from "@/lib/redevances/types.ts"

const VERDICTS: Record<Verdict, { tone: Tone; label: string }> = {
  bonne: { tone: "ok", label: "prête" },
  a_confirmer: { tone: "attention", label: "à confirmer" },
  refusee: { tone: "danger", label: "refusée" },
  total: { tone: "neutral", label: "total" },
}

type RowsListProps = { lignes: readonly (LigneJugee & { enregistree?: boolean })[]; open: boolean }

/** Each row of the file with its answer; a box where a person must say yes. */
export const RowsList = ({ lignes, open }: RowsListProps) => (
  <ol className="border-line border-t">
    {lignes.map((row) => (
      <li key={row.ligne} className="grid gap-1 border-line border-b py-3">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="text-muted text-sm">Ligne {row.ligne}</span>
          <strong>{[row.operateur, row.annee].filter(Boolean).join(", ") || "Sans opérateur"}</strong>
          <StateBadge tone={badge(row, open).tone}>{badge(row, open).label}</StateBadge>
        </p>
        {row.lignes.length > 0 ? <p className="text-sm tabular-nums">{row.lignes.map(words).join(" · ")}</p> : null}
        {row.messages.map((message) => (
          <p key={message} className={row.verdict === "refusee" ? "text-danger text-sm" : "text-muted text-sm"}>
            {message}
          </p>
        ))}
        {open && row.verdict === "a_confirmer" ? (
          <CheckboxField
            name={`ligne-${row.ligne}`}
            label={`Enregistrer la ligne ${row.ligne} telle qu’elle est lue`}
          />
        ) : null}
      </li>
    ))}
  </ol>
)

function badge(row: LigneJugee & { enregistree?: boolean }, open: boolean): { tone: Tone; label: string } {
  if (open || row.verdict === "refusee" || row.verdict === "total") return VERDICTS[row.verdict]
  return row.enregistree ? { tone: "ok", label: "enregistrée" } : { tone: "neutral", label: "non confirmée" }
}

const words = ({ nature, domaine, quantite, fourreaux, lieu }: LigneJugee["lignes"][number]): string =>
  [
    `${NATURE_LABELS[nature]} ${formatDecimal(quantite)} ${UNITES[nature]}`,
    fourreaux > 1 ? `${fourreaux} fourreaux` : null,
    domaine === "non_routier" ? "non routier" : null,
    lieu,
  ]
    .filter(Boolean)
    .join(", ")
