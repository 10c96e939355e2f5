"use client"

import { Notice } from "@/components/ui/notice.tsx"
import { Progress } from "@/components/ui/progress.tsx"
import { Section } from "@/components/ui/section.tsx"
import { useLive } from "@/components/ui/use-live.ts"
import type { Envois } from "@/lib/echanges/queries/reprises.ts"

type Props = { exercice: number; initial: Envois }

/** Without JavaScript the page shows the counts of its own moment; with it, they move by themselves. */
export function LiveEnvois({ exercice, initial }: Props) {
  const { data = initial, isError } = useLive<Envois>({
    url: `/gestion/titres/reprises/avancement?exercice=${exercice}`,
    initial,
    isOver: () => false,
  })
  const { pages, depots } = data
  return (
    <Section title="Avancement">
      <Progress label="Documents PDF enregistrés" done={pages.faits} total={pages.tous} />
      {depots.tous > 0 ? (
        <Progress label="Dépôts arrivés dans Chorus Pro" done={depots.faits} total={depots.tous} />
      ) : null}
      {isError ? (
        <Notice tone="attention">Le suivi ne répond pas : rechargez la page. Le travail continue.</Notice>
      ) : null}
    </Section>
  )
}
