import { lookup } from "node:dns/promises"
import { request as httpRequest, type IncomingMessage } from "node:http"
import { request as httpsRequest } from "node:https"
import { isIP } from "node:net"
import ipaddr from "ipaddr.js"

export type SourceRefusal =
  | "adresse-interdite"
  | "hote-inconnu"
  | "injoignable"
  | "trop-lent"
  | "trop-gros"
  | "mauvais-type"
  | "trop-de-redirections"
  | "reponse"

export type SourceAnswer =
  | { etat: "nouveau"; bytes: Uint8Array<ArrayBuffer>; etag: string | null; modifieLe: string | null; url: string }
  | { etat: "inchange" }
  | { etat: "refus"; refus: SourceRefusal; detail?: string }

export type SourceDemande = { url: string; etag: string | null; modifieLe: string | null }

/** Where a file of addresses is fetched from: an address that a member typed, so nothing of it is trusted. */
export interface SourcePort {
  fetch(demande: SourceDemande): Promise<SourceAnswer>
}

type Options = {
  /** "host:port" that may be private: a source on the operator's own network, or the local server of the tests. */
  hotesPermis: readonly string[]
  maxBytes: number
  /** For the whole exchange, names and redirections included. */
  limitMs?: number
  /** The machine's own resolver, unless a test answers for it. */
  resolve?: Resolve
}

type Resolve = (host: string) => Promise<readonly { address: string; family: number }[]>

const LIMIT_MS = 30_000
const MAX_REDIRECTIONS = 5
const TYPES = /^(text\/(csv|plain|comma-separated-values)|application\/(csv|octet-stream|vnd\.ms-excel|x-csv))\b/i

class Refused extends Error {
  readonly refusal: SourceRefusal
  readonly detail?: string

  constructor(refusal: SourceRefusal, detail?: string) {
    super(refusal)
    this.refusal = refusal
    this.detail = detail
  }
}

export const httpSource = (options: Options): SourcePort => ({
  async fetch(demande) {
    const signal = AbortSignal.timeout(options.limitMs ?? LIMIT_MS)
    try {
      return await follow(demande, options, signal)
    } catch (error) {
      if (error instanceof Refused) return { etat: "refus", refus: error.refusal, detail: error.detail }
      if (signal.aborted) return { etat: "refus", refus: "trop-lent" }
      return { etat: "refus", refus: "injoignable", detail: (error as NodeJS.ErrnoException).code }
    }
  },
})

async function follow(demande: SourceDemande, options: Options, signal: AbortSignal): Promise<SourceAnswer> {
  let url = demande.url
  for (let hop = 0; hop <= MAX_REDIRECTIONS; hop += 1) {
    const target = await checked(url, options, signal)
    const response = await send(target, demande, signal)
    const status = response.statusCode ?? 0
    const { location } = response.headers
    if (status >= 300 && status < 400 && status !== 304) {
      response.destroy()
      if (!location || !URL.canParse(location, url)) throw new Refused("reponse", String(status))
      url = new URL(location, url).href
      continue
    }
    if (status === 304) {
      response.destroy()
      return { etat: "inchange" }
    }
    if (status !== 200) {
      response.destroy()
      throw new Refused("reponse", String(status))
    }
    return {
      etat: "nouveau",
      bytes: await body(response, options.maxBytes),
      etag: header(response, "etag"),
      modifieLe: header(response, "last-modified"),
      url,
    }
  }
  throw new Refused("trop-de-redirections")
}

const header = (response: IncomingMessage, name: "etag" | "last-modified"): string | null =>
  response.headers[name]?.slice(0, 500) ?? null

type Target = { url: URL; address: string; family: number }

/** The address that is checked is the one that is connected to: a name that changes its answer in between gains nothing. */
async function checked(text: string, { hotesPermis, resolve = byName }: Options, signal: AbortSignal): Promise<Target> {
  const url = new URL(text)
  if (!/^https?:$/.test(url.protocol) || url.username || url.password)
    throw new Refused("adresse-interdite", url.protocol)
  const host = url.hostname.replace(/^\[|\]$/g, "")
  const port = url.port || (url.protocol === "https:" ? "443" : "80")
  const trusted = hotesPermis.includes(`${host}:${port}`)
  if (!trusted && port !== "80" && port !== "443") throw new Refused("adresse-interdite", `port ${port}`)
  const addresses = isIP(host)
    ? [{ address: host, family: isIP(host) }]
    : await Promise.race([resolve(host).catch(() => []), atEnd(signal)])
  // One private answer among public ones is refused too: nobody honest has that.
  const [first] = addresses
  if (!first) throw new Refused("hote-inconnu", host)
  if (!trusted && !addresses.every(({ address }) => isPublic(address))) throw new Refused("adresse-interdite", host)
  return { url, ...first }
}

const byName: Resolve = (host) => lookup(host, { all: true })

/** A resolver takes as long as it likes: the limit of the exchange holds for it too. */
const atEnd = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason)
    signal.addEventListener("abort", () => reject(signal.reason), { once: true })
  })

// The library answers either family; this one is written in IPv6.
const WORLD = ipaddr.parseCIDR("2000::/3") as [ipaddr.IPv6, number]

/** Neither this machine, nor a private, shared, reserved or multicast network, in whatever notation. */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const parsed = ipaddr.process(address)
  if (parsed.kind() === "ipv6") {
    // Only what is routed in the world (2000::/3); 6to4 and Teredo in it carry an IPv4 address: what they reach is not what
    // they show. IPv4-compatible (::7f00:1) and NAT64 addresses are outside.
    return parsed.range() === "unicast" && (parsed as ipaddr.IPv6).match(WORLD)
  }
  return parsed.range() === "unicast"
}

function send({ url, address, family }: Target, { etag, modifieLe }: SourceDemande, signal: AbortSignal) {
  const request = url.protocol === "https:" ? httpsRequest : httpRequest
  return new Promise<IncomingMessage>((resolve, reject) => {
    const sent = request(
      url,
      {
        signal,
        agent: false,
        // The name is resolved already; TLS still checks the certificate against it.
        lookup: (_host, options, done) =>
          options.all ? done(null, [{ address, family }]) : done(null, address, family),
        headers: {
          accept: "text/csv, text/plain;q=0.8",
          "accept-encoding": "identity",
          "user-agent": "portail-adherents (releve de base adresse locale)",
          ...(etag ? { "if-none-match": etag } : {}),
          ...(modifieLe ? { "if-modified-since": modifieLe } : {}),
        },
      },
      resolve,
    )
    sent.once("error", reject)
    sent.end()
  })
}

async function body(response: IncomingMessage, maxBytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const type = response.headers["content-type"] ?? ""
  const encoding = response.headers["content-encoding"] ?? "identity"
  const announced = Number(response.headers["content-length"] ?? 0)
  try {
    if (!TYPES.test(type)) throw new Refused("mauvais-type", type.slice(0, 80) || "aucun type")
    // A compressed answer was not asked for, and could hide any size.
    if (encoding !== "identity") throw new Refused("mauvais-type", encoding.slice(0, 40))
    if (announced > maxBytes) throw new Refused("trop-gros")
    const parts: Buffer[] = []
    let size = 0
    for await (const part of response as AsyncIterable<Buffer>) {
      size += part.length
      if (size > maxBytes) throw new Refused("trop-gros")
      parts.push(part)
    }
    return Uint8Array.from(Buffer.concat(parts))
  } finally {
    response.destroy()
  }
}
