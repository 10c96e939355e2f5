import type { AgentRole, RattachementRole } from "@/generated/prisma/enums.ts"
import type { AgentContext, CollectiviteId, Lien, MembreContext, PersonneId } from "@/lib/access/context.ts"

type Who = { personneId: string; boite?: boolean; facteurConfirmeLe?: Date | null }

const signedIn = ({ personneId, boite = false, facteurConfirmeLe = null }: Who) => ({
  personneId: personneId as PersonneId,
  nom: "Personne d'essai",
  courriel: "essai@demo.invalid",
  boite,
  sessionId: "00000000-0000-7000-8000-000000000000",
  facteurConfirmeLe,
})

export const lien = (collectiviteId: string, roles: readonly RattachementRole[] = ["secretaire"]): Lien => ({
  collectiviteId: collectiviteId as CollectiviteId,
  publicId: collectiviteId.slice(-10),
  nom: "Collectivité d'essai",
  type: "commune",
  roles,
  fonction: "Secrétaire de mairie",
})

export const membre = (
  who: Who,
  collectiviteId: string,
  roles: readonly RattachementRole[] = ["secretaire"],
): MembreContext => ({
  kind: "membre",
  who: signedIn(who),
  liens: [lien(collectiviteId, roles)],
})

export const agent = (who: Who, role: AgentRole = "gestionnaire"): AgentContext => ({
  kind: "agent",
  who: signedIn(who),
  role,
})
