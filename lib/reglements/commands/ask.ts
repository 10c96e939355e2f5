import { type AgentContext, type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import type { Answer, Ask } from "../schema.ts"
import type { QuestionRefusal } from "../types.ts"

type Asked = Promise<Result<{ titre: string }, QuestionRefusal>>

/** A question about a titre or one of its lines: kept with it, and told to the staff. */
export const askQuestion = (ctx: MembreContext, { titre: id, rang, texte }: Ask): Asked =>
  write(ctx, "titres.ask", async (tx) => {
    const { collectiviteId, nom } = only(ctx)
    const titre = await tx.titre.findUnique({
      where: { collectiviteId_id: { collectiviteId, id } },
      select: { exercice: true, serie: true, numero: true, lignes: { select: { rang: true } } },
    })
    if (!titre) return refuse("titre-inconnu")
    if (rang !== null && !titre.lignes.some((ligne) => ligne.rang === rang)) return refuse("ligne-inconnue")
    const message = await keep(tx, {
      collectiviteId,
      titreId: id,
      rang,
      agent: false,
      auteurId: ctx.who.personneId,
      texte,
    })
    const reference = titreReference(titre)
    await notify(tx, {
      genre: "titre-question",
      collectiviteId,
      objetId: message,
      titre: `${nom} : question sur le titre n° ${reference}`,
      texte: `${nom} demande${rang === null ? "" : `, sur la ligne ${rang}`} : ${texte}`,
      lien: `/gestion/titres/${id}/reglements#questions`,
      destinataires: "agents",
    })
    await tx.journal("titre.question", { concerneId: collectiviteId, objet: `titre/${id}`, apres: { message, rang } })
    return ok({ titre: id })
  })

/** The staff's answer, in the same thread; those who asked are told, and nobody else is disturbed. */
export const answerQuestion = (ctx: AgentContext, { titre: id, texte }: Answer): Asked =>
  write(ctx, "titres.answer", async (tx) => {
    const titre = await tx.titre.findFirst({
      where: { id },
      select: {
        collectiviteId: true,
        exercice: true,
        serie: true,
        numero: true,
        collectivite: { select: { publicId: true } },
      },
    })
    if (!titre) return refuse("titre-inconnu")
    const { collectiviteId } = titre
    const asked = await tx.titreMessage.findMany({
      where: { collectiviteId, titreId: id, agent: false },
      select: { auteurId: true, rang: true },
      orderBy: { le: "desc" },
    })
    const [last] = asked
    if (!last) return refuse("sans-question")
    const message = await keep(tx, {
      collectiviteId,
      titreId: id,
      rang: last.rang,
      agent: true,
      auteurId: ctx.who.personneId,
      texte,
    })
    await notify(tx, {
      genre: "titre-reponse",
      collectiviteId,
      objetId: message,
      titre: `Réponse sur le titre n° ${titreReference(titre)}`,
      texte,
      lien: `/c/${titre.collectivite.publicId}/titres/${id}#questions`,
      destinataires: [...new Set(asked.map(({ auteurId }) => auteurId))],
    })
    await tx.journal("titre.answered", { concerneId: collectiviteId, objet: `titre/${id}`, apres: { message } })
    return ok({ titre: id })
  })

type NewMessage = {
  collectiviteId: string
  titreId: string
  rang: number | null
  agent: boolean
  auteurId: string
  texte: string
}

/** Later than all others by the clock, not by the beginning of its transaction: a thread is read in the order of its words. */
async function keep(tx: WriteTx, message: NewMessage): Promise<string> {
  const { id } = await tx.titreMessage.create({ data: { ...message, le: new Date() }, select: { id: true } })
  return id
}
