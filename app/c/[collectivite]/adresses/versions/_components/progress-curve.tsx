import type { VersionFigures } from "@/lib/bal/queries/report.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatCount, formatDecimal, formatShortDay } from "@/lib/platform/format.ts"

const WIDTH = 640
const HEIGHT = 220
const LEFT = 36
const TOP = 12
const BOTTOM = 28

/** The index over time, and the share of certified addresses, on one scale of 100; the table below holds the figures. */
export function ProgressCurve({ versions }: { versions: readonly VersionFigures[] }) {
  const first = versions[0]?.creeLe.getTime() ?? 0
  const span = Math.max(1, (versions.at(-1)?.creeLe.getTime() ?? 0) - first)
  const x = ({ creeLe }: VersionFigures) => LEFT + ((creeLe.getTime() - first) / span) * (WIDTH - LEFT - 12)
  const y = (value: number) => TOP + (1 - value / 100) * (HEIGHT - TOP - BOTTOM)
  const indexed = versions.flatMap((version) => (version.indice === null ? [] : [{ version, value: version.indice }]))
  const certified = versions.flatMap((version) =>
    version.adresses > 0 ? [{ version, value: (100 * version.certifiees) / version.adresses }] : [],
  )
  const line = (points: typeof indexed) => points.map(({ version, value }) => `${x(version)},${y(value)}`).join(" ")
  const last = indexed.at(-1)
  const words = last
    ? `Indice de ${formatDecimal((indexed[0]?.value ?? 0).toFixed(1))} à ${formatDecimal(last.value.toFixed(1))} en ${formatCount(versions.length, "version")}`
    : "Aucun indice"
  return (
    <figure className="grid gap-2">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words} className="w-full max-w-3xl">
        {[0, 25, 50, 75, 100].map((mark) => (
          <g key={mark}>
            <line x1={LEFT} x2={WIDTH - 12} y1={y(mark)} y2={y(mark)} className="stroke-line" />
            <text x={LEFT - 8} y={y(mark) + 4} textAnchor="end" className="fill-muted text-xs tabular-nums">
              {mark}
            </text>
          </g>
        ))}
        <polyline points={line(certified)} fill="none" strokeWidth="2" strokeDasharray="5 4" className="stroke-muted" />
        <polyline points={line(indexed)} fill="none" strokeWidth="2.5" className="stroke-accent" />
        {indexed.map(({ version, value }) => (
          <circle key={version.id} cx={x(version)} cy={y(value)} r="4" className="fill-accent" />
        ))}
        {versions.length > 0 ? (
          <>
            <text x={LEFT} y={HEIGHT - 8} className="fill-muted text-xs">
              {formatShortDay(dayInParis(versions[0]?.creeLe ?? new Date(0)))}
            </text>
            {versions.length > 1 ? (
              <text x={WIDTH - 12} y={HEIGHT - 8} textAnchor="end" className="fill-muted text-xs">
                {formatShortDay(dayInParis(versions.at(-1)?.creeLe ?? new Date(0)))}
              </text>
            ) : null}
          </>
        ) : null}
      </svg>
      <figcaption className="text-muted text-sm">
        {words}. Trait plein : indice de qualité ; tirets : part des adresses certifiées. Les chiffres sont dans le
        tableau des versions.
      </figcaption>
    </figure>
  )
}
