"use client"

import { Notice } from "@/components/ui/notice.tsx"
import { Progress } from "@/components/ui/progress.tsx"
import { Section } from "@/components/ui/section.tsx"
import { useLive } from "@/components/ui/use-live.ts"
import type { GenerationCounts } from "@/lib/conventions/queries/generations.ts"
import { formatCount } from "@/lib/platform/format.ts"

type Props = { generation: string; initial: GenerationCounts }

const isOver = ({ aFaire, pretes, faites }: GenerationCounts): boolean => aFaire === 0 && pretes === faites

/** Without JavaScript the page shows the counts of its own moment; with it, they move by themselves until all is done. */
export function LiveProgress({ generation, initial }: Props) {
  const { data: counts = initial, isError } = useLive<GenerationCounts>({
    url: `/gestion/actes/generations/${generation}/progression`,
    initial,
    isOver,
  })
  const { total, faites, pretes, ecartees, echecs } = counts
  return (
    <Section title={isOver(counts) ? "Génération terminée" : "Génération en cours"}>
      <Progress label="Actes établis" done={faites + ecartees + echecs} total={total} />
      <Progress label="Documents prêts à signer" done={pretes} total={faites} />
      {ecartees > 0 ? (
        <Notice tone="attention">
          {formatCount(ecartees, "acte écarté", "actes écartés")} : le motif est dit plus bas, ligne par ligne.
        </Notice>
      ) : null}
      {echecs > 0 ? (
        <Notice tone="danger" title="Des actes n’ont pas pu être établis">
          {formatCount(echecs, "acte")} en échec. Les autres n’ont pas attendu. Corrigez la cause, puis reprenez.
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
