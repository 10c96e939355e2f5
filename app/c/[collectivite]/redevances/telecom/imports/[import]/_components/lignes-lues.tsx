import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import { formatAmount, formatShortDay } from "@/lib/platform/format.ts"
import type { LigneRelue } from "@/lib/telecom/queries/imports.ts"
import type { LigneLue, Verdict } from "@/lib/telecom/rules/import.ts"
import { LIGNE_LABELS } from "@/lib/telecom/types.ts"

const VERDICTS: Record<Verdict, { tone: Tone; label: string }> = {
  bonne: { tone: "ok", label: "prête" },
  a_confirmer: { tone: "attention", label: "à confirmer" },
  refusee: { tone: "danger", label: "refusée" },
  total: { tone: "neutral", label: "total" },
}

/** Each row of the file with its answer; a box where a person must say yes. */
export const LignesLues = ({ lignes, open }: { lignes: readonly LigneRelue[]; open: boolean }) => (
  <ol className="border-line border-t">
    {lignes.map((row) => (
      <li key={row.ligne} className="grid gap-1 border-line border-b py-3">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="text-muted text-sm">Ligne {row.ligne}</span>
          <strong>{[row.lue.site, row.lue.libelle].filter(Boolean).join(", ")}</strong>
          <StateBadge tone={badge(row, open).tone}>{badge(row, open).label}</StateBadge>
        </p>
        {row.verdict === "total" ? null : <p className="text-sm tabular-nums">{words(row.lue)}</p>}
        {row.messages.map((message) => (
          <p key={message} className={row.verdict === "refusee" ? "text-danger text-sm" : "text-muted text-sm"}>
            {message}
          </p>
        ))}
        {open && row.verdict === "a_confirmer" ? (
          <CheckboxField name={`ligne-${row.ligne}`} label={`Reprendre la ligne ${row.ligne} telle qu’elle est lue`} />
        ) : null}
      </li>
    ))}
  </ol>
)

function badge({ verdict, reprise }: LigneRelue, open: boolean): { tone: Tone; label: string } {
  if (open || verdict === "refusee" || verdict === "total") return VERDICTS[verdict]
  return reprise ? { tone: "ok", label: "reprise" } : { tone: "neutral", label: "non confirmée" }
}

const words = ({ genre, fournisseur, montantMensuel, cuivre, utilisee, engagementJusqua }: LigneLue): string =>
  [
    LIGNE_LABELS[genre],
    fournisseur,
    `${formatAmount(BigInt(montantMensuel))} par mois`,
    cuivre ? "cuivre" : null,
    utilisee ? null : "ne sert plus",
    engagementJusqua ? `engagée jusqu’au ${formatShortDay(engagementJusqua)}` : null,
  ]
    .filter(Boolean)
    .join(" · ")
