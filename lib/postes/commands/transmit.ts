import { systeme } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { BonDeCommande, FournisseurPort, OrderReceipt } from "@/lib/ports/fournisseur.ts"
import type { CommandeGenre } from "../types.ts"
import { tellOfRejet } from "./tell.ts"

/**
 * Hands one waiting order to the provider. The row stays locked while it answers, so no two workers send it; a worker killed after
 * the provider accepted sends it once more, under the same identifier, and gets the same answer.
 */
export const transmitNextCommande = (fournisseur: FournisseurPort): Promise<Result<{ accepted: boolean }, "rien">> =>
  write(
    systeme("postes.transmit", "operateur"),
    "commandes.transmit",
    async (tx) => {
      const next = await claim(tx)
      if (!next) return refuse("rien")
      const receipt = await fournisseur.order(await bonOf(tx, next))
      await record(tx, next, receipt)
      return ok({ accepted: receipt.accepted })
    },
    { timeoutMs: 30_000 },
  )

type Waiting = { collectiviteId: string; id: string; essais: number }

/** What nobody has approved yet stays: the first order waits for its souscription, and for the convention it asks for. */
async function claim(tx: Tx): Promise<Waiting | null> {
  const [row] = await tx.$queryRaw<Waiting[]>`
    select k."collectiviteId", k.id, k.essais::int from commande k
    join souscription s on s."collectiviteId" = k."collectiviteId" and s.id = k."souscriptionId"
    join service v on v.id = s."serviceId"
    where k.etat = 'a_transmettre' and k."prochainEssaiLe" <= now() and (k.genre = 'retrait' or s.etat = 'en_service'
      or (s.etat = 'approuvee' and (not v."exigeConvention" or exists (select from acte a
        where a."collectiviteId" = s."collectiviteId" and a.id = s."conventionId" and a.etat in ('contresigne', 'scelle')))))
    order by k."prochainEssaiLe" limit 1 for update of k skip locked`
  return row ?? null
}

async function bonOf(tx: Tx, { collectiviteId, id }: Waiting): Promise<BonDeCommande> {
  const row = await tx.commande.findUniqueOrThrow({
    where: { collectiviteId_id: { collectiviteId, id } },
    include: {
      souscription: { include: { collectivite: { select: { publicId: true, nom: true } } } },
      postes: { orderBy: { numero: "asc" } },
      retraits: { orderBy: { numero: "asc" } },
    },
  })
  const genre: CommandeGenre = row.genre
  const { collectivite, contactNom, contactCourriel, contactTelephone } = row.souscription
  const about = { contact: contactNom, courriel: contactCourriel, telephone: contactTelephone }
  return {
    id,
    genre,
    client: { reference: collectivite.publicId, nom: collectivite.nom, ...about },
    effetLe: fromDatabase(row.effetLe),
    postes: (genre === "retrait" ? row.retraits : row.postes).map(({ numero, nom, site, fonction }) => ({
      ...{ numero, nom, site, fonction },
    })),
  }
}

async function record(tx: WriteTx, { collectiviteId, id, essais }: Waiting, receipt: OrderReceipt) {
  const where = { collectiviteId_id: { collectiviteId, id } }
  const tries = { essais: essais + 1, version: { increment: 1 } }
  const about = { concerneId: collectiviteId, objet: `commande/${id}` }
  if (receipt.accepted) {
    const { reference, suiviLe } = receipt
    const now = new Date()
    const answered = { accuseReference: reference, suiviLe: toDatabase(suiviLe), reponse: null }
    await tx.commande.update({
      where,
      data: { ...tries, ...answered, etat: "accusee", transmiseLe: now, accuseLe: now },
    })
    return tx.journal("commande.prise-en-charge", { ...about, apres: { reference, suiviLe } })
  }
  const reponse = receipt.response.slice(0, 500)
  if (receipt.permanent) {
    await tx.commande.update({ where, data: { ...tries, etat: "rejetee", reponse } })
    await tellOfRejet(tx, collectiviteId, id)
    return tx.journal("commande.rejetee", { ...about, apres: { reponse } })
  }
  await tx.$executeRaw`update commande set essais = ${essais + 1}::int, reponse = ${reponse},
      "prochainEssaiLe" = now() + make_interval(secs => least(3600, 5 * power(2, ${Math.min(essais + 1, 12)}::int)))
    where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid`
  await tx.journal("commande.essai-manque", { ...about, apres: { reponse } })
}
