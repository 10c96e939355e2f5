import { type CollectiviteId, type MembreContext, only, type SignedIn, systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import type { Accepted } from "@/lib/access/identity/invitations.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import { today } from "@/lib/platform/dates.ts"
import { listTeam } from "../queries.ts"

type Arrival = {
  collectiviteId: string
  /** The request or the invitation that let her in. */
  objetId: string
  personneId: string
  fonction: string
  collectivite: { nom: string; publicId: string }
}

/** A team learns who may act beside it from now on. */
export async function tellTeam(tx: WriteTx, { collectiviteId, objetId, personneId, fonction, collectivite }: Arrival) {
  const { nom } = await tx.personne.findUniqueOrThrow({ where: { id: personneId }, select: { nom: true } })
  const team = await listTeam(tx, collectiviteId, today())
  await notify(tx, {
    genre: "rattachement-accepte",
    ...{ collectiviteId, objetId },
    titre: `${nom} rejoint l'équipe`,
    texte: `${nom} (${fonction}) peut désormais agir pour ${collectivite.nom}. Ce n'est pas attendu ? Une personne qui administre l'équipe peut la retirer.`,
    lien: `/c/${collectivite.publicId}/equipe`,
    // She may be of the team already: she is no news to herself.
    destinataires: team.map((colleague) => colleague.personneId).filter((id) => id !== personneId),
  })
}

/**
 * An invitation is accepted by the identity login, which tells nobody: the team hears of it right after. A crash in
 * between loses a word of courtesy, never an access: the journal has it.
 */
export const tellOfArrival = (who: SignedIn, { collectiviteId, id, fonction, publicId }: Accepted): Promise<void> =>
  write(systeme("personnes.arrivee", [collectiviteId as CollectiviteId]), "notifications.send", async (tx) => {
    const { nom } = await tx.collectivite.findUniqueOrThrow({ where: { id: collectiviteId }, select: { nom: true } })
    const collectivite = { nom, publicId }
    await tellTeam(tx, { collectiviteId, objetId: id, personneId: who.personneId, fonction, collectivite })
    await tx.journal("equipe.avertie", { concerneId: collectiviteId, objet: `invitation/${id}` })
  })

/** Those who stay, and who leaves. */
export async function tellOfDeparture(
  tx: WriteTx,
  ctx: MembreContext,
  left: { id: string; personneId: string; fonction: string },
): Promise<void> {
  const { collectiviteId, nom, publicId } = only(ctx)
  const avis = { genre: "rattachement-termine", collectiviteId, objetId: left.id } as const
  await notify(tx, {
    ...avis,
    titre: "Vous n'êtes plus dans l'équipe",
    texte: `Vous n'agissez plus pour ${nom} (${left.fonction}).`,
    lien: "/moi",
    destinataires: [left.personneId],
  })
  await notify(tx, {
    ...avis,
    titre: "Une personne quitte l'équipe",
    texte: `Une personne (${left.fonction}) n'agit plus pour ${nom}.`,
    lien: `/c/${publicId}/equipe`,
    destinataires: "equipe",
  })
}
