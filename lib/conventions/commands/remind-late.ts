import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { remind } from "@/lib/notifications/commands/remind.ts"
import { RAPPEL_HEBDOMADAIRE, rappelDue } from "@/lib/notifications/rules.ts"
import type { Avis } from "@/lib/notifications/types.ts"
import { type CalendarDate, dayInParis } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { ActeEtat, ActeGenre } from "../types.ts"
import { signatairesOf } from "./tell.ts"

const SIGNER = "acte-rappel"
const CONTRESIGNER = "acte-contresigner-rappel"
const BATCH = 100

/** Reminds whoever may sign, of the collectivité or of the operator, of what waits for her: after a week, then once a week, three times. Nothing due is `refuse("rien")`. */
export const remindLateActes = (now: Date): Promise<Result<{ rappels: number }, "rien">> =>
  write(systeme("actes.remind", "operateur"), "notifications.send", async (tx) => {
    let sent = 0
    for (const late of await listLate(tx, now)) {
      const rang = rappelDue({ depuis: late.creeLe, ...late }, now, RAPPEL_HEBDOMADAIRE)
      if (rang === null) continue
      const told = await remind(tx, { rang, le: now, ...(await avisOf(tx, late, dayInParis(now))) })
      if (told) sent += 1
    }
    if (sent === 0) return refuse("rien")
    await tx.journal("acte.rappels", { apres: { rappels: sent } })
    return ok({ rappels: sent })
  })

/** Whoever may sign for the collectivité; once she has, the operator. */
async function avisOf(tx: WriteTx, late: Late, day: CalendarDate): Promise<Avis> {
  const { collectiviteId, id, intitule, numero, collectivite, publicId, aSignerAvant, etat } = late
  const before = aSignerAvant < day ? "devait être signé avant" : "est à signer avant"
  const acte = `${intitule} n° ${numero}`
  if (etat === "signe") {
    return {
      ...{ genre: CONTRESIGNER, collectiviteId, objetId: id, destinataires: "agents" },
      titre: `${collectivite} : ${acte}, toujours à contresigner`,
      texte: `${collectivite} a signé ${acte} : il ${before} le ${formatDay(aSignerAvant)} et attend l'opérateur.`,
      lien: `/gestion/actes/${id}`,
    }
  }
  return {
    ...{ genre: SIGNER, collectiviteId, objetId: id },
    destinataires: await signatairesOf(tx, collectiviteId, late.genre),
    titre: `${acte} : toujours à signer`,
    texte: `${acte} attend votre signature pour ${collectivite} : il ${before} le ${formatDay(aSignerAvant)}.`,
    lien: `/c/${publicId}/actes/${id}`,
  }
}

type Late = {
  etat: ActeEtat
  collectiviteId: string
  id: string
  genre: ActeGenre
  intitule: string
  numero: string
  publicId: string
  collectivite: string
  creeLe: Date
  aSignerAvant: CalendarDate
  envoyes: number
  dernierLe: Date | null
}

/** Only what the rhythm may remind of, so that what has had its three reminders never fills the batch. */
const listLate = (tx: WriteTx, now: Date): Promise<Late[]> => tx.$queryRaw<Late[]>`
  select a."collectiviteId", a.id, a.genre, a.etat, a.intitule, a.numero, a."creeLe", a."aSignerAvant"::text as "aSignerAvant",
    c."publicId", c.nom as collectivite, r.envoyes, r."dernierLe"
  from acte a join collectivite c on c.id = a."collectiviteId",
    lateral (select count(*)::int as envoyes, max(r.le) as "dernierLe" from rappel r
      where r."collectiviteId" = a."collectiviteId" and r.genre = case when a.etat = 'signe' then ${CONTRESIGNER} else ${SIGNER} end and r."objetId" = a.id) r
  where a.etat in ('a_signer', 'au_parapheur', 'signe') and r.envoyes < ${RAPPEL_HEBDOMADAIRE.max}
    and a."creeLe" <= ${now}::timestamptz - make_interval(days => ${RAPPEL_HEBDOMADAIRE.apresJours}::int)
    and coalesce(r."dernierLe", '-infinity') <= ${now}::timestamptz - make_interval(days => ${RAPPEL_HEBDOMADAIRE.tousLesJours}::int)
  order by a."creeLe" limit ${BATCH} for update of a skip locked`
