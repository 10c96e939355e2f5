import { Amount } from "@/components/ui/amount.tsx"
import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import type { LigneRow } from "@/lib/imports/queries/imports.ts"
import type { EffetLigne } from "@/lib/imports/rules/effet-populations.ts"
import { CHAMP_LABELS, ISSUE_LABELS, VERDICT_LABELS, type Verdict } from "@/lib/imports/types.ts"
import { isCalendarDate } from "@/lib/platform/dates.ts"
import { formatInteger, formatPercent, formatShortDay } from "@/lib/platform/format.ts"

const TONES: Record<Verdict, Tone> = {
  nouveau: "info",
  modifie: "info",
  identique: "neutral",
  hors_territoire: "neutral",
  refuse: "danger",
}

export function LineVerdict({ row: { verdict, alerte, confirmee, issue } }: { row: LigneRow }) {
  return (
    <span className="grid justify-items-start gap-1">
      <StateBadge tone={TONES[verdict]}>{VERDICT_LABELS[verdict]}</StateBadge>
      {alerte && !issue ? (
        <StateBadge tone={confirmee ? "ok" : "attention"}>{confirmee ? "Vérifiée" : "À vérifier"}</StateBadge>
      ) : null}
      {issue ? <span className="text-muted text-sm">{ISSUE_LABELS[issue]}</span> : null}
    </span>
  )
}

/** Before and after, field by field; for a refused line, its causes. */
export function LineChanges({
  row: { verdict, differences, erreurs, alerte, donnees },
  effet,
}: {
  row: LigneRow
  effet: EffetLigne | undefined
}) {
  if (verdict === "refuse") {
    return (
      <ul className="grid gap-1">
        {erreurs.map(({ champ, message }) => (
          <li key={`${champ} ${message}`}>{message}</li>
        ))}
      </ul>
    )
  }
  return (
    <div className="grid gap-1">
      {differences.length === 0 ? <p className="text-muted">Rien</p> : null}
      <ul className="grid gap-0.5">
        {differences.map(({ champ, avant, apres }) => (
          <li key={champ}>
            <span className="text-muted">{CHAMP_LABELS[champ] ?? champ} : </span>
            {avant === null ? null : <del className="text-muted">{shown(champ, avant)}</del>}
            {avant === null ? null : <span aria-hidden> → </span>}
            <ins className="no-underline">{shown(champ, apres)}</ins>
          </li>
        ))}
      </ul>
      <Progress donnees={donnees} />
      {effet ? (
        <p className="text-muted text-sm">
          <EffetCotisation effet={effet} />
        </p>
      ) : null}
      {alerte ? <p className="text-sm">{alerte}</p> : null}
    </div>
  )
}

/** Of one member, once these inhabitants are the reference. */
export const EffetCotisation = ({ effet: { avant, apres } }: { effet: EffetLigne }) => (
  <>
    Cotisation : <Amount cents={avant} /> → <Amount cents={apres} /> (<Amount cents={apres - avant} difference />)
  </>
)

function Progress({ donnees: { precedent, millesimePrecedent, variation } }: { donnees: LigneRow["donnees"] }) {
  if (!precedent) return null
  const ratio = variation ? Number(variation) : null
  const sign = ratio === null || ratio === 0 ? "" : ratio > 0 ? "+ " : "− "
  return (
    <p className="text-muted text-sm">
      {`${formatInteger(Number(precedent))} en ${millesimePrecedent}`}
      {ratio === null ? null : ` (${sign}${formatPercent(Math.abs(ratio))})`}
    </p>
  )
}

function shown(champ: string, value: string | null): string {
  if (value === null) return "vide"
  if (champ === "habitants") return formatInteger(Number(value))
  return isCalendarDate(value) ? formatShortDay(value) : value
}
