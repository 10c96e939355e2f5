import type { SystemeContext } from "@/lib/access/context.ts"
import { read, write } from "@/lib/access/door.ts"
import { notifyAll } from "@/lib/notifications/commands/notify.ts"
import { addDays, type CalendarDate, today } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { type Deadline, listDeadlines } from "../queries/deadlines.ts"

const FIRST_DAYS = 60
const LAST_DAYS = 15

/** Two months, then two weeks before the last day: what nobody asked for yet. Told once each; run again, nothing more. */
export async function remindDeadlines(ctx: SystemeContext): Promise<number> {
  const day = today()
  const soon = await read(ctx, (tx) => listDeadlines(tx, day, addDays(day, FIRST_DAYS)))
  if (soon.length === 0) return 0
  await write(ctx, "redevances.watch", async (tx) => {
    await notifyAll(
      tx,
      soon.map((deadline) => avisOf(deadline, day)),
    )
    await tx.journal("redevance.echeances-rappelees", { apres: { rappels: soon.length } })
  })
  return soon.length
}

function avisOf({ collectiviteId, publicId, annee, montant, dernierJour, objetId }: Deadline, day: CalendarDate) {
  const last = dernierJour <= addDays(day, LAST_DAYS)
  return {
    genre: last ? ("redevance-dernier-rappel" as const) : ("redevance-echeance" as const),
    ...{ collectiviteId, objetId, destinataires: "equipe" as const },
    titre: `Redevances télécom ${annee} : à réclamer avant le ${formatDay(dernierJour)}`,
    texte:
      montant === null
        ? "Le barème de cette année n'est pas renseigné : le montant n'est pas calculé, mais le droit se perd après cette date."
        : `${formatAmount(montant)} seront perdus si rien n'est réclamé aux opérateurs avant cette date.`,
    lien: `/c/${publicId}/redevances`,
  }
}
