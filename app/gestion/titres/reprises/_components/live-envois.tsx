"use client"

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query"
import { useState } from "react"
import { Notice } from "@/components/ui/notice.tsx"
import { Progress } from "@/components/ui/progress.tsx"
import { Section } from "@/components/ui/section.tsx"
import type { Envois } from "@/lib/echanges/queries/reprises.ts"

type Props = { exercice: number; initial: Envois }

/** Without JavaScript the page shows the counts of its own moment; with it, they move by themselves. */
export function LiveEnvois(props: Props) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Bars {...props} />
    </QueryClientProvider>
  )
}

const REFRESH_MS = 2_000

function Bars({ exercice, initial }: Props) {
  const { data, isError } = useQuery({
    queryKey: ["envois", exercice],
    queryFn: async (): Promise<Envois> => {
      const response = await fetch(`/gestion/titres/reprises/avancement?exercice=${exercice}`)
      if (!response.ok) throw new Error(String(response.status))
      return response.json()
    },
    initialData: initial,
    refetchInterval: REFRESH_MS,
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
