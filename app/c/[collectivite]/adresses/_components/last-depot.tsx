import { Notice } from "@/components/ui/notice.tsx"
import type { LastDepot } from "@/lib/bal/queries/report.ts"
import { ANALYSE_REFUSALS, type AnalyseRefusal } from "@/lib/bal/types.ts"
import { formatInstant } from "@/lib/platform/format.ts"
import { sentence } from "@/lib/platform/result.ts"
import { WaitForReport } from "./wait-for-report.tsx"

/** What became of the last file, when it is not the report below. */
export function LastDepotNotice({ depot, path }: { depot: LastDepot; path: string }) {
  const { etat, fichierNom, deposeLe, motif, details } = depot
  const when = `Fichier « ${fichierNom} » reçu le ${formatInstant(deposeLe)}`
  if (etat === "recu") {
    return (
      <Notice title="Analyse en cours">
        <p>{when}. Le rapport s’affiche ici dès qu’il est prêt ; vous pouvez quitter cette page.</p>
        <WaitForReport url={`${path}/etat`} depot={depot.id} />
      </Notice>
    )
  }
  if (etat === "analyse" || motif === null) return null
  const why = sentence(ANALYSE_REFUSALS[motif as AnalyseRefusal], details)
  return (
    <Notice
      tone="danger"
      title={etat === "refuse" ? "Le dernier fichier est refusé" : "Le dernier fichier est illisible"}
    >
      <p>{why}</p>
      <p className="text-sm">{when}. La version précédente reste en place.</p>
    </Notice>
  )
}
