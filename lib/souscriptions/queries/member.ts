import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import { decimal } from "@/lib/platform/money.ts"
import type { MemberSouscription, Prix } from "../types.ts"
import { optionsOf } from "./options.ts"

type Row = Omit<MemberSouscription, "prix" | "dateSouhaitee" | "enServiceLe" | "termineeLe"> &
  Priced & { dateSouhaitee: Date; enServiceLe: Date | null; termineeLe: Date | null }

/** Nobody has more; a list that long would have failed otherwise before. */
const MOST = 200

/** All of one collectivité, newest first. */
export async function listMemberSouscriptions(tx: Tx, collectiviteId: string): Promise<MemberSouscription[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select s.id, s."serviceId", v.slug, v.nom as service, split_part(v.description, E'\n', 1) as resume, v."pilierId",
      p.nom as pilier, v.mode, s.etat, s.quantite, coalesce(t.unite, s.unite) as unite, s."prixUnitaire", s.periodicite, s."categorieTva", s."tauxTva",
      s."dateSouhaitee", s."demandeLe", s."enServiceLe", s."termineeLe", s.version, ${optionsOf(sql`s`)} as options
    from souscription s join service v on v.id = s."serviceId" join pilier p on p.id = v."pilierId"
    left join tarif t on t.id = s."tarifId"
    where s."collectiviteId" = ${collectiviteId}::uuid
    order by s."demandeLe" desc, s.id desc limit ${MOST}`
  return rows.map(({ prixUnitaire, periodicite, categorieTva, tauxTva, ...row }) => ({
    ...row,
    prix: prixOf({ prixUnitaire, periodicite, categorieTva, tauxTva }),
    dateSouhaitee: fromDatabase(row.dateSouhaitee),
    enServiceLe: row.enServiceLe && fromDatabase(row.enServiceLe),
    termineeLe: row.termineeLe && fromDatabase(row.termineeLe),
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
