"use client"

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"

type Props = { url: string; depot: string }

/** Without JavaScript one loads the page again; with it, the report comes by itself. */
export function WaitForReport(props: Props) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Watch {...props} />
    </QueryClientProvider>
  )
}

function Watch({ url, depot }: Props) {
  const router = useRouter()
  const { data } = useQuery({
    queryKey: ["bal-depot", depot],
    queryFn: async (): Promise<{ etat: string }> => {
      const response = await fetch(`${url}?depot=${depot}`)
      if (!response.ok) throw new Error(String(response.status))
      return response.json()
    },
    refetchInterval: ({ state }) => (state.data && state.data.etat !== "recu" ? false : 700),
  })
  const done = data !== undefined && data.etat !== "recu"
  useEffect(() => {
    if (done) router.refresh()
  }, [done, router])
  return <p role="status">{done ? "Le rapport est prêt." : "Vérification des adresses…"}</p>
}
