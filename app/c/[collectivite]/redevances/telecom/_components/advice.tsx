import { StateBadge } from "@/components/ui/state-badge.tsx"
import { formatAmount } from "@/lib/platform/format.ts"
import type { Conseil } from "@/lib/telecom/rules/conseils.ts"

/** One advice a block: what, how much, by which formula, on which lines. */
export const Advice = ({ conseils }: { conseils: readonly Conseil[] }) => (
  <ul className="border-line border-t">
    {conseils.map(({ genre, titre, economie, formule, lignes }) => (
      <li key={genre} className="grid gap-1 border-line border-b py-4">
        <p className="flex flex-wrap items-center gap-x-3">
          <strong>{titre}</strong>
          <StateBadge tone={economie === null ? "neutral" : economie > 0n ? "ok" : "neutral"}>
            {economie === null ? "à chiffrer" : `${formatAmount(economie)} par an`}
          </StateBadge>
        </p>
        <p className="text-sm">{formule}</p>
        <p className="text-muted text-sm">
          {lignes.map(({ site, libelle }) => `${site}, ${libelle.toLowerCase()}`).join(" ; ")}
        </p>
      </li>
    ))}
  </ul>
)
