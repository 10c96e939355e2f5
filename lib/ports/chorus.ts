import { z } from "zod"
import { env } from "@/lib/platform/env.ts"

/**
 * Chorus Pro by its API on PISTE: a token (client credentials) and a technical account, JSON over HTTPS. Messages as published by its
 * users (OCA l10n_fr_chorus, 2024); each field read here is parsed, the rest is ignored.
 */

export type ChorusSettings = {
  /** `https://api.piste.gouv.fr/cpro/`, or the qualification's. */
  apiUrl: string
  oauthUrl: string
  clientId: string
  clientSecret: string
  /** Technical account `TECH_…@cpro.fr`. */
  login: string
  password: string
  demonstration: boolean
  timeoutMs?: number
}

/** `perdue`: sent, and nobody knows whether it arrived. `indisponible`: surely not taken. */
export type ChorusFailure = { ok: false; cause: "perdue" | "indisponible" | "refus"; message: string }
export type ChorusAnswer<T> = { ok: true; value: T } | ChorusFailure

export type Structure = { id: number; serviceObligatoire: boolean; engagementObligatoire: boolean }
export type FluxEtat = { etat: "en_cours" | "integre" | "rejete"; message: string | null }
export type FactureEtat = { numeroFlux: string | null; statut: string }

export interface ChorusPort {
  /** Null when the SIRET is not one of Chorus Pro. */
  findStructure(siret: string): Promise<ChorusAnswer<Structure | null>>
  listServices(structure: number): Promise<ChorusAnswer<string[]>>
  /** The invoice by its number, if this supplier ever deposited it: what tells whether a lost answer was a yes. */
  findFacture(numero: string): Promise<ChorusAnswer<FactureEtat | null>>
  deposit(file: { nom: string; bytes: Uint8Array }): Promise<ChorusAnswer<{ numeroFlux: string }>>
  findFlux(numeroFlux: string): Promise<ChorusAnswer<FluxEtat>>
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"])
/** Chorus Pro that stalls must not hold a worker; a deposit's lease is longer (lib/echanges/rules.ts). */
export const CHORUS_LIMIT_MS = 20_000
const MAX_BYTES = 5 * 1024 * 1024
/** Before its announced end, so that no call leaves with a token that ends on the way. */
const TOKEN_MARGIN_MS = 60_000
const FACTURX = "IN_DP_E2_CII_FACTURX"

const token = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number().positive().max(86_400) })
const head = { codeRetour: z.coerce.number(), libelle: z.string().default("") }
const deposited = z.object({ ...head, numeroFluxDepot: z.string().min(1) })
const structures = z.object({
  ...head,
  listeStructures: z.array(z.object({ idStructureCPP: z.number() })).default([]),
})
const structure = z.object({
  ...head,
  parametres: z
    .object({
      codeServiceDoitEtreRenseigne: z.boolean().default(false),
      numeroEJDoitEtreRenseigne: z.boolean().default(false),
      gestionNumeroEJOuCodeService: z.boolean().default(false),
    })
    .default({
      codeServiceDoitEtreRenseigne: false,
      numeroEJDoitEtreRenseigne: false,
      gestionNumeroEJOuCodeService: false,
    }),
})
const services = z.object({
  ...head,
  listeServices: z.array(z.object({ codeService: z.string(), estActif: z.boolean().default(true) })).default([]),
})
const report = z.object({
  ...head,
  etatCourantDepotFlux: z.string(),
  listeErreurTechnique: z.array(z.object({ libelleErreur: z.string() })).nullish(),
  listeErreurDP: z.array(z.object({ libelleErreurDP: z.string(), numeroDP: z.string().nullish() })).nullish(),
})
const factures = z.object({
  ...head,
  listeFactures: z
    .array(z.object({ numeroFacture: z.string(), statut: z.string(), numeroFluxDepot: z.string().nullish() }))
    .default([]),
})

