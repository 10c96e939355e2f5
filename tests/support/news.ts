import { randomUUID } from "node:crypto"
import type pg from "pg"
import { type CollectiviteId, type PersonneId, systeme } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import type { Avis } from "@/lib/notifications/types.ts"
import { insert } from "@/prisma/seed/insert.ts"
import { operateurRow } from "@/prisma/seed/operateur.ts"
import type { People } from "./people.ts"

export type Reached = { personneId: PersonneId; courriel: string; collectiviteId: CollectiviteId; publicId: string }

/** Somebody of a commune, with an address of her own. */
export async function someone(people: People, nom = "Essai"): Promise<Reached> {
  const { id: collectiviteId, publicId } = await people.collectivite(nom)
  const courriel = `secretaire.${randomUUID()}@demo.invalid`
  const personneId = await people.personne(courriel)
  await people.rattache(personneId, collectiviteId, "secretaire")
  return { personneId, courriel, collectiviteId, publicId }
}

/** Tells her of something, as a job of her collectivité would. */
export function tell(who: Reached, avis: Partial<Avis> & Pick<Avis, "genre">): Promise<void> {
  return write(systeme("essai", [who.collectiviteId]), "notifications.send", async (tx) => {
    await notify(tx, {
      collectiviteId: who.collectiviteId,
      objetId: randomUUID(),
      titre: "Une nouvelle",
      texte: "Ce qui s'est passé.",
      lien: `/c/${who.publicId}`,
      destinataires: [who.personneId],
      ...avis,
    })
    await tx.journal("essai")
  })
}

/** The operator whose name the mails bear, and nothing of another test that waits. */
export async function clearNews(owner: pg.Client): Promise<void> {
  const { rowCount } = await owner.query("select 1 from operateur")
  if (rowCount === 0) await insert(owner, "operateur", [operateurRow("27")])
  await owner.query("update notification set canal = 'portail' where canal is distinct from 'portail'")
  await owner.query("update courriel set etat = 'envoye' where etat = 'a_envoyer'")
  await owner.query("update resume_notification set etat = 'envoye' where etat = 'a_envoyer'")
}
