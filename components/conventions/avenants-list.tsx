import { StateBadge } from "@/components/ui/state-badge.tsx"
import type { Tone } from "@/components/ui/tone.ts"
import type { Etapes } from "@/lib/conventions/queries/etapes.ts"
import { formatDay } from "@/lib/platform/format.ts"

type Avenants = Etapes["avenants"]

type Changes = Pick<Avenants[number], "quantiteAvant" | "quantiteApres" | "options">

const ETATS: Record<Avenants[number]["etat"], { word: string; tone: Tone }> = {
  a_signer: { word: "à signer", tone: "attention" },
  applique: { word: "signé des deux parties", tone: "ok" },
  abandonne: { word: "abandonné", tone: "neutral" },
}

/** What was changed by an amendment, or is about to be. */
export const AvenantsList = ({ avenants, path }: { avenants: Avenants; path: string }) =>
  avenants.length === 0 ? null : (
    <ul className="grid gap-2">
      {avenants.map(({ id, rang, etat, effetLe, acteId, ...changes }) => (
        <li key={id}>
          <a href={`${path}/${acteId}`}>Avenant {rang}</a> : {changesWords(changes)}, effet le {formatDay(effetLe)}{" "}
          <StateBadge tone={ETATS[etat].tone}>{ETATS[etat].word}</StateBadge>
        </li>
      ))}
    </ul>
  )

const changesWords = ({ quantiteAvant, quantiteApres, options }: Changes): string =>
  [
    ...(quantiteAvant === quantiteApres ? [] : [`quantité ${quantiteAvant} → ${quantiteApres}`]),
    ...options.map(({ sens, nom }) => `${sens === "ajout" ? "ajoute" : "retire"} « ${nom} »`),
  ].join(", ")
