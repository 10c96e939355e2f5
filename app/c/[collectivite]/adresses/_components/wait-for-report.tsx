"use client"

import { useLive } from "@/components/ui/use-live.ts"

type Props = { url: string; depot: string }

/** Without JavaScript one loads the page again; with it, the report comes by itself. */
export function WaitForReport({ url, depot }: Props) {
  const { data } = useLive<{ etat: string }>({ url: `${url}?depot=${depot}`, isOver: ({ etat }) => etat !== "recu" })
  const done = data !== undefined && data.etat !== "recu"
  return <p role="status">{done ? "Le rapport est prêt." : "Vérification des adresses…"}</p>
}
