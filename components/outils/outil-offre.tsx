import { StateBadge } from "@/components/ui/state-badge.tsx"
import { type Usage, usageOf } from "@/lib/outils/rules.ts"
import type { Outil } from "@/lib/outils/types.ts"

const WORDS: Record<Exclude<Usage, "utilise">, string> = {
  jamais_utilise: "ouvert, jamais utilisé",
  demande: "demandé",
  a_ouvrir: "jamais ouvert",
}

/** One tool that membership covers and that nobody uses yet. */
export function OutilOffre({ outil, path }: { outil: Outil; path: string }) {
  const { slug, nom, aQuoiSert, tutoriel, contact } = outil
  const usage = usageOf(outil)
  if (usage === "utilise") return null
  return (
    <li className="grid gap-x-6 gap-y-1 border-line border-b py-3 sm:grid-cols-[minmax(0,1fr)_auto]">
      <div>
        <p>
          <a href={usage === "jamais_utilise" ? `${path}/outils/${slug}` : `${path}/services/${slug}`}>{nom}</a>{" "}
          <StateBadge tone={usage === "demande" ? "info" : "attention"}>{WORDS[usage]}</StateBadge>
        </p>
        <p className="text-sm">{aQuoiSert}</p>
        <p className="text-muted text-sm">{contact}</p>
      </div>
      {tutoriel ? (
        <p className="self-center">
          <a href={tutoriel}>
            Mode d’emploi<span className="sr-only"> de {nom}</span>
          </a>
        </p>
      ) : null}
    </li>
  )
}
