import { Section } from "@/components/ui/section.tsx"
import { formatCount } from "@/lib/platform/format.ts"
import { AdressesMap } from "./adresses-map.tsx"

/** The streets above are its table: the map adds only where they are. */
export function MapSection({ url, adresses }: { url: string; adresses: number }) {
  return (
    <Section title="Carte">
      <p className="text-muted text-sm">
        Les {formatCount(adresses, "adresse")} du fichier, sans fond de plan : en rouge ce qui bloque le raccordement,
        en orange ce qui est mal placé. La liste « Rue par rue » ci-dessus dit la même chose.
      </p>
      <AdressesMap url={url} />
    </Section>
  )
}
