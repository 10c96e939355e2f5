import { systeme } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { noteStep } from "./note.ts"
import { tellOfDevis } from "./tell-devis.ts"

/** The day after its last one, a quote that nobody answered lapses: both sides are told. One at a time; none is `refuse("rien")`. */
export const lapseNextDevis = (): Promise<Result<{ devis: string }, "rien">> => {
  const ctx = systeme("devis.lapse", "operateur")
  return write(ctx, "devis.lapse", async (tx) => {
    const [due] = await tx.$queryRaw<{ collectiviteId: string; id: string; souscriptionId: string }[]>`
      select "collectiviteId", id, "souscriptionId" from devis
      where etat = 'propose' and "valableJusquau" < (now() at time zone 'Europe/Paris')::date
      order by "valableJusquau", id limit 1 for update skip locked`
    if (!due) return refuse("rien")
    const { collectiviteId, id, souscriptionId } = due
    const { rang, valableJusquau, souscription } = await tx.devis.update({
      where: { collectiviteId_id: { collectiviteId, id } },
      data: { etat: "echu" },
      select: { rang: true, valableJusquau: true, souscription: { select: { etat: true } } },
    })
    await noteStep(
      tx,
      ctx,
      { collectiviteId, id: souscriptionId, etat: souscription.etat },
      {
        evenement: "devis.echu",
        motif: `Devis n° ${rang} échu : il était valable jusqu’au ${formatDay(fromDatabase(valableJusquau))}`,
        apres: { rang },
      },
    )
    await tellOfDevis(tx, { collectiviteId, devis: id, vers: "echu" })
    return ok({ devis: id })
  })
}
