"use client"

import { Notice } from "@/components/ui/notice.tsx"
import { Progress } from "@/components/ui/progress.tsx"
import { Section } from "@/components/ui/section.tsx"
import { useLive } from "@/components/ui/use-live.ts"
import type { Progress as Counts } from "@/lib/cotisations/queries.ts"
import { formatCount } from "@/lib/platform/format.ts"

type Props = { campagne: string; initial: Counts }

const isOver = (counts: Counts): boolean =>
  counts.emis === counts.titres &&
  counts.pdfs === counts.titres &&
  counts.courrielsEnvoyes + counts.courrielsRejetes === counts.courriels

/** Without JavaScript the page shows the counts of its own moment; with it, they move by themselves until all is done. */
export function LiveProgress({ campagne, initial }: Props) {
  const { data: counts = initial, isError } = useLive<Counts>({
    url: `/gestion/campagnes/${campagne}/progression`,
    initial,
    isOver,
  })
  return (
    <Section title={isOver(counts) ? "Émission terminée" : "Émission en cours"}>
      <Progress label="Titres émis" done={counts.emis} total={counts.titres} />
      <Progress label="Documents PDF enregistrés" done={counts.pdfs} total={counts.titres} />
      <Progress label="Messages envoyés aux membres" done={counts.courrielsEnvoyes} total={counts.courriels} />
      {counts.courrielsRejetes > 0 ? (
        <Notice tone="attention">
          {formatCount(counts.courrielsRejetes, "message")} refusés par le serveur du destinataire.
        </Notice>
      ) : null}
      {counts.echecs > 0 ? (
        <Notice tone="danger" title={`${formatCount(counts.echecs, "document")} à refaire`}>
          Un nouvel essai suit tout seul. <a href="/gestion/titres/reprises">Voir pourquoi, ou redemander maintenant</a>
          .
        </Notice>
      ) : null}
      {isError ? (
        <Notice tone="attention">Le suivi ne répond pas : rechargez la page. Le travail continue.</Notice>
      ) : null}
      {isOver(counts) ? null : (
        <p className="text-muted">Vous pouvez quitter cette page : le travail continue, et se retrouve ici.</p>
      )}
    </Section>
  )
}
