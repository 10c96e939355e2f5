"use client"

import { QueryClient, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"

const REFRESH_MS = 700

type Live<T> = {
  /** Answers the present state in JSON. */
  url: string
  initial?: T
  /** Nothing moves any more: no further question, and what the server drew beside it, of another moment, is drawn anew. */
  isOver: (data: T) => boolean
}

/** The state of work under way, which moves by itself. Without JavaScript the page shows that of its own moment. */
export function useLive<T>({ url, initial, isOver }: Live<T>): { data: T | undefined; isError: boolean } {
  const [client] = useState(() => new QueryClient())
  const { data, isError } = useQuery<T>(
    {
      queryKey: [url],
      queryFn: async () => {
        const response = await fetch(url)
        if (!response.ok) throw new Error(String(response.status))
        return response.json()
      },
      initialData: initial,
      refetchInterval: ({ state }) => (state.data !== undefined && isOver(state.data) ? false : REFRESH_MS),
    },
    client,
  )
  const router = useRouter()
  const ended = data !== undefined && isOver(data) && !(initial !== undefined && isOver(initial))
  useEffect(() => {
    if (ended) router.refresh()
  }, [ended, router])
  return { data, isError }
}
