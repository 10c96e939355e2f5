import { Notice } from "@/components/ui/notice.tsx"
import { accentPalette } from "@/lib/platform/accent.ts"

/** The chosen colour, and what the pages make of it in each theme. */
export function Apparence({ accent, hasLogo }: { accent: string; hasLogo: boolean }) {
  const { light, dark, adjusted } = accentPalette(accent)
  return (
    <div className="grid gap-4">
      <ul className="flex flex-wrap gap-3">
        <Swatch label="Choisie" colour={accent} />
        <Swatch label="En thème clair" colour={light.accent} />
        <Swatch label="En thème sombre" colour={dark.accent} />
      </ul>
      {adjusted ? (
        <Notice tone="attention" title="La couleur choisie est trop pâle pour être lue sur fond clair.">
          Les pages en montrent une version plus foncée, de la même teinte.
        </Notice>
      ) : null}
      <p className="text-muted">
        {hasLogo
          ? "Le logo est affiché en tête de chaque page."
          : "Sans logo, une pastille de la couleur d’accent le remplace."}
      </p>
    </div>
  )
}

const Swatch = ({ label, colour }: { label: string; colour: string }) => (
  <li className="flex items-center gap-3 rounded border border-line bg-surface py-2 ps-2 pe-4">
    <span aria-hidden className="size-8 rounded-sm border border-line" style={{ background: colour }} />
    <span>
      {label}
      <span className="block text-muted text-sm tabular-nums">{colour}</span>
    </span>
  </li>
)