export function httpChorus(settings: ChorusSettings): ChorusPort {
  const { apiUrl, oauthUrl, demonstration, timeoutMs = CHORUS_LIMIT_MS } = settings
  for (const url of [apiUrl, oauthUrl]) {
    const { hostname } = new URL(url)
    if (demonstration && !LOOPBACK.has(hostname))
      throw new Error(`DEMONSTRATION: invoices may only go to the local server, not to ${hostname}`)
  }
  const account = Buffer.from(`${settings.login}:${settings.password}`).toString("base64")
  let held: { value: string; until: number } | null = null

  /** One token for all calls until it ends. */
  async function bearer(): Promise<ChorusAnswer<string>> {
    if (held && Date.now() < held.until) return { ok: true, value: held.value }
    const { clientId, clientSecret } = settings
    const answer = await exchange(oauthUrl, {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({
        ...{ grant_type: "client_credentials", client_id: clientId, client_secret: clientSecret, scope: "openid" },
      }),
    })
    if (!answer.ok) return unsent(answer)
    const parsed = token.safeParse(answer.value.body)
    if (answer.value.status !== 200 || !parsed.success) {
      const wrong = answer.value.status === 401 || answer.value.status === 400
      const message = wrong ? "l’identifiant de l’application est refusé" : "aucun jeton n’est délivré"
      return { ok: false, cause: wrong ? "refus" : "indisponible", message }
    }
    const { access_token, expires_in } = parsed.data
    held = { value: access_token, until: Date.now() + Math.max(0, expires_in * 1000 - TOKEN_MARGIN_MS) }
    return { ok: true, value: access_token }
  }

  async function exchange(url: string, init: RequestInit): Promise<ChorusAnswer<{ status: number; body: unknown }>> {
    try {
      const response = await fetch(url, { ...init, redirect: "error", signal: AbortSignal.timeout(timeoutMs) })
      return { ok: true, value: { status: response.status, body: await jsonOf(response) } }
    } catch (cause) {
      return { ok: false, cause: wasRefused(cause) ? "indisponible" : "perdue", message: reasonOf(cause) }
    }
  }

  /** A token that is refused though it has not ended is asked again once. */
  async function call<S extends z.ZodType<{ codeRetour: number; libelle: string }>>(
    path: string,
    payload: object,
    schema: S,
    again = true,
  ): Promise<ChorusAnswer<z.output<S>>> {
    const authorization = await bearer()
    if (!authorization.ok) return authorization
    const answer = await exchange(new URL(path, apiUrl).href, {
      method: "POST",
      headers: {
        ...{ "content-type": "application/json", accept: "application/json", "cpro-account": account },
        authorization: `Bearer ${authorization.value}`,
      },
      body: JSON.stringify(payload),
    })
    if (!answer.ok) return answer
    const { status, body } = answer.value
    if (status === 401 || status === 403) {
      held = null
      if (again) return call(path, payload, schema, false)
      return { ok: false, cause: "refus", message: "le jeton ou le compte technique est refusé" }
    }
    if (status === 429 || status === 503) return { ok: false, cause: "indisponible", message: `réponse ${status}` }
    if (status >= 500) return { ok: false, cause: "perdue", message: `réponse ${status}` }
    const said = z.object(head).safeParse(body)
    if (said.success && said.data.codeRetour !== 0)
      return { ok: false, cause: "refus", message: said.data.libelle.slice(0, 400) || `code ${said.data.codeRetour}` }
    if (status >= 400) return { ok: false, cause: "refus", message: `réponse ${status}` }
    const parsed = schema.safeParse(body)
    return parsed.success
      ? { ok: true, value: parsed.data }
      : { ok: false, cause: "perdue", message: "réponse illisible" }
  }

  return {
    async findStructure(siret) {
      const found = await call(
        "structures/v1/rechercher",
        { structure: { identifiantStructure: siret, typeIdentifiantStructure: "SIRET" } },
        structures,
      )
      if (!found.ok) return found
      const [first] = found.value.listeStructures
      if (!first) return { ok: true, value: null }
      const detail = await call("structures/v1/consulter", { idStructureCPP: first.idStructureCPP }, structure)
      if (!detail.ok) return detail
      const { codeServiceDoitEtreRenseigne, numeroEJDoitEtreRenseigne } = detail.value.parametres
      return {
        ok: true,
        value: {
          id: first.idStructureCPP,
          serviceObligatoire: codeServiceDoitEtreRenseigne,
          engagementObligatoire: numeroEJDoitEtreRenseigne,
        },
      }
    },

    async listServices(idStructure) {
      const found = await call("structures/v1/rechercher/services", { idStructure }, services)
      if (!found.ok) return found
      const active = found.value.listeServices.filter(({ estActif }) => estActif)
      return { ok: true, value: active.map(({ codeService }) => codeService) }
    },

    async findFacture(numero) {
      const found = await call("factures/v1/rechercher/fournisseur", { numeroFacture: numero }, factures)
      if (!found.ok) return found
      const facture = found.value.listeFactures.find(({ numeroFacture }) => numeroFacture === numero)
      return {
        ok: true,
        value: facture ? { numeroFlux: facture.numeroFluxDepot ?? null, statut: facture.statut } : null,
      }
    },

    async deposit({ nom, bytes }) {
      const taken = await call(
        "factures/v1/deposer/flux",
        {
          fichierFlux: Buffer.from(bytes).toString("base64"),
          ...{ nomFichier: nom, syntaxeFlux: FACTURX, avecSignature: false },
        },
        deposited,
      )
      return taken.ok ? { ok: true, value: { numeroFlux: taken.value.numeroFluxDepot } } : taken
    },

    async findFlux(numeroFluxDepot) {
      // consulterCR does not answer for Factur-X, says its best-known client: the detailed report does.
      const found = await call("transverses/v1/consulterCRDetaille", { numeroFluxDepot }, report)
      if (!found.ok) return found
      const { etatCourantDepotFlux, listeErreurTechnique, listeErreurDP } = found.value
      const errors = [
        ...(listeErreurTechnique ?? []).map(({ libelleErreur }) => libelleErreur),
        ...(listeErreurDP ?? []).map(({ libelleErreurDP }) => libelleErreurDP),
      ]
      const rejected = etatCourantDepotFlux === "IN_REJETE" || etatCourantDepotFlux === "IN_INTEGRE_PARTIEL"
      const etat = rejected ? "rejete" : etatCourantDepotFlux === "IN_INTEGRE" ? "integre" : "en_cours"
      return { ok: true, value: { etat, message: errors.length > 0 ? errors.join(" ; ").slice(0, 1_000) : null } }
    },
  }
}

