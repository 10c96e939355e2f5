import { timingSafeEqual } from "node:crypto"
import type { PersonneContext, PersonneId } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { keyedHash } from "@/lib/access/identity/secrets.ts"
import { env } from "@/lib/platform/env.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { canChoose } from "../rules.ts"
import type { SilenceInput } from "../schema.ts"
import { GENRES, type Genre } from "../types/genres.ts"
import { RESUME, type SilenceRefusal } from "../types.ts"
import { choose } from "./choose.ts"

/** What the link of a mail proves: that its reader received it. It silences one kind of mail for one person, and no more. */
const sign = (personneId: string, genre: string): string =>
  keyedHash(env().NEXTAUTH_SECRET, "desabonnement", `${personneId}:${genre}`)

/** Where a person goes, and where her mail program posts (RFC 8058). `genre` is a kind, or the digest as a whole. */
export function silenceUrl(personneId: string, genre: string): { page: string; oneClick: string } {
  const query = new URLSearchParams({ p: personneId, g: genre, s: sign(personneId, genre) })
  const { origin } = new URL(env().APP_URL)
  return { page: `${origin}/desabonnement?${query}`, oneClick: `${origin}/api/desabonnement?${query}` }
}

export function isSigned({ p, g, s }: SilenceInput): boolean {
  const [given, right] = [Buffer.from(s), Buffer.from(sign(p, g))]
  return given.length === right.length && timingSafeEqual(given, right)
}

/** Without signing in: the signature stands for the person, whose own rows are all that this transaction may touch. */
export async function silence(input: SilenceInput): Promise<Result<void, SilenceRefusal>> {
  if (!isSigned(input)) return refuse("lien-invalide")
  const { p: personneId, g: genre } = input
  if (genre !== RESUME && !canChoose(genre)) return refuse("toujours-envoye")
  const ctx = bearerOf(personneId)
  return write(ctx, "notifications.choose", async (tx) => {
    if (genre === RESUME) await silenceResume(tx, personneId)
    else await choose(tx, personneId, genre, "portail")
    await tx.journal("notification.desabonnement", { objet: `personne/${personneId}`, apres: { genre } })
    return ok(undefined)
  })
}

/** Only what the digest said: whoever chose « tout de suite » for a kind keeps it. */
async function silenceResume(tx: WriteTx, personneId: string): Promise<void> {
  await tx.preferenceNotification.updateMany({ where: { personneId, choix: "resume" }, data: { choix: "portail" } })
  const byDefault = (Object.keys(GENRES) as Genre[]).filter((genre) => GENRES[genre].defaut === "resume")
  await tx.preferenceNotification.createMany({
    data: byDefault.map((genre) => ({ personneId, genre, choix: "portail" as const })),
    skipDuplicates: true,
  })
}

const bearerOf = (personneId: string): PersonneContext => ({
  kind: "personne",
  who: {
    personneId: personneId as PersonneId,
    nom: "",
    courriel: "",
    boite: false,
    sessionId: "",
    facteurConfirmeLe: null,
  },
  liens: [],
})
