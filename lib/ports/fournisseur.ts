import { z } from "zod"
import { type CalendarDate, calendarDate, isCalendarDate } from "@/lib/platform/dates.ts"
import { env } from "@/lib/platform/env.ts"

/**
 * The provider of a service sold by the workstation: orders go to it, and it says what runs on each post. Our own exchange, in JSON
 * over HTTP, given to the provider with the market; a provider without it sends files and answers by mail.
 */

export type BonDeCommande = {
  /** The same for every try of one order: a provider that already took it answers the same again. */
  id: string
  genre: "initiale" | "ajout" | "retrait"
  client: { reference: string; nom: string; contact: string; courriel: string; telephone: string | null }
  effetLe: CalendarDate
  postes: readonly { numero: number; nom: string; site: string; fonction: string }[]
}

/** What does not work, about one post or none; the same `id` for every try. */
export type DemandeDepannage = {
  id: string
  objet: string
  /** Nobody can work meanwhile. */
  bloquant: boolean
  client: { reference: string; nom: string; contact: string; telephone: string }
  poste: { numero: number; nom: string } | null
}

/** `permanent`: sending the same again changes nothing. */
export type OrderReceipt =
  | { accepted: true; reference: string; suiviLe: CalendarDate }
  | { accepted: false; permanent: boolean; response: string }

export type Reading = {
  releveLe: CalendarDate
  total: number
  postes: { client: string; poste: string; libelle: string; composants: Record<string, string> }[]
}
export type ReadingAnswer = { ok: true; value: Reading } | { ok: false; response: string }

export interface FournisseurPort {
  order(bon: BonDeCommande): Promise<OrderReceipt>
  repair(demande: DemandeDepannage): Promise<OrderReceipt>
  read(): Promise<ReadingAnswer>
}

export type FournisseurSettings = { url: string; jeton: string; demonstration: boolean }

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"])
/** A provider that stalls must not hold a worker. */
const LIMIT_MS = 10_000
const MAX_BYTES = 20 * 1024 * 1024

const day = z.string().refine(isCalendarDate, "date").transform(calendarDate)
const receipt = z.object({ numero: z.string().min(1).max(60), suiviLe: day })
const refusal = z.object({ message: z.string().max(500) })
const reading = z.object({
  releveLe: day,
  total: z.int().min(0),
  postes: z
    .array(
      z.object({
        client: z.string().max(40),
        poste: z.string().max(20),
        libelle: z.string().max(200),
        composants: z.record(z.string().max(40), z.string().max(40)),
      }),
    )
    .max(1_000_000),
})

export function httpFournisseur({ url, jeton, demonstration }: FournisseurSettings): FournisseurPort {
  const base = new URL(url)
  if (demonstration && !LOOPBACK.has(base.hostname)) {
    throw new Error(`DEMONSTRATION: orders may only go to the local server, not to ${base.hostname}`)
  }
  const call = (path: string, init: RequestInit = {}) =>
    fetch(new URL(path, base), {
      ...init,
      headers: { ...init.headers, authorization: `Bearer ${jeton}`, accept: "application/json" },
      redirect: "error",
      signal: AbortSignal.timeout(LIMIT_MS),
    })
  const hand = async (path: string, sent: { id: string }): Promise<OrderReceipt> => {
    try {
      const response = await call(path, {
        method: "POST",
        headers: { "content-type": "application/json", "idempotency-key": sent.id },
        body: JSON.stringify(sent),
      })
      const body = await bodyOf(response)
      if (response.status === 202) {
        const { numero, suiviLe } = receipt.parse(body)
        return { accepted: true, reference: numero, suiviLe }
      }
      const said = refusal.safeParse(body)
      const permanent = response.status >= 400 && response.status < 500 && ![408, 425, 429].includes(response.status)
      return { accepted: false, permanent, response: said.success ? said.data.message : `réponse ${response.status}` }
    } catch (cause) {
      return { accepted: false, permanent: false, response: reasonOf(cause) }
    }
  }
  return {
    order: (bon) => hand("/v1/commandes", bon),
    repair: (demande) => hand("/v1/depannages", demande),
    async read() {
      try {
        const response = await call("/v1/parc")
        if (response.status !== 200) return { ok: false, response: `réponse ${response.status}` }
        return { ok: true, value: reading.parse(await bodyOf(response)) }
      } catch (cause) {
        return { ok: false, response: reasonOf(cause) }
      }
    },
  }
}

/** Null where the operator set no exchange: orders and readings then go by hand. */
export function configuredFournisseur(): FournisseurPort | null {
  const { FOURNISSEUR_URL: url, FOURNISSEUR_JETON: jeton, DEMONSTRATION: demonstration } = env()
  return url && jeton ? httpFournisseur({ url, jeton, demonstration }) : null
}

async function bodyOf(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MAX_BYTES) throw new RangeError("answer too long")
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString("utf8")
  return text === "" ? null : JSON.parse(text)
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) throw cause
  if (cause.name === "TimeoutError") return "aucune réponse en dix secondes"
  if (cause instanceof z.ZodError || cause instanceof SyntaxError || cause instanceof RangeError)
    return "réponse illisible"
  return "la liaison est coupée"
}
