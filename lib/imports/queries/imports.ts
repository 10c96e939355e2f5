import type { Tx } from "@/lib/access/door.ts"
import type { LigneFilter } from "../schema.ts"
import type { Difference, Erreur, ImportEtat, ImportGenre, Issue, Parametres, Verdict } from "../types.ts"

export type Bilan = Readonly<Record<string, number>>
export type ImportRow = {
  id: string
  genre: ImportGenre
  etat: ImportEtat
  fichierNom: string
  creeLe: Date
  creePar: string | null
  bilan: Bilan
}
export type ImportFile = ImportRow & {
  parametres: Parametres
  appliqueLe: Date | null
  appliquePar: string | null
  /** When the very same bytes were applied by another import. */
  dejaAppliqueLe: Date | null
  /** Lines that a person still has to confirm. */
  aConfirmer: number
  /** Communes of the operator's département that a file of populations says nothing of. */
  communesAbsentes: number
}

export const IMPORTS_PAGE = 30
export const LIGNES_PAGE = 50

export async function listImports(tx: Tx, page: number): Promise<{ rows: ImportRow[]; counted: number }> {
  const rows = await tx.$queryRaw<ImportRow[]>`
    select i.id, i.genre::text, i.etat::text, i."fichierNom", i."creeLe", p.nom as "creePar", i.bilan
    from import i left join personne p on p.id = i."creeParId"
    order by i."creeLe" desc, i.id limit ${IMPORTS_PAGE} offset ${(page - 1) * IMPORTS_PAGE}`
  return { rows, counted: await tx.import.count() }
}

/** Null for an unknown one, or an identifier that is none. */
export async function findImport(tx: Tx, id: string): Promise<ImportFile | null> {
  if (!isUuid(id)) return null
  const [row] = await tx.$queryRaw<ImportFile[]>`
    select i.id, i.genre::text, i.etat::text, i."fichierNom", i."creeLe", p.nom as "creePar", i.bilan, i.parametres, i."appliqueLe",
      a.nom as "appliquePar",
      (select max(o."appliqueLe") from import o where o.empreinte = i.empreinte and o.genre = i.genre and o.id <> i.id
        and o.parametres -> 'population' is not distinct from i.parametres -> 'population') as "dejaAppliqueLe",
      (select count(*)::int from import_ligne l
        where l."importId" = i.id and l.alerte is not null and not l.confirmee) as "aConfirmer",
      case when i.genre = 'populations' then (
        select count(*)::int from collectivite c join operateur o on o.departement = c.departement
        where c.type = 'commune' and not exists (
          select from import_ligne l where l."importId" = i.id and l."concerneId" = c.id and l.verdict <> 'refuse')) else 0
      end as "communesAbsentes"
    from import i left join personne p on p.id = i."creeParId" left join personne a on a.id = i."appliqueParId"
    where i.id = ${id}::uuid`
  return row ?? null
}

const isUuid = (text: string): boolean => /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

export type LigneRow = {
  ligne: number
  verdict: Verdict
  /** The collectivité it is about, as the register names it. */
  nom: string | null
  publicId: string | null
  donnees: Readonly<Record<string, string>>
  differences: readonly Difference[]
  erreurs: readonly Erreur[]
  alerte: string | null
  confirmee: boolean
  issue: Issue | null
}

export async function listLignes(
  tx: Tx,
  importId: string,
  { verdict, issue, aVerifier }: LigneFilter,
  page: { number: number; size: number },
): Promise<{ rows: LigneRow[]; counted: number }> {
  const where = {
    importId,
    ...(verdict ? { verdict } : {}),
    ...(issue ? { issue } : {}),
    ...(aVerifier ? { alerte: { not: null } } : {}),
  }
  const rows = await tx.importLigne.findMany({
    where,
    orderBy: { ligne: "asc" },
    skip: (page.number - 1) * page.size,
    take: page.size,
  })
  const concerned = rows.flatMap(({ concerneId }) => (concerneId ? [concerneId] : []))
  const bodies = await tx.collectivite.findMany({
    where: { id: { in: concerned } },
    select: { id: true, nom: true, publicId: true },
  })
  const byId = new Map(bodies.map((body) => [body.id, body]))
  return {
    rows: rows.map(({ importId: _, concerneId, ...row }) => ({
      ...(row as unknown as Omit<LigneRow, "nom" | "publicId">),
      nom: byId.get(concerneId ?? "")?.nom ?? null,
      publicId: byId.get(concerneId ?? "")?.publicId ?? null,
    })),
    counted: await tx.importLigne.count({ where }),
  }
}
