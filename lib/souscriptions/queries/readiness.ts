import type { Tx } from "@/lib/access/door.ts"

export type Tache = { id: string; rang: number; libelle: string; faiteLe: Date | null; par: string | null }

/** What staff have to do before the service is open, in order. */
export const listTaches = (tx: Tx, collectiviteId: string, souscriptionId: string): Promise<Tache[]> =>
  tx.$queryRaw<Tache[]>`
    select t.id, t.rang, t.libelle, t."faiteLe", p.nom as par from souscription_tache t left join personne p on p.id = t."faiteParId"
    where t."collectiviteId" = ${collectiviteId}::uuid and t."souscriptionId" = ${souscriptionId}::uuid order by t.rang`

const WORDS: Record<string, string> = {
  a_generer: "en préparation",
  a_signer: "à signer",
  au_parapheur: "au parapheur",
  signe: "à contresigner",
  contresigne: "signée des deux parties",
  scelle: "signée et scellée",
  refuse: "refusée",
  caduc: "remplacée",
}
const CONCLUDED = ["contresigne", "scelle"]

type Key = { collectiviteId: string; id: string; serviceId: string; conventionId: string | null }

/** Whether its convention is signed and its tasks done. */
export async function findReadiness(tx: Tx, { collectiviteId, id, serviceId, conventionId }: Key) {
  const { exigeConvention } = await tx.service.findUniqueOrThrow({
    where: { id: serviceId },
    select: { exigeConvention: true },
  })
  const acte = conventionId
    ? await tx.acte.findFirst({ where: { collectiviteId, id: conventionId }, select: { etat: true } })
    : null
  const taches = await tx.souscriptionTache.findMany({
    where: { collectiviteId, souscriptionId: id, faiteLe: null },
    select: { libelle: true },
    orderBy: { rang: "asc" },
  })
  return {
    exigeConvention,
    convention: acte && { conclue: CONCLUDED.includes(acte.etat), etat: WORDS[acte.etat] ?? acte.etat },
    restantes: taches.map(({ libelle }) => libelle),
  }
}
