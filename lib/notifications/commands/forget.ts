import type { WriteTx } from "@/lib/access/door.ts"

/**
 * Who has left is told nothing more. What the law asked to tell her stays, with the proof that it was sent (held by the
 * database).
 */
export async function forgetNotifications(tx: WriteTx, personneId: string): Promise<void> {
  // Mails first: they are known as hers by what they carried.
  await tx.$executeRaw`
    delete from courriel m using notification n
    where m.genre = 'notification' and n."collectiviteId" = m."collectiviteId" and n.id = m."objetId"
      and n."personneId" = ${personneId}::uuid and not n.legale`
  await tx.notification.deleteMany({ where: { personneId, legale: false } })
  await tx.notificationBureau.deleteMany({ where: { personneId } })
  await tx.resumeNotification.deleteMany({ where: { personneId } })
  await tx.preferenceNotification.deleteMany({ where: { personneId } })
}
