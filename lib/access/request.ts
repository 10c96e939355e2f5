import { cookies } from "next/headers"
import { notFound, redirect } from "next/navigation"
import { cache } from "react"
import {
  type AgentContext,
  type Lien,
  type MembreContext,
  type PersonneContext,
  PUBLIC,
  type PublicContext,
} from "./context.ts"
import { findVisitor, type Visitor } from "./session.ts"

/** next-auth's cookie; its secure name where the portal is served by https. */
export const SESSION_COOKIES = ["__Secure-next-auth.session-token", "next-auth.session-token"] as const

/** Who sends this request, looked up once a request; null for a visitor. */
export const currentVisitor = cache(async (): Promise<Visitor | null> => {
  const jar = await cookies()
  for (const name of SESSION_COOKIES) {
    const token = jar.get(name)?.value
    if (token) return findVisitor(token)
  }
  return null
})

async function signedIn(): Promise<Visitor> {
  const visitor = await currentVisitor()
  return visitor ?? redirect("/connexion")
}

/** A member's page: another collectivité is answered exactly as an unknown one. */
export async function membreContext(publicId: string): Promise<MembreContext> {
  const { who, liens } = await signedIn()
  const lien = liens.find((candidate) => candidate.publicId === publicId)
  return lien ? { kind: "membre", who, liens: [lien] } : notFound()
}

/** All of one's collectivités at once: what waits for me. Null when there is none. */
export async function allMembreContext(): Promise<MembreContext | null> {
  const { who, liens } = await signedIn()
  const [first, ...rest] = acting(liens)
  return first ? { kind: "membre", who, liens: [first, ...rest] } : null
}

/** Where one has a place: what a commune left behind is read on its own pages, and waits for nobody. */
const acting = (liens: readonly Lien[]): readonly Lien[] => liens.filter(({ roles }) => roles.length > 0)

export async function personneContext(): Promise<PersonneContext> {
  const { who, liens } = await signedIn()
  return { kind: "personne", who, liens }
}

/** The operator's desk: for anyone else it does not exist. */
export async function agentContext(): Promise<AgentContext> {
  const { who, agent } = await signedIn()
  return agent ? { kind: "agent", who, role: agent } : notFound()
}

export async function visitorContext(): Promise<PublicContext> {
  return PUBLIC
}

/** Who may read documents: staff, or a member over all of her collectivités; null for anyone else. */
export async function documentContext(): Promise<AgentContext | MembreContext | null> {
  const visitor = await currentVisitor()
  if (!visitor) return null
  if (visitor.agent) return { kind: "agent", who: visitor.who, role: visitor.agent }
  const [first, ...rest] = visitor.liens
  return first ? { kind: "membre", who: visitor.who, liens: [first, ...rest] } : null
}

/** One's own list: staff over everything, a member over all of her collectivités, or somebody without any. */
export async function readerContext(): Promise<AgentContext | MembreContext | PersonneContext> {
  const { who, agent, liens } = await signedIn()
  if (agent) return { kind: "agent", who, role: agent }
  const [first, ...rest] = acting(liens)
  return first ? { kind: "membre", who, liens: [first, ...rest] } : { kind: "personne", who, liens }
}
