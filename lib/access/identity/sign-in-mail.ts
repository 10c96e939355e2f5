import { randomUUID } from "node:crypto"
import { z } from "zod"
import { transaction } from "@/lib/platform/db.ts"
import { env } from "@/lib/platform/env.ts"
import { seal, unseal } from "./secrets.ts"

/** A link asked for. The request only writes this down, whoever the address belongs to: what is done about it, and the
 * time that takes, happens in the worker where nobody who asked can see it. */
const content = z.object({ courriel: z.string(), jeton: z.string(), retour: z.string() })
export type SignInMail = z.infer<typeof content>

/** `compte`: whether somebody has this address, so that the mail says what the link will do. */
export type ClaimedMail = SignInMail & { id: string; compte: "existant" | "nouveau" | "desactive" }

export const queueSignInMail = (mail: SignInMail): Promise<void> =>
  transaction("identite", async (tx) => {
    const id = randomUUID()
    const sealed = seal(env().NEXTAUTH_SECRET, "courriel", id, JSON.stringify(content.parse(mail)))
    await tx.courrielConnexion.create({ data: { id, contenuChiffre: Uint8Array.from(sealed) } })
  })

const MAX_TRIES = 6
/** A link that has expired is not worth sending; one that a dead worker took is free again after a minute. */
const USEFUL_MINUTES = 25
const HELD_MINUTES = 1

/** Takes some of what is due, each for one worker. */
export const claimSignInMails = (count: number): Promise<ClaimedMail[]> =>
  transaction("identite", async (tx) => {
    await tx.$executeRaw`delete from courriel_connexion
      where "creeLe" < now() - make_interval(mins => ${USEFUL_MINUTES}::int) or essais >= ${MAX_TRIES}`
    const rows = await tx.$queryRaw<{ id: string; contenuChiffre: Uint8Array }[]>`
      update courriel_connexion set "prisLe" = now(), essais = essais + 1 where id in (
        select id from courriel_connexion
        where "prisLe" is null or "prisLe" < now() - make_interval(mins => ${HELD_MINUTES}::int)
        order by "creeLe" limit ${count} for update skip locked)
      returning id, "contenuChiffre"`
    const mails = rows.map(({ id, contenuChiffre }) => ({
      id,
      ...content.parse(JSON.parse(unseal(env().NEXTAUTH_SECRET, "courriel", id, contenuChiffre))),
    }))
    const known = await tx.personne.findMany({
      where: { courriel: { in: mails.map(({ courriel }) => courriel) } },
      select: { courriel: true, desactiveeLe: true },
    })
    const state = new Map(
      known.map(({ courriel, desactiveeLe }) => [courriel, desactiveeLe ? "desactive" : "existant"] as const),
    )
    return mails.map((mail) => ({ ...mail, compte: state.get(mail.courriel) ?? "nouveau" }))
  })

/** Sent, or never to be: it leaves the queue. One that must be tried again simply stays. */
export const dropSignInMail = (id: string): Promise<void> =>
  transaction("identite", async (tx) => {
    await tx.courrielConnexion.deleteMany({ where: { id } })
  })
