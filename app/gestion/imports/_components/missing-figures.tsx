import { EmptyState } from "@/components/ui/empty-state.tsx"
import { Figures } from "@/components/ui/figures.tsx"
import type { ManquantCounts } from "@/lib/imports/queries/manquants.ts"
import { formatCount, formatInteger } from "@/lib/platform/format.ts"

export function MissingFigures({ counts }: { counts: ManquantCounts }) {
  if (counts.membres === 0) {
    return <EmptyState title="Aucun membre">Les membres apparaîtront ici avec ce qu’il reste à compléter.</EmptyState>
  }
  if (counts.incomplets === 0) {
    return <EmptyState title="Rien ne manque">Tous les membres ont leurs numéros, une adresse et une boîte.</EmptyState>
  }
  const figures = [
    { label: "Sans SIREN", value: formatInteger(counts.siren) },
    { label: "Sans SIRET", value: formatInteger(counts.siret) },
    { label: "Sans adresse complète", value: formatInteger(counts.adresse) },
    { label: "Sans boîte officielle", value: formatInteger(counts.courriel) },
  ]
  return (
    <>
      <Figures figures={figures} />
      <p className="text-muted">
        Sur {formatCount(counts.membres, "membre")}. Un manque n’empêche jamais d’émettre un titre, seulement de le
        déposer par voie électronique. L’export se complète dans un tableur, puis s’importe comme « Fiches des
        collectivités ».
      </p>
    </>
  )
}