/** Null where the operator set no access: deposits then wait, and the pages say so. */
export function configuredChorus(): ChorusPort | null {
  const { CHORUS_API_URL: apiUrl, CHORUS_OAUTH_URL: oauthUrl, CHORUS_CLIENT_ID, CHORUS_CLIENT_SECRET, ...rest } = env()
  if (!apiUrl || !oauthUrl) return null
  const identity = { clientId: CHORUS_CLIENT_ID, clientSecret: CHORUS_CLIENT_SECRET }
  const account = { login: rest.CHORUS_LOGIN, password: rest.CHORUS_PASSWORD, demonstration: rest.DEMONSTRATION }
  return httpChorus({ apiUrl, oauthUrl, ...identity, ...account })
}

/** Asking for a token deposits nothing: its loss is no doubt about the file. */
const unsent = (failure: ChorusFailure): ChorusFailure =>
  failure.cause === "perdue" ? { ...failure, cause: "indisponible" } : failure

async function jsonOf(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    size += chunk.length
    if (size > MAX_BYTES) throw new RangeError("answer too long")
    chunks.push(chunk)
  }
  const text = Buffer.concat(chunks).toString("utf8")
  if (text === "") return null
  try {
    return JSON.parse(text)
  } catch (cause) {
    // The page of a proxy that says no is no answer of Chorus Pro, and its status says enough.
    if (response.status >= 400) return null
    throw cause
  }
}

/** No connection was made: nothing can have arrived. */
function wasRefused(cause: unknown): boolean {
  const reason = cause instanceof Error ? (cause.cause as { code?: string } | undefined) : undefined
  return ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH"].includes(reason?.code ?? "")
}

function reasonOf(cause: unknown): string {
  if (!(cause instanceof Error)) throw cause
  if (cause.name === "TimeoutError") return "aucune réponse dans le délai"
  if (cause instanceof SyntaxError || cause instanceof RangeError) return "réponse illisible ou coupée"
  return "la liaison est coupée"
}
