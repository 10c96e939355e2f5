import { Notice } from "@/components/ui/notice.tsx"
import { OUVERTURE_REFUSALS, type Outil, type OuvertureRefusal } from "@/lib/outils/types.ts"
import { type Result, sentence } from "@/lib/platform/result.ts"

type RefusProps = {
  outil: Outil
  /** What the door has just answered. */
  refus: string | undefined
  open: Result<unknown, OuvertureRefusal>
  path: string
}

/** Why the tool does not open now. What the door said stays only while it is still true. */
export function Refus({ outil, refus, open, path }: RefusProps) {
  const { slug, nom, droit, contact } = outil
  if (!open.ok) {
    // Without a right, the next section says it and offers to ask.
    if (!droit && !refus) return null
    return (
      <Notice tone="attention" title={`${nom} ne s’ouvre pas`}>
        {sentence(OUVERTURE_REFUSALS[open.refusal], open.details)}
      </Notice>
    )
  }
  if (refus !== "outil-muet") return null
  return (
    <Notice tone="attention" title={`${nom} ne s’ouvre pas`}>
      <p>{OUVERTURE_REFUSALS["outil-muet"]}</p>
      <p>
        <a href={`${path}/outils/${slug}/ouvrir`}>Réessayer</a> ·{" "}
        <a href={`${path}/outils/${slug}/ouvrir?malgre=oui`}>Ouvrir quand même</a> ·{" "}
        <a href={`${path}/outils`}>Revenir aux outils</a>
      </p>
      <p className="text-muted text-sm">{contact}</p>
    </Notice>
  )
}
