import type { Tx } from "@/lib/access/door.ts"
import { empty, join, sql } from "@/lib/platform/db.ts"
import { fold } from "@/lib/platform/format.ts"
import { asJson } from "@/lib/platform/json.ts"
import type { Differences } from "../rules/differences.ts"
import type { LigneVoie, Niveaux, NombreParCode } from "../rules/rapport.ts"
import type { RapportFilter } from "../schema.ts"
import type { BalDepotEtat, Gravite, NonVerifie, Priorite } from "../types.ts"

const FIGURES = {
  id: true,
  numero: true,
  courante: true,
  creeLe: true,
  communeId: true,
  codeInsee: true,
  profil: true,
  valide: true,
  encodage: true,
  lignes: true,
  lignesValides: true,
  adresses: true,
  bloquees: true,
  deplacees: true,
  certifiees: true,
  parcelles: true,
  toponymes: true,
  p1: true,
  p2: true,
  p3: true,
  p4: true,
  ecartees: true,
  voies: true,
  indice: true,
} as const

export type VersionFigures = Awaited<ReturnType<typeof listVersions>>[number]

const numbered = <T extends { indice: { toString(): string } | null }>({
  indice,
  ...row
}: T): Omit<T, "indice"> & { indice: number | null } => ({
  ...row,
  indice: indice === null ? null : Number(indice.toString()),
})

/** Newest first; nobody reads further than some years of weekly deposits. */
export async function listVersions(tx: Tx, collectiviteId: string, communeId: string) {
  const rows = await tx.balVersion.findMany({
    where: { collectiviteId, communeId },
    select: { ...FIGURES, differences: true, depot: { select: { fichierNom: true, origine: true, provenance: true } } },
    orderBy: { numero: "desc" },
    take: 200,
  })
  return rows.map((row) => ({ ...numbered(row), differences: asJson<Differences | null>(row.differences) }))
}

/** The versions in use: one for a commune, one a member for an EPCI. */
export async function listCurrent(tx: Tx, collectiviteId: string) {
  const rows = await tx.balVersion.findMany({ where: { collectiviteId, courante: true }, select: FIGURES, take: 1000 })
  return rows.map(numbered)
}

export type Rapport = NonNullable<Awaited<ReturnType<typeof findRapport>>>

/** The version in use of one commune, as this collectivité sees it. */
export async function findRapport(tx: Tx, collectiviteId: string, communeId: string) {
  const row = await tx.balVersion.findFirst({
    where: { collectiviteId, communeId, courante: true },
    select: {
      ...FIGURES,
      niveaux: true,
      nombres: true,
      fichier: true,
      nonVerifie: true,
      differences: true,
      depot: { select: { id: true, fichierNom: true, taille: true, deposeLe: true, origine: true, provenance: true } },
      avis: { where: { vuLe: null }, select: { id: true, auteur: true, remplace: true, le: true } },
    },
  })
  if (!row) return null
  const { niveaux, nombres, fichier, nonVerifie, differences, ...rest } = row
  return {
    ...numbered(rest),
    niveaux: asJson<Niveaux>(niveaux),
    nombres: asJson<NombreParCode[]>(nombres),
    fichier: asJson<{ code: string; gravite: Gravite }[]>(fichier),
    nonVerifie: asJson<NonVerifie[]>(nonVerifie),
    differences: asJson<Differences | null>(differences),
  }
}

export type VoieRow = {
  id: string
  rang: number
  nom: string | null
  deleguee: string | null
  adresses: number
  certifiees: number
  toponymes: number
  p1: number
  p2: number
  p3: number
  p4: number
}

export const VOIES_PAGE = 30

/** Streets, those that block most first; a filter keeps those where a row bears this code, or has this priority. */
export async function listVoies(
  tx: Tx,
  collectiviteId: string,
  versionId: string,
  { code, priorite, q, page }: RapportFilter,
): Promise<{ rows: VoieRow[]; counted: number }> {
  const column = { 1: sql`p1`, 2: sql`p2`, 3: sql`p3`, 4: sql`p4` }
  const clauses = [
    sql`"collectiviteId" = ${collectiviteId}::uuid`,
    sql`"versionId" = ${versionId}::uuid`,
    ...(code ? [sql`${code} = any (codes)`] : []),
    ...(priorite ? [sql`${column[priorite as Priorite]} > 0`] : []),
    ...(q ? [sql`unaccent(lower(coalesce(nom, ''))) like ${`%${fold(q).replace(/[\\%_]/g, "\\$&")}%`}`] : []),
  ]
  const where = clauses.length > 0 ? sql`where ${join(clauses, " and ")}` : empty
  const rows = await tx.$queryRaw<VoieRow[]>`
    select id, rang, nom, deleguee, adresses, certifiees, toponymes, p1, p2, p3, p4 from bal_voie ${where}
    order by p1 desc, p2 desc, p3 desc, p4 desc, rang limit ${VOIES_PAGE} offset ${(page - 1) * VOIES_PAGE}`
  const [count] = await tx.$queryRaw<{ counted: number }[]>`select count(*)::int as counted from bal_voie ${where}`
  return { rows, counted: count?.counted ?? 0 }
}

export async function findVoie(tx: Tx, collectiviteId: string, id: string) {
  const row = await tx.balVoie.findUnique({
    where: { collectiviteId_id: { collectiviteId, id } },
    include: { version: { select: { id: true, courante: true, communeId: true, numero: true, niveaux: true } } },
  })
  if (!row) return null
  return {
    ...row,
    lignes: asJson<LigneVoie[]>(row.lignes),
    version: { ...row.version, niveaux: asJson<Niveaux>(row.version.niveaux) },
  }
}

export type LastDepot = {
  id: string
  etat: BalDepotEtat
  fichierNom: string
  deposeLe: Date
  motif: string | null
  details: Record<string, string>
}

/** The last file handed in or fetched: it may still wait, or have been refused after the version in use. */
export async function findLastDepot(tx: Tx, collectiviteId: string): Promise<LastDepot | null> {
  const row = await tx.balDepot.findFirst({
    where: { collectiviteId },
    select: { id: true, etat: true, fichierNom: true, deposeLe: true, motif: true, details: true },
    orderBy: [{ deposeLe: "desc" }, { id: "desc" }],
  })
  return row && { ...row, details: row.details as Record<string, string> }
}

/** All rows of a version, some streets at a time: exports never hold a large commune whole. */
export async function* eachVoie(tx: Tx, collectiviteId: string, versionId: string) {
  for (let rang = 0; ; rang += 200) {
    const rows = await tx.balVoie.findMany({
      where: { collectiviteId, versionId, rang: { gte: rang, lt: rang + 200 } },
      select: { nom: true, lignes: true },
      orderBy: { rang: "asc" },
    })
    for (const { nom, lignes } of rows) yield { nom, lignes: asJson<LigneVoie[]>(lignes) }
    if (rows.length < 200) return
  }
}
