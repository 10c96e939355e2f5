import type { Adapter, AdapterAccount, AdapterSession, AdapterUser } from "next-auth/adapters"
import { hashToken } from "@/lib/access/session.ts"
import { type DatabaseTx, transaction } from "@/lib/platform/db.ts"
import { isSharedAddress } from "./shared-address.ts"
import { journal } from "./trace.ts"

/**
 * next-auth over our own tables, by the identity login: session tokens and link tokens are only ever stored hashed.
 * One adapter a request, because it knows that request's browser.
 */
export type Browser = {
  /** Shown to the person in the list of her sessions. */
  label: string | null
  /** The session this browser holds: replaced, never kept beside the new one. */
  replaces: string | null
  /** Only when the person asked to link an identity to the account she is signed in with: otherwise whoever signs in
   * on a shared computer would be linked to the account left open there. */
  linking: boolean
}

const identite = <T>(run: (tx: DatabaseTx) => Promise<T>): Promise<T> => transaction("identite", run)

type Row = { id: string; nom: string; courriel: string }
const SELECT = { id: true, nom: true, courriel: true } as const

const user = ({ id, nom, courriel }: Row): AdapterUser => ({ id, name: nom, email: courriel, emailVerified: null })

export const identityAdapter = (browser: Browser): Adapter => ({
  createUser: ({ name, email }: Pick<AdapterUser, "name" | "email">) =>
    identite(async (tx) => {
      const courriel = email.toLowerCase()
      const genre = isSharedAddress(courriel) ? "boite" : "personne"
      const created = await tx.personne.create({ data: { nom: name || courriel, courriel, genre }, select: SELECT })
      await journal(tx, created.id, "personne.created", { apres: { courriel, genre } })
      return user(created)
    }),

  getUser: (id) =>
    identite(async (tx) => {
      const found = await tx.personne.findUnique({ where: { id }, select: SELECT })
      return found && user(found)
    }),

  getUserByEmail: (email) =>
    identite(async (tx) => {
      const found = await tx.personne.findUnique({ where: { courriel: email.toLowerCase() }, select: SELECT })
      return found && user(found)
    }),

  getUserByAccount: ({ provider, providerAccountId }) =>
    identite(async (tx) => {
      const found = await tx.identite.findUnique({
        where: { fournisseur_sujet: { fournisseur: provider, sujet: providerAccountId } },
        select: { personne: { select: SELECT } },
      })
      return found && user(found.personne)
    }),

  // What ProConnect or a link says of a person never overwrites what she or her collectivité wrote.
  updateUser: ({ id }) =>
    identite(async (tx) => user(await tx.personne.findUniqueOrThrow({ where: { id }, select: SELECT }))),

  linkAccount: ({ userId, provider, providerAccountId }: AdapterAccount) =>
    identite(async (tx) => {
      await tx.identite.create({ data: { personneId: userId, fournisseur: provider, sujet: providerAccountId } })
      await journal(tx, userId, "identite.linked", { apres: { fournisseur: provider } })
    }),

  createSession: (session) =>
    identite(async (tx) => {
      if (browser.replaces) await tx.session.deleteMany({ where: { jetonHache: hashToken(browser.replaces) } })
      const { sessionToken, userId, expires } = session
      await tx.session.create({
        data: { jetonHache: hashToken(sessionToken), personneId: userId, expireLe: expires, navigateur: browser.label },
      })
      await tx.personne.update({
        where: { id: userId },
        data: { vueLe: new Date(), avertieLe: null },
        select: { id: true },
      })
      await journal(tx, userId, "session.opened")
      return session
    }),

  getSessionAndUser: async (sessionToken) => (browser.linking ? findLinkingSession(sessionToken) : null),

  // The absolute end never moves; idle time is kept by the door (lib/access/session.ts).
  updateSession: async () => null,

  deleteSession: async (sessionToken) => {
    await identite((tx) => tx.session.deleteMany({ where: { jetonHache: hashToken(sessionToken) } }))
  },

  createVerificationToken: () =>
    Promise.reject(new Error("links are made by askForLink (lib/access/identity/link.ts)")),

  // Taken by one statement: of two requests with the same link, one gets in.
  useVerificationToken: ({ token }) =>
    identite(async (tx) => {
      const [taken] = await tx.$queryRaw<{ courriel: string; expireLe: Date }[]>`
        delete from jeton_connexion where "jetonHache" = ${token} returning courriel, "expireLe"`
      return taken ? { identifier: taken.courriel, token, expires: taken.expireLe } : null
    }),
})

const findLinkingSession = (sessionToken: string): Promise<{ session: AdapterSession; user: AdapterUser } | null> =>
  identite(async (tx) => {
    const found = await tx.session.findFirst({
      where: { jetonHache: hashToken(sessionToken), expireLe: { gt: new Date() } },
      select: { expireLe: true, personne: { select: SELECT } },
    })
    if (!found) return null
    const session = { sessionToken, userId: found.personne.id, expires: found.expireLe }
    return { session, user: user(found.personne) }
  })
