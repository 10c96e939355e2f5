import type { Prisma } from "@/generated/prisma/client.ts"
import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { toDatabase, today } from "@/lib/platform/dates.ts"
import { asJson } from "@/lib/platform/json.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { checkChamps } from "../rules.ts"
import type { ModeleInput } from "../schema.ts"
import type { ActeRefusal } from "../types.ts"

/** The operator's own words of a kind of act, from a day on; typed again for the same day, they replace those. */
export const saveModele = (ctx: AgentContext, input: ModeleInput): Promise<Result<{ id: string }, ActeRefusal>> =>
  write(ctx, "operateur.settings", async (tx) => {
    const { genre, titre, preambule, articles } = input
    if (input.depuis < today()) return refuse("modele-passe")
    const known = checkChamps(genre, [titre, preambule, ...articles.flatMap((one) => [one.titre, one.texte])])
    if (!known.ok) return known
    const depuis = toDatabase(input.depuis)
    const words = { titre, preambule, articles: asJson<Prisma.InputJsonArray>(articles), hypothese: false }
    const { id } = await tx.modeleActe.upsert({
      where: { genre_depuis: { genre, depuis } },
      create: { genre, depuis, ...words },
      update: words,
      select: { id: true },
    })
    await tx.journal("modele.enregistre", {
      objet: `modele/${id}`,
      apres: { genre, depuis: input.depuis, titre, articles: articles.length },
    })
    return ok({ id })
  })
