import { systeme } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { FournisseurPort, OrderReceipt } from "@/lib/ports/fournisseur.ts"

/**
 * Hands one waiting request to the provider, as an order is (lib/postes/commands/transmit.ts): the row stays locked while it answers,
 * and one sent twice gets the same answer.
 */
export const transmitNextDepannage = (fournisseur: FournisseurPort): Promise<Result<{ accepted: boolean }, "rien">> =>
  write(
    systeme("depannages.transmit", "operateur"),
    "depannages.transmit",
    async (tx) => {
      const next = await claim(tx)
      if (!next) return refuse("rien")
      const { id, publicId, nom, objet, bloquant, numero, poste, contactNom, contactTelephone } = next
      const receipt = await fournisseur.repair({
        ...{ id, objet, bloquant, poste: numero === null ? null : { numero, nom: poste ?? "" } },
        client: { reference: publicId, nom, contact: contactNom, telephone: contactTelephone },
      })
      await record(tx, next, receipt)
      return ok({ accepted: receipt.accepted })
    },
    { timeoutMs: 30_000 },
  )

type Waiting = {
  collectiviteId: string
  id: string
  essais: number
  publicId: string
  nom: string
  objet: string
  bloquant: boolean
  numero: number | null
  poste: string | null
  contactNom: string
  contactTelephone: string
}

async function claim(tx: Tx): Promise<Waiting | null> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    select d."collectiviteId", d.id, d.essais::int, c."publicId", c.nom, d.objet, d.bloquant, p.numero, p.nom as poste,
      d."contactNom", d."contactTelephone"
    from depannage d join collectivite c on c.id = d."collectiviteId"
    left join poste p on p."collectiviteId" = d."collectiviteId" and p.id = d."posteId"
    where d.etat = 'a_transmettre' and d."prochainEssaiLe" <= now()
    order by d.bloquant desc, d."prochainEssaiLe" limit 1 for update of d skip locked`
  return row ?? null
}

async function record(tx: WriteTx, { collectiviteId, id, essais, publicId }: Waiting, receipt: OrderReceipt) {
  const where = { collectiviteId_id: { collectiviteId, id } }
  const about = { concerneId: collectiviteId, objet: `depannage/${id}` }
  const tries = { essais: essais + 1, version: { increment: 1 } }
  if (receipt.accepted) {
    const { reference, suiviLe } = receipt
    await tx.depannage.update({
      where,
      data: { ...tries, etat: "accuse", reference, suiviLe: toDatabase(suiviLe), accuseLe: new Date(), reponse: null },
    })
    await notify(tx, {
      ...{ genre: "depannage-suivi", collectiviteId, objetId: id, destinataires: "equipe" },
      titre: `Dépannage pris en charge sous le numéro ${reference}`,
      texte: `Le prestataire répond au plus tard le ${formatDay(suiviLe)}.`,
      lien: `/c/${publicId}/depannages`,
    })
    return tx.journal("depannage.pris-en-charge", { ...about, apres: { reference, suiviLe } })
  }
  const reponse = receipt.response.slice(0, 500)
  if (receipt.permanent) {
    await tx.depannage.update({ where, data: { ...tries, etat: "rejete", reponse } })
    return tx.journal("depannage.rejete", { ...about, apres: { reponse } })
  }
  await tx.$executeRaw`update depannage set essais = ${essais + 1}::int, reponse = ${reponse},
      "prochainEssaiLe" = now() + make_interval(secs => least(3600, 5 * power(2, ${Math.min(essais + 1, 12)}::int)))
    where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid`
  await tx.journal("depannage.essai-manque", { ...about, apres: { reponse } })
}
