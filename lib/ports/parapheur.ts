import { z } from "zod"
import { env } from "@/lib/platform/env.ts"

/** The operator's parapheur: it takes a document with who must sign it, and gives it back signed, or refused, or not yet. */
export interface ParapheurPort {
  /** Idempotent by `reference`: depositing again answers the same dossier. */
  deposit(envoi: Envoi): Promise<Receipt<{ dossier: string }>>
  status(dossier: string): Promise<Receipt<Statut>>
  fetchSigned(dossier: string): Promise<Receipt<{ pdf: Buffer }>>
}

export type Envoi = {
  /** Ours, stable over repeats: the act's identifier. */
  reference: string
  titre: string
  nomFichier: string
  pdf: Buffer
  signataire: { nom: string; courriel: string; fonction: string }
  echeance: string
}

export type Statut =
  | { etat: "en_cours" }
  | { etat: "refuse"; motif: string }
  | { etat: "signe"; signataire: string; le: string; niveau: string }

/** `permanent`: asking again changes nothing. */
export type Receipt<T> = { ok: true; value: T } | { ok: false; permanent: boolean; message: string }

export type ParapheurSettings = {
  url: string
  jeton: string
  /** How long an answer is waited for; a test waits less. */
  limitMs?: number
}

const TIMEOUT_MS = 10_000
const MAX_BYTES = 26_214_400

const deposited = z.object({ dossier: z.string().min(1).max(120) })
const statut = z.discriminatedUnion("etat", [
  z.object({ etat: z.literal("en_cours") }),
  z.object({ etat: z.literal("refuse"), motif: z.string().max(500) }),
  z.object({
    etat: z.literal("signe"),
    signataire: z.string().min(1).max(200),
    le: z.iso.datetime({ offset: true }),
    niveau: z.string().min(1).max(200),
  }),
])

/** By HTTP: POST /dossiers, GET /dossiers/:id, GET /dossiers/:id/document. */
export function httpParapheur({ url, jeton, limitMs = TIMEOUT_MS }: ParapheurSettings): ParapheurPort {
  const call = async (path: string, init: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, url), {
      ...init,
      redirect: "error",
      headers: { ...init.headers, authorization: `Bearer ${jeton}` },
      signal: AbortSignal.timeout(limitMs),
    })
  const answer = async <T>(
    ask: () => Promise<Response>,
    read: (response: Response) => Promise<T>,
  ): Promise<Receipt<T>> => {
    try {
      const response = await ask()
      if (response.ok) return { ok: true, value: await read(response) }
      // 4xx is about what we sent; 408, 425 and 429 ask for patience.
      const permanent = response.status >= 400 && response.status < 500 && ![408, 425, 429].includes(response.status)
      return { ok: false, permanent, message: `${response.status} ${(await response.text()).slice(0, 200)}` }
    } catch (cause) {
      return { ok: false, permanent: false, message: cause instanceof Error ? cause.message : String(cause) }
    }
  }
  return {
    deposit: ({ pdf, ...envoi }) =>
      answer(
        () => {
          const form = new FormData()
          form.set("dossier", JSON.stringify(envoi))
          form.set("document", new File([new Uint8Array(pdf)], envoi.nomFichier, { type: "application/pdf" }))
          return call("dossiers", { method: "POST", body: form, headers: { "idempotency-key": envoi.reference } })
        },
        async (response) => deposited.parse(await response.json()),
      ),
    status: (dossier) =>
      answer(
        () => call(`dossiers/${encodeURIComponent(dossier)}`),
        async (response) => statut.parse(await response.json()),
      ),
    fetchSigned: (dossier) =>
      answer(
        () => call(`dossiers/${encodeURIComponent(dossier)}/document`),
        async (response) => {
          const pdf = Buffer.from(await response.arrayBuffer())
          if (pdf.length > MAX_BYTES || pdf.subarray(0, 5).toString() !== "%PDF-") throw new Error("not a PDF")
          return { pdf }
        },
      ),
  }
}

/** The parapheur of this deployment; null where the operator has none. */
export function operateurParapheur(): ParapheurPort | null {
  const { PARAPHEUR_URL, PARAPHEUR_JETON } = env()
  return PARAPHEUR_URL ? httpParapheur({ url: PARAPHEUR_URL, jeton: PARAPHEUR_JETON }) : null
}
