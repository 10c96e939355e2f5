import { Notice } from "@/components/ui/notice.tsx"
import { MANQUES, type Manque } from "@/lib/collectivites/types.ts"
import { formatList } from "@/lib/platform/format.ts"

/** What is to be completed never blocks a titre, only its electronic deposit: the file says both. */
export function Manques({ manques, href }: { manques: readonly Manque[]; href: string }) {
  if (manques.length === 0) return null
  return (
    <Notice tone="attention" title={`À compléter : ${formatList(manques.map((manque) => MANQUES[manque]))}.`}>
      <p>
        Les titres s’émettent quand même ; leur dépôt électronique attendra. <a href={href}>Compléter la fiche</a>
      </p>
    </Notice>
  )
}
