import type { AgentRole, RattachementRole } from "@/generated/prisma/enums.ts"

export type CollectiviteId = string & { readonly __brand: "CollectiviteId" }
export type PersonneId = string & { readonly __brand: "PersonneId" }

/** Somebody signed in: who, and whether this session proved a personal factor, and when. */
export type SignedIn = {
  personneId: PersonneId
  nom: string
  courriel: string
  /** A mairie's shared mailbox signs in but never approves. */
  boite: boolean
  sessionId: string
  facteurConfirmeLe: Date | null
}

export type Lien = {
  collectiviteId: CollectiviteId
  publicId: string
  nom: string
  type: "commune" | "epci" | "departement" | "syndicat" | "autre"
  /** None: the past of a commune that merged or split, which its successor's team reads. */
  roles: readonly RattachementRole[]
  fonction: string
}

/** Who acts, and where. The URL chooses, the context decides. */
export type PublicContext = { kind: "public" }
export type PersonneContext = { kind: "personne"; who: SignedIn; liens: readonly Lien[] }
/** One or several collectivités of one person; a command acts for exactly one (`only`). */
export type MembreContext = { kind: "membre"; who: SignedIn; liens: readonly [Lien, ...Lien[]] }
export type AgentContext = { kind: "agent"; who: SignedIn; role: AgentRole; raison?: string }
/** A job: its name, and for whom it acts: named collectivités, or the operator over all of them. */
export type SystemeContext = { kind: "systeme"; job: string; pour: "operateur" | readonly CollectiviteId[] }

export type Context = PublicContext | PersonneContext | MembreContext | AgentContext | SystemeContext

export const PUBLIC: PublicContext = { kind: "public" }

export const systeme = (job: string, pour: SystemeContext["pour"]): SystemeContext => ({ kind: "systeme", job, pour })

/** The collectivités whose rows this context may see; staff and operator jobs see all of them by their own login. */
export function collectivitesOf(ctx: Context): readonly CollectiviteId[] {
  if (ctx.kind === "membre") return ctx.liens.map((lien) => lien.collectiviteId)
  if (ctx.kind === "systeme" && ctx.pour !== "operateur") return ctx.pour
  return []
}

export const personneOf = (ctx: Context): PersonneId | null => ("who" in ctx ? ctx.who.personneId : null)

/** The collectivité a member's page or act is about. */
export const only = (ctx: MembreContext): Lien => ctx.liens[0]
