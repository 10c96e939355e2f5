import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import type { MemberSouscription, Prix } from "../types.ts"

const LIST = {
  service: {
    select: { slug: true, nom: true, description: true, mode: true, pilierId: true, pilier: { select: { nom: true } } },
  },
  tarif: { select: { unite: true } },
} as const

/** Nobody has more; a list that long would have failed otherwise before. */
const MOST = 200

/** All of one collectivité, newest first. */
export async function listMemberSouscriptions(tx: Tx, collectiviteId: string): Promise<MemberSouscription[]> {
  const rows = await tx.souscription.findMany({
    where: { collectiviteId },
    include: LIST,
    orderBy: [{ demandeLe: "desc" }, { id: "desc" }],
    take: MOST,
  })
  return rows.map((row) => ({
    id: row.id,
    serviceId: row.serviceId,
    slug: row.service.slug,
    service: row.service.nom,
    resume: row.service.description.split("\n")[0] ?? "",
    pilierId: row.service.pilierId,
    pilier: row.service.pilier.nom,
    mode: row.service.mode,
    etat: row.etat,
    quantite: row.quantite,
    unite: row.tarif?.unite ?? null,
    prix: prixOf(row),
    dateSouhaitee: fromDatabase(row.dateSouhaitee),
    demandeLe: row.demandeLe,
    enServiceLe: row.enServiceLe && fromDatabase(row.enServiceLe),
    termineeLe: row.termineeLe && fromDatabase(row.termineeLe),
    version: row.version,
  }))
}

type Priced = {
  prixUnitaire: { toString(): string } | null
  periodicite: Prix["periodicite"] | null
  categorieTva: Prix["categorieTva"] | null
  tauxTva: { toString(): string } | null
}

/** Null when membership covers it, or while it is on quote. */
export function prixOf({ prixUnitaire, periodicite, categorieTva, tauxTva }: Priced): Prix | null {
  if (prixUnitaire === null || periodicite === null || categorieTva === null || tauxTva === null) return null
  return {
    prixUnitaire: decimal(prixUnitaire.toString()),
    periodicite,
    categorieTva,
    tauxTva: decimal(tauxTva.toString()),
  }
}
