import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { ligneOf } from "./commune.ts"

export type EtatComplet = NonNullable<Awaited<ReturnType<typeof findEtat>>>

/** The statement that counts for a year and operator, with its lines and those it replaced. */
export async function findEtat(tx: Tx, collectiviteId: string, annee: number, operateurTelecomId: string) {
  const rows = await tx.patrimoineEtat.findMany({
    where: { collectiviteId, annee, operateurTelecomId },
    include: { lignes: { orderBy: { rang: "asc" } } },
    orderBy: { creeLe: "desc" },
  })
  const row = rows.find(({ remplaceLe }) => remplaceLe === null)
  if (!row) return null
  return {
    ...{ id: row.id, annee, source: row.source, note: row.note, creeLe: row.creeLe },
    recuLe: fromDatabase(row.recuLe),
    lignes: row.lignes.map(ligneOf),
    remplaces: rows.length - 1,
  }
}

/** The steps of a claim, newest first; a member does not see the operator's people. */
export async function listSuivis(tx: Tx, collectiviteId: string, creanceId: string) {
  const rows = await tx.creanceRodpSuivi.findMany({
    where: { collectiviteId, creanceId },
    orderBy: [{ le: "desc" }, { id: "desc" }],
  })
  const ids = [...new Set(rows.flatMap(({ personneId }) => (personneId ? [personneId] : [])))]
  const people = await tx.personne.findMany({ where: { id: { in: ids } }, select: { id: true, nom: true } })
  const names = new Map(people.map(({ id, nom }) => [id, nom]))
  return rows.map(({ id, etat, jour, le, note, montantPaye, personneId }) => ({
    ...{ id, etat, le, note, montantPaye },
    jour: fromDatabase(jour),
    par: personneId ? (names.get(personneId) ?? null) : null,
  }))
}
export type SuiviDeCreance = Awaited<ReturnType<typeof listSuivis>>[number]

/** The mandate in force, and none. */
export async function findMandat(tx: Tx, collectiviteId: string) {
  const row = await tx.mandatRodp.findFirst({ where: { collectiviteId, retireLe: null } })
  return row && { id: row.id, donneLe: fromDatabase(row.donneLe) }
}

/** Who the claim is from: what letters and files write. */
export async function findCreancier(tx: Tx, collectiviteId: string) {
  const row = await tx.collectivite.findUnique({
    where: { id: collectiviteId },
    select: { nom: true, type: true, siren: true, publicId: true, fiches: true, epci: { select: { nom: true } } },
  })
  if (!row) return null
  const [fiche] = row.fiches
  return {
    ...{ nom: row.nom, type: row.type, siren: row.siren, publicId: row.publicId },
    adresse: fiche?.adresse ?? null,
    codePostal: fiche?.codePostal ?? null,
    ville: fiche?.ville ?? null,
    siret: fiche?.siret ?? null,
    courriel: fiche?.courrielOfficiel ?? null,
  }
}
export type Creancier = NonNullable<Awaited<ReturnType<typeof findCreancier>>>
