import { Resolver } from "node:dns/promises"
import { env } from "@/lib/platform/env.ts"

/** What the names of the internet say, asked of a resolver by UDP. */

export type DnsType = "TXT" | "MX" | "NS"

/** `absent`: the resolver is sure that there is none. `muet`: it did not answer, or said that it cannot. */
export type DnsAnswer = { ok: true; values: string[] } | { ok: false; reason: "absent" | "muet" }

export interface DnsPort {
  lookup(name: string, type: DnsType): Promise<DnsAnswer>
}

/** Without a server, the machine's own resolvers. */
export function resolverDns(serveur?: string): DnsPort {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 })
  if (serveur) resolver.setServers([serveur])
  return {
    async lookup(name, type) {
      try {
        return { ok: true, values: await ask(resolver, name, type) }
      } catch (cause) {
        if (!(cause instanceof Error)) throw cause
        const { code } = cause as Error & { code?: string }
        return { ok: false, reason: code === "ENOTFOUND" || code === "ENODATA" ? "absent" : "muet" }
      }
    },
  }
}

export const configuredDns = (): DnsPort => resolverDns(env().DNS_SERVEUR)

async function ask(resolver: Resolver, name: string, type: DnsType): Promise<string[]> {
  if (type === "TXT") return (await resolver.resolveTxt(name)).map((chunks) => chunks.join(""))
  if (type === "NS") return resolver.resolveNs(name)
  return (await resolver.resolveMx(name)).sort((a, b) => a.priority - b.priority).map(({ exchange }) => exchange)
}
