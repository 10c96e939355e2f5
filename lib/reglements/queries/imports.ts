import type { Tx } from "@/lib/access/door.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { LigneRefusee } from "../rules/file.ts"

export type ImportFile = {
  fichierId: string
  nom: string
  mediaType: string
  adresse: string
  cleEnveloppee: Uint8Array
  empreinte: string
  deposeLe: Date
  importId: string | null
}

/** A file of payments that was kept; null for an unknown one, or a file of another kind. */
export async function findImportFile(tx: Tx, fichierId: string): Promise<ImportFile | null> {
  const [row] = await tx.$queryRaw<ImportFile[]>`
    select f.id as "fichierId", f.nom, f."mediaType", f.adresse, f."cleEnveloppee", f.empreinte, f."creeLe" as "deposeLe", i.id as "importId"
    from fichier_operateur f left join reglement_import i on i."fichierId" = f.id
    where f.id = ${fichierId}::uuid and f.genre = 'reglements'`
  return row ?? null
}

export type ImportRow = {
  fichierId: string
  nom: string
  deposeLe: Date
  /** Null for a file kept and not applied. */
  importId: string | null
  lignes: number | null
  ajoutees: number | null
  doublons: number | null
  rejets: LigneRefusee[] | null
  par: string | null
  total: Cents | null
}

export const IMPORTS_PER_PAGE = 30

/** Newest first; those that wait for their second act among them. */
export const listImports = (tx: Tx, page: number): Promise<ImportRow[]> => tx.$queryRaw<ImportRow[]>`
  select f.id as "fichierId", f.nom, f."creeLe" as "deposeLe", i.id as "importId", i.lignes, i.ajoutees, i.doublons, i.rejets, p.nom as par,
    (select sum(r.montant)::bigint from reglement_recu r where r."importId" = i.id) as total
  from fichier_operateur f left join reglement_import i on i."fichierId" = f.id left join personne p on p.id = i."creeParId"
  where f.genre = 'reglements' order by f."creeLe" desc, f.id limit ${IMPORTS_PER_PAGE} offset ${(page - 1) * IMPORTS_PER_PAGE}`

export const countImports = (tx: Tx): Promise<number> => tx.fichierOperateur.count({ where: { genre: "reglements" } })

export async function findImportRow(tx: Tx, importId: string): Promise<ImportRow | null> {
  const [row] = await tx.$queryRaw<ImportRow[]>`
    select f.id as "fichierId", f.nom, f."creeLe" as "deposeLe", i.id as "importId", i.lignes, i.ajoutees, i.doublons, i.rejets, p.nom as par,
      (select sum(r.montant)::bigint from reglement_recu r where r."importId" = i.id) as total
    from reglement_import i join fichier_operateur f on i."fichierId" = f.id left join personne p on p.id = i."creeParId"
    where i.id = ${importId}::uuid`
  return row ?? null
}
