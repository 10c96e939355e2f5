import type { DemoIdentity } from "./identities.ts"
import { demoIdentities } from "./identities.ts"
import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { FIRST_OPERATOR } from "./territory.ts"

export type PeopleRows = { personnes: Row[]; identites: Row[]; agents: Row[]; rattachements: Row[] }

export const personneId = (key: string) => stableId("personne", key)

/** Elsewhere than in the first operator's territory nobody is a member: its staff, and someone who knocks at the door. */
export const identitiesOf = (departement: string): DemoIdentity[] =>
  departement === FIRST_OPERATOR ? demoIdentities : demoIdentities.filter(({ kind }) => kind !== "membre")

export function peopleRows(departement: string, depuis: string): PeopleRows {
  const identities = identitiesOf(departement)
  return {
    personnes: identities.map(({ key, label, email, mailbox }) => ({
      id: personneId(key),
      genre: mailbox ? "boite" : "personne",
      nom: label,
      courriel: email,
    })),
    identites: identities.flatMap(({ key, email }) => [
      identite(key, "email", email),
      // "idp_id|sub", as the local OpenID provider gives them.
      identite(key, "proconnect", `demonstration|${key}`),
    ]),
    agents: identities.flatMap(({ key, agentRole }) =>
      agentRole ? [{ personneId: personneId(key), role: agentRole, depuis }] : [],
    ),
    rattachements: identities.flatMap(({ key, rattachements }) =>
      rattachements.map(({ code, role, fonction }) => ({
        collectiviteId: stableId("collectivite", code),
        id: stableId("rattachement", `${key}:${code}:${role}`),
        personneId: personneId(key),
        role,
        fonction,
        depuis,
        origine: "demonstration",
      })),
    ),
  }
}

const identite = (key: string, fournisseur: string, sujet: string): Row => ({
  id: stableId("identite", `${key}:${fournisseur}`),
  personneId: personneId(key),
  fournisseur,
  sujet,
})
