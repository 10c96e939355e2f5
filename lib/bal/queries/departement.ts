import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, daysBetween, fromDatabase } from "@/lib/platform/dates.ts"
import { fold } from "@/lib/platform/format.ts"
import { asJson } from "@/lib/platform/json.ts"
import { eclaircir } from "../rules/geometrie.ts"
import { type Poids, points } from "../rules/priorite.ts"
import type { Contour } from "../types.ts"

export type CommuneDepartement = {
  id: string
  publicId: string
  nom: string
  nomPlie: string
  codeInsee: string
  adherente: boolean
  valide: boolean | null
  adresses: number
  bloquees: number
  deplacees: number
  certifiees: number
  indice: number | null
  deposeeLe: Date | null
  lot: string | null
  fermeture: CalendarDate | null
  points: number
}

type Raw = Omit<CommuneDepartement, "points" | "fermeture" | "indice"> & {
  fermeture: Date | null
  indice: string | null
}

/** Every commune of the operator's département and its addresses: one row each, from figures kept by version. */
export async function listDepartement(tx: Tx, today: CalendarDate): Promise<CommuneDepartement[]> {
  const poids = await findReglage(tx)
  const rows = await tx.$queryRaw<Raw[]>`
    select c.id, c."publicId", c.nom, c."nomPlie", c."codeInsee",
      exists (select from adhesion a where a."collectiviteId" = c.id and a.statut = 'adherent' and a.jusqua is null) as adherente,
      v.valide, coalesce(v.adresses, 0) as adresses, coalesce(v.bloquees, 0) as bloquees, coalesce(v.deplacees, 0) as deplacees,
      coalesce(v.certifiees, 0) as certifiees, v.indice::text as indice, v."creeLe" as "deposeeLe", b.lot,
      b."fermetureTechniqueLe" as fermeture
    from collectivite c join operateur o on o.departement = c.departement
    left join bal_version v on v."collectiviteId" = c.id and v."communeId" = c.id and v.courante
    left join bal_commune b on b."concerneId" = c.id
    where c.type = 'commune' and c."codeInsee" is not null
    order by c."nomPlie"`
  return rows.map(({ fermeture, indice, ...row }) => {
    const day = fermeture ? fromDatabase(fermeture) : null
    const figures = row.deposeeLe === null ? null : row
    return {
      ...row,
      fermeture: day,
      indice: indice === null ? null : Number(indice),
      points: points({ figures, joursAvantFermeture: day ? daysBetween(today, day) : null }, poids),
    }
  })
}

export type Reglage = Poids & { controleBan: boolean }

export async function findReglage(tx: Tx): Promise<Reglage> {
  const { id: _, majLe: __, ...reglage } = await tx.balReglage.findUniqueOrThrow({ where: { id: 1 } })
  return reglage
}

export const DEPARTEMENT_FILTRES = {
  sans_bal: "Sans fichier",
  bloquees: "Avec des adresses bloquées",
  refusee: "Fichier refusé",
  non_certifiee: "Moins de la moitié certifiée",
} as const
export type DepartementFiltre = keyof typeof DEPARTEMENT_FILTRES

/** Six hundred rows: sorted and filtered here, where the points are known. */
export function chooseCommunes(
  rows: readonly CommuneDepartement[],
  { q, filtre, lot }: { q?: string; filtre?: DepartementFiltre; lot?: string },
): CommuneDepartement[] {
  const name = q ? fold(q) : null
  return rows
    .filter((row) => name === null || row.nomPlie.includes(name) || row.codeInsee === q)
    .filter((row) => !lot || row.lot === lot)
    .filter((row) => {
      if (filtre === "sans_bal") return row.deposeeLe === null
      if (filtre === "bloquees") return row.bloquees > 0
      if (filtre === "refusee") return row.valide === false
      if (filtre === "non_certifiee") return row.deposeeLe !== null && row.certifiees * 2 < row.adresses
      return true
    })
    .sort((a, b) => b.points - a.points || (a.nomPlie < b.nomPlie ? -1 : 1))
}

/** A pixel of the map of a whole département: finer is not seen, and would weigh megabytes. */
const PRECISION_M = 150

/** What the département's map draws: outlines where they are known, centres elsewhere. */
export async function listPlaces(tx: Tx) {
  const rows = await tx.balCommune.findMany({ select: { concerneId: true, contour: true, long: true, lat: true } })
  return rows.map(({ concerneId, contour, long, lat }) => ({
    concerneId,
    contour: contour === null ? null : eclaircir(asJson<Contour>(contour), PRECISION_M),
    centre: long === null || lat === null ? null : [Number(long), Number(lat)],
  }))
}

export const listAvis = (tx: Tx) =>
  tx.$queryRaw<{ id: string; commune: string; publicId: string; auteur: string; remplace: number | null; le: Date }[]>`
    select a.id, c.nom as commune, c."publicId", a.auteur, a.remplace, a.le
    from bal_avis a join collectivite c on c.id = a."collectiviteId" order by a.le desc limit 10`

/** Communes that the map can draw. */
export async function countPlaces(tx: Tx): Promise<number> {
  const [row] = await tx.$queryRaw<{ places: number }[]>`
    select count(*)::int as places from bal_commune where contour is not null or long is not null`
  return row?.places ?? 0
}
