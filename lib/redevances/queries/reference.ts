import type { Tx } from "@/lib/access/door.ts"
import { decimal } from "@/lib/platform/money.ts"
import type { Semestre, TauxLegal } from "../rules/interets.ts"
import type { Bareme, Taux } from "../types.ts"

type TauxRow = Record<keyof Taux, { toString(): string }>

export const tauxOf = (row: TauxRow): Taux => ({
  souterrainKm: decimal(row.souterrainKm.toString()),
  aerienKm: decimal(row.aerienKm.toString()),
  empriseM2: decimal(row.empriseM2.toString()),
  nonRoutierKm: decimal(row.nonRoutierKm.toString()),
  nonRoutierM2: decimal(row.nonRoutierM2.toString()),
})

/** Published ceilings, one a year; a year that is not there is not known. */
export async function listBaremes(tx: Tx): Promise<Bareme[]> {
  const rows = await tx.baremeRodp.findMany({ where: { etat: "publie" }, orderBy: { annee: "desc" } })
  return rows.map((row) => ({ ...tauxOf(row), annee: row.annee, source: row.source }))
}

export type OperateurTelecom = {
  id: string
  nom: string
  alias: string[]
  note: string | null
  siren: string | null
  adresse: string | null
  codePostal: string | null
  ville: string | null
}

export const listOperateurs = (tx: Tx): Promise<OperateurTelecom[]> =>
  tx.operateurTelecom.findMany({
    where: { actif: true },
    select: {
      ...{ id: true, nom: true, alias: true, note: true },
      ...{ siren: true, adresse: true, codePostal: true, ville: true },
    },
    orderBy: { nom: "asc" },
  })

export async function listTauxLegaux(tx: Tx): Promise<TauxLegal[]> {
  const rows = await tx.tauxInteretLegal.findMany({ orderBy: [{ annee: "desc" }, { semestre: "desc" }] })
  return rows.map(({ annee, semestre, taux, source }) => ({
    ...{ annee, source, semestre: semestre as Semestre },
    taux: decimal(taux.toString()),
  }))
}

/** Every barème, drafts and replaced ones too, newest year first. */
export async function listAllBaremes(tx: Tx) {
  const rows = await tx.baremeRodp.findMany({ orderBy: [{ annee: "desc" }, { creeLe: "desc" }] })
  return rows.map((row) => ({
    ...tauxOf(row),
    ...{ id: row.id, annee: row.annee, etat: row.etat, source: row.source, publieLe: row.publieLe },
    coefficient: row.coefficient === null ? null : decimal(row.coefficient.toString()),
  }))
}
export type BaremeFile = Awaited<ReturnType<typeof listAllBaremes>>[number]

export async function findBaremeFile(tx: Tx, id: string): Promise<BaremeFile | null> {
  return (await listAllBaremes(tx)).find((one) => one.id === id) ?? null
}

export async function findOperateur(tx: Tx, id: string): Promise<OperateurTelecom | null> {
  return (await listOperateurs(tx)).find((one) => one.id === id) ?? null
}
