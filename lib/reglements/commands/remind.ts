import { randomUUID } from "node:crypto"
import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import { type CalendarDate, today } from "@/lib/platform/dates.ts"
import { toEuros } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { relanceText, relanceTitle } from "../mail.ts"
import { listEnRetard, planRelances, type RelancePrevue } from "../queries/relances.ts"
import { isDue } from "../rules/relances.ts"
import { lockTitres } from "./locks.ts"

const BATCH = 50

/**
 * The reminders that the schedule asks for today. Each is a row, unique by titre and rank, written with its news and its mail in one
 * transaction: a worker killed at any moment, or two of them, tell a member once. A payment that arrives meanwhile waits for the
 * titre's lock, or is seen.
 */
export const sendRelances = (day: CalendarDate = today()): Promise<Result<{ relances: number }, "rien">> =>
  write(
    systeme("reglements.remind", "operateur"),
    "relances.send",
    async (tx) => {
      const { relancesJours } = await tx.operateur.findFirstOrThrow({ select: { relancesJours: true } })
      const due = planRelances(await listEnRetard(tx, day), relancesJours).filter((one) => isDue(one, day))
      const ids = due.slice(0, BATCH).map(({ titreId }) => titreId)
      if (ids.length === 0) return refuse("rien")
      await lockTitres(tx, ids)
      const still = planRelances(await listEnRetard(tx, day, ids), relancesJours).filter((one) => isDue(one, day))
      let relances = 0
      for (const relance of still) if (await send(tx, relance)) relances += 1
      return relances > 0 ? ok({ relances }) : refuse("rien")
    },
    { timeoutMs: 60_000 },
  )

async function send(tx: WriteTx, relance: RelancePrevue): Promise<boolean> {
  const { collectiviteId, publicId, titreId, rang, reste, nom, objet, echeance } = relance
  const [sent] = await tx.$queryRaw<{ id: string }[]>`
    insert into relance ("collectiviteId", "titreId", rang, reste) values (${collectiviteId}::uuid, ${titreId}::uuid, ${rang}::smallint, ${reste}::bigint)
    on conflict ("collectiviteId", "titreId", rang) do nothing returning id`
  if (!sent) return false
  const facts = { rang, nom, reference: titreReference(relance), objet, reste, echeance }
  await notify(tx, {
    genre: "titre-relance",
    collectiviteId,
    objetId: sent.id,
    titre: relanceTitle(facts),
    texte: relanceText(facts),
    lien: `/c/${publicId}/titres/${titreId}`,
    destinataires: "equipe",
  })
  await tellMailbox(tx, collectiviteId, sent.id, facts)
  await tx.journal("titre.relance", {
    concerneId: collectiviteId,
    objet: `titre/${titreId}`,
    apres: { rang, reste: toEuros(reste) },
  })
  return true
}

/** The known mailbox of the mairie too, unless somebody of the team signs in with it and is told already. */
const tellMailbox = (
  tx: WriteTx,
  collectiviteId: string,
  relanceId: string,
  facts: Parameters<typeof relanceText>[0],
) => tx.$executeRaw`
  insert into courriel ("collectiviteId", genre, "objetId", destinataire, "messageId", sujet, texte)
  select ${collectiviteId}::uuid, 'titre-relance', ${relanceId}::uuid, f."courrielOfficiel", ${randomUUID()}, ${relanceTitle(facts)}, ${relanceText(facts)}
  from fiche f where f."collectiviteId" = ${collectiviteId}::uuid and f."courrielOfficiel" is not null and not exists (
    select from rattachement r join personne p on p.id = r."personneId" where r."collectiviteId" = f."collectiviteId"
      and p.courriel = f."courrielOfficiel" and daterange(r.depuis, r.jusqua) @> (now() at time zone 'Europe/Paris')::date)
  on conflict do nothing`
