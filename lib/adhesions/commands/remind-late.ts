import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { remind } from "@/lib/notifications/commands/remind.ts"
import { RAPPEL_HEBDOMADAIRE, rappelDue } from "@/lib/notifications/rules.ts"
import type { Avis } from "@/lib/notifications/types.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listDemandesEnAttente, listDossiersEnCours } from "../queries/etapes.ts"
import { demandeBefore, etapesOf } from "../rules/etapes.ts"

type Late = Avis & { depuis: Date }

/** Both sides of what they owe to a membership, a week after its day, then once a week, three times. */
export const remindLateAdhesions = (now: Date): Promise<Result<{ rappels: number }, "rien">> =>
  write(systeme("adhesions.remind", "operateur"), "notifications.send", async (tx) => {
    // Two workers at once: the second waits, and finds what the first has sent.
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended('adhesions.remind', 0))::text`
    let sent = 0
    for (const late of [...(await demandes(tx, now)), ...(await dossiers(tx, now))])
      if (await remindOf(tx, late, now)) sent += 1
    if (sent === 0) return refuse("rien")
    await tx.journal("adhesion.rappels", { apres: { rappels: sent } })
    return ok({ rappels: sent })
  })

async function remindOf(tx: WriteTx, { depuis, ...avis }: Late, now: Date): Promise<boolean> {
  const { collectiviteId, genre, objetId } = avis
  const past = await tx.rappel.aggregate({
    where: { collectiviteId, genre, objetId },
    _count: { _all: true },
    _max: { le: true },
  })
  const sent = { envoyes: past._count._all, dernierLe: past._max.le }
  const rang = rappelDue({ depuis, ...sent }, now, RAPPEL_HEBDOMADAIRE)
  return rang !== null && remind(tx, { ...avis, rang, le: now })
}

async function demandes(tx: WriteTx, now: Date): Promise<Late[]> {
  const rows = await listDemandesEnAttente(tx)
  return rows.flatMap(({ collectiviteId, id, collectivite, recueLe }) => {
    if (demandeBefore(dayInParis(recueLe)) >= dayInParis(now)) return []
    return [
      {
        ...{ collectiviteId, objetId: id, genre: "adhesion-retard", destinataires: "agents", depuis: recueLe },
        titre: `${collectivite} : demande d'adhésion sans réponse`,
        texte: `${collectivite} a demandé à adhérer le ${formatDay(dayInParis(recueLe))} et attend une réponse.`,
        lien: `/gestion/adhesions/${id}`,
      },
    ]
  })
}

async function dossiers(tx: WriteTx, now: Date): Promise<Late[]> {
  const rows = await listDossiersEnCours(tx)
  return rows.flatMap(({ collectiviteId, id, publicId, collectivite, ...dossier }): Late[] => {
    // What waits for a signature is reminded of by its act.
    const late = etapesOf(dossier, dayInParis(now)).filter(
      ({ cle, enRetard }) => enRetard && !["signature", "contresignature", "effet", "retrait"].includes(cle),
    )
    return late.slice(0, 1).map(({ quoi, acteur, avant }) => ({
      ...{ collectiviteId, objetId: id, depuis: new Date(`${avant}T00:00:00Z`) },
      ...(acteur === "operateur"
        ? {
            ...{ genre: "adhesion-retard", destinataires: "agents", lien: `/gestion/adhesions/dossiers/${id}` },
            titre: `${collectivite} : dossier d'adhésion en retard`,
          }
        : {
            ...{ genre: "adhesion-rappel", destinataires: "equipe", lien: `/c/${publicId}/adhesion` },
            titre: `Adhésion de ${collectivite} : ${quoi.toLowerCase()} attendue`,
          }),
      texte: `${quoi} : attendu avant le ${formatDay(avant ?? dayInParis(now))}.`,
    }))
  })
}
