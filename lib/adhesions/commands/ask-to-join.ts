import { type CollectiviteId, type PublicContext, systeme } from "@/lib/access/context.ts"
import { read, type WriteTx, write } from "@/lib/access/door.ts"
import { findCollectivitePublique } from "@/lib/collectivites/queries/public-register.ts"
import { checkPublicBody } from "@/lib/collectivites/rules.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { judgeRequest } from "../rules/demande.ts"
import type { AskToJoin } from "../schema.ts"
import type { AdhesionRefusal } from "../types.ts"

type Asked = { publicId: string }

/** A visitor has no collectivité: the request is filed in the name of the one asked about, and of it alone. */
export async function askToJoin(ctx: PublicContext, input: AskToJoin): Promise<Result<Asked, AdhesionRefusal>> {
  const publicBody = checkPublicBody(input.categorieJuridique)
  if (!publicBody.ok) return publicBody
  const collectivite = await read(ctx, (tx) => findCollectivitePublique(tx, input.collectivite))
  if (!collectivite) return refuse("collectivite-inconnue")

  const { id, publicId } = collectivite
  const forThisOne = systeme("demande-adhesion", [id as CollectiviteId])
  return write(forThisOne, "adhesions.ask", async (tx) => {
    const verdict = judgeRequest(await earlierRequests(tx, id), input.contactCourriel)
    if (verdict === "too-many") return refuse("trop-de-demandes")
    if (verdict === "new") await tx.demandeAdhesion.create({ data: requestRow(id, input) })
    await tx.journal(verdict === "new" ? "adhesion.demandee" : "adhesion.redemandee", { concerneId: id })
    return ok({ publicId })
  })
}

async function earlierRequests(tx: WriteTx, collectiviteId: string) {
  // Two visitors at once: the second counts the first.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtext(${`demande-adhesion:${collectiviteId}`}))::text`
  const rows = await tx.demandeAdhesion.findMany({
    where: { collectiviteId },
    select: { contactCourriel: true, etat: true, recueLe: true },
    orderBy: { recueLe: "desc" },
    take: 50,
  })
  const today = dayInParis(new Date())
  return rows.map(({ contactCourriel, etat, recueLe }) => ({
    contactCourriel,
    open: etat === "recue" || etat === "en_cours",
    today: dayInParis(recueLe) === today,
  }))
}

const requestRow = (collectiviteId: string, { collectivite: _, ...request }: AskToJoin) => ({
  collectiviteId,
  ...request,
})
