"use client"

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"
import { Notice } from "@/components/ui/notice.tsx"
import { Progress } from "@/components/ui/progress.tsx"
import { Section } from "@/components/ui/section.tsx"
import type { Progress as Counts } from "@/lib/cotisations/queries.ts"
import { formatCount } from "@/lib/platform/format.ts"

type Props = { campagne: string; initial: Counts }

/** Without JavaScript the page shows the counts of its own moment; with it, they move by themselves until all is done. */
export function LiveProgress(props: Props) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Bars {...props} />
    </QueryClientProvider>
  )
}

const isOver = (counts: Counts): boolean =>
  counts.emis === counts.titres &&
  counts.pdfs === counts.titres &&
  counts.courrielsEnvoyes + counts.courrielsRejetes === counts.courriels

function Bars({ campagne, initial }: Props) {
  const { data: counts, isError } = useQuery({
    queryKey: ["progression", campagne],
    queryFn: async (): Promise<Counts> => {
      const response = await fetch(`/gestion/campagnes/${campagne}/progression`)
      if (!response.ok) throw new Error(String(response.status))
      return response.json()
    },
    initialData: initial,
    refetchInterval: ({ state }) => (state.data && isOver(state.data) ? false : 700),
  })
  const router = useRouter()
  const ended = isOver(counts) && !isOver(initial)
  // What the server drew beside these bars, the reconciliation first, is of another moment.
  useEffect(() => {
    if (ended) router.refresh()
  }, [ended, router])
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
