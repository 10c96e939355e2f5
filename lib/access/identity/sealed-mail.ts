import { randomUUID } from "node:crypto"
import { z } from "zod"
import { type DatabaseTx, transaction } from "@/lib/platform/db.ts"
import { env } from "@/lib/platform/env.ts"
import { seal, unseal } from "./secrets.ts"

/**
 * Mail that carries a secret waits here sealed. A request only writes down what was asked, whoever the address belongs
 * to: what is done about it, and the time that takes, happens in the worker, where nobody who asked can see it.
 */
const content = z.discriminatedUnion("genre", [
  z.object({ genre: z.literal("lien"), courriel: z.string(), jeton: z.string(), retour: z.string() }),
  z.object({
    genre: z.literal("invitation"),
    courriel: z.string(),
    jeton: z.string(),
    nom: z.string(),
    collectivite: z.string(),
    fonction: z.string(),
    invitePar: z.string(),
  }),
  z.object({
    genre: z.literal("reponse"),
    courriel: z.string(),
    collectivite: z.string(),
    acceptee: z.boolean(),
    motif: z.string(),
  }),
  z.object({
    genre: z.literal("courriel-officiel"),
    courriel: z.string(),
    nouveau: z.string(),
    code: z.string(),
    collectivite: z.string(),
    demandeur: z.string(),
  }),
  z.object({
    genre: z.literal("facteur"),
    courriel: z.string(),
    acte: z.enum(["ajoute", "retire", "reinitialise"]),
    /** "Clé d'accès", "Code à usage unique"; of a reset, all of them. */
    facteur: z.string(),
    le: z.iso.datetime(),
  }),
  /** Nobody signs in any more: when the account ends. */
  z.object({ genre: z.literal("inactivite"), courriel: z.string(), fin: z.iso.datetime() }),
  z.object({ genre: z.literal("code"), collectiviteId: z.string(), demandeId: z.string(), code: z.string() }),
])
export type SealedMail = z.infer<typeof content>

/** Inside the transaction of what causes it: a link never exists without its mail, nor a mail without its link. */
export async function queueSealedMail(tx: DatabaseTx, mail: SealedMail): Promise<void> {
  const id = randomUUID()
  const sealed = seal(env().NEXTAUTH_SECRET, "courriel", id, JSON.stringify(content.parse(mail)))
  // No RETURNING: the logins that add to this table may not read it.
  await tx.$executeRaw`insert into courriel_connexion (id, "contenuChiffre") values (${id}::uuid, ${sealed})`
}

const MAX_TRIES = 8
/** A dead worker's mail is free again after this. */
const HELD_MINUTES = 1
const KEPT_HOURS = 24

/** Takes some of what is due, each for one worker. The identifier is stable over repeats: it makes the Message-ID. */
export const claimSealedMails = (count: number): Promise<(SealedMail & { id: string })[]> =>
  transaction("identite", async (tx) => {
    await tx.$executeRaw`delete from courriel_connexion
      where "creeLe" < now() - make_interval(hours => ${KEPT_HOURS}::int) or essais >= ${MAX_TRIES}`
    const rows = await tx.$queryRaw<{ id: string; contenuChiffre: Uint8Array }[]>`
      update courriel_connexion set "prisLe" = now(), essais = essais + 1 where id in (
        select id from courriel_connexion
        where "prisLe" is null or "prisLe" < now() - make_interval(mins => ${HELD_MINUTES}::int)
        order by "creeLe" limit ${count} for update skip locked)
      returning id, "contenuChiffre"`
    return rows.map(({ id, contenuChiffre }) => ({
      ...content.parse(JSON.parse(unseal(env().NEXTAUTH_SECRET, "courriel", id, contenuChiffre))),
      id,
    }))
  })

/** Sent, or never to be: it leaves the queue. One that must be tried again simply stays. */
export const dropSealedMail = (id: string): Promise<void> =>
  transaction("identite", async (tx) => {
    await tx.courrielConnexion.deleteMany({ where: { id } })
  })

/** What the mail about an address must say; asked by the worker only. */
export const accountState = (courriel: string): Promise<"existant" | "nouveau" | "desactive"> =>
  transaction("identite", async (tx) => {
    const found = await tx.personne.findUnique({ where: { courriel }, select: { desactiveeLe: true } })
    if (!found) return "nouveau"
    return found.desactiveeLe ? "desactive" : "existant"
  })
