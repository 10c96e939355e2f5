import { type MembreContext, systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { addDays, dayInParis, fromDatabase } from "@/lib/platform/dates.ts"
import { findIdentite, type Identite, listIdentites } from "../queries/sso.ts"

/** `personne.collectivité`: an account of a tool is that of a person for one collectivité. */
export const accountOf = ({ personneId, collectiviteId }: Pick<Identite, "personneId" | "collectiviteId">): string =>
  `${personneId}.${collectiviteId}`

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** What a tool is told of an account; null once the right behind it has ended. No one is signed in when a tool asks. */
export async function findClaims(account: string, slug: string, now: Date) {
  const [personneId = "", collectiviteId = ""] = account.split(".")
  if (!UUID.test(personneId) || !UUID.test(collectiviteId)) return null
  const found = await read(systeme("outils.sso", "operateur"), (tx) =>
    findIdentite(tx, { personneId, collectiviteId, slug, day: dayInParis(now) }),
  )
  return found && claimsOf(found)
}

const claimsOf = ({ nom, courriel, profil, jusqua, publicId, collectivite, siren, codeInsee }: Identite) => ({
  ...{ name: nom, email: courriel, email_verified: true, profil },
  droit_jusqua: jusqua ? addDays(fromDatabase(jusqua), -1) : null,
  collectivite: { id: publicId, nom: collectivite, siren, code_insee: codeInsee },
})

type Asking = { slug: string; hint: string | null; now: Date }

/** The collectivités for which this person may open this tool: the one that is hinted at, where she may, or all. */
export async function chooseIdentite(ctx: MembreContext, { slug, hint, now }: Asking): Promise<readonly Identite[]> {
  const liens = ctx.liens.filter(({ roles }) => roles.length > 0)
  const collectivites = liens.map(({ collectiviteId }) => collectiviteId)
  const found = await read(ctx, (tx) =>
    listIdentites(tx, { personneId: ctx.who.personneId, collectivites, slug, day: dayInParis(now) }),
  )
  const hinted = liens.some(({ publicId }) => publicId === hint)
  return hinted ? found.filter(({ publicId }) => publicId === hint) : found
}
