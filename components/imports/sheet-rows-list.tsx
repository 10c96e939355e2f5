import { CheckboxField } from "@/components/ui/checkbox-field.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import type { SheetVerdict } from "@/lib/platform/sheet-rows.ts"

const VERDICTS: Record<SheetVerdict, { tone: Tone; label: string }> = {
  bonne: { tone: "ok", label: "prête" },
  a_confirmer: { tone: "attention", label: "à confirmer" },
  refusee: { tone: "danger", label: "refusée" },
  total: { tone: "neutral", label: "total" },
}

/** How the module names its act on a row: "Enregistrer", then "enregistrée". */
export type TakeWords = { take: string; taken: string }

/** `titre`: what the row is about; `lue`: what was read of it, empty where nothing was. */
export type ShownRow = {
  ligne: number
  verdict: SheetVerdict
  messages: readonly string[]
  titre: string
  lue: string
  prise: boolean
}

type SheetRowsListProps = { rows: readonly ShownRow[]; open: boolean; words: TakeWords }

/** Each row of the file with its answer; a box where a person must say yes. */
export const SheetRowsList = ({ rows, open, words }: SheetRowsListProps) => (
  <ol className="border-line border-t">
    {rows.map((row) => (
      <li key={row.ligne} className="grid gap-1 border-line border-b py-3">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="text-muted text-sm">Ligne {row.ligne}</span>
          <strong>{row.titre}</strong>
          <RowBadge {...{ row, open, words }} />
        </p>
        {row.lue === "" ? null : <p className="text-sm tabular-nums">{row.lue}</p>}
        {row.messages.map((message) => (
          <p key={message} className={row.verdict === "refusee" ? "text-danger text-sm" : "text-muted text-sm"}>
            {message}
          </p>
        ))}
        {open && row.verdict === "a_confirmer" ? (
          <CheckboxField
            name={`ligne-${row.ligne}`}
            label={`${words.take} la ligne ${row.ligne} telle qu’elle est lue`}
          />
        ) : null}
      </li>
    ))}
  </ol>
)

function RowBadge({ row: { verdict, prise }, open, words }: Omit<SheetRowsListProps, "rows"> & { row: ShownRow }) {
  if (open || verdict === "refusee" || verdict === "total") {
    return <StateBadge tone={VERDICTS[verdict].tone}>{VERDICTS[verdict].label}</StateBadge>
  }
  return prise ? (
    <StateBadge tone="ok">{words.taken}</StateBadge>
  ) : (
    <StateBadge tone="neutral">non confirmée</StateBadge>
  )
}
