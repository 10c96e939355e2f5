import type { Tx } from "@/lib/access/door.ts"
import { findHabitants } from "@/lib/collectivites/queries/public-register.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { computeCotisation } from "@/lib/cotisations/rules.ts"
import { findOperateurFile, findRegle } from "@/lib/operateur/queries.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { DossierAdhesion, DossierEtat } from "../types.ts"

type Row = {
  [K in keyof DossierAdhesion]: DossierAdhesion[K] extends CalendarDate | null ? Date | null : DossierAdhesion[K]
}

const day = (value: Date | null): CalendarDate | null => value && fromDatabase(value)

const dossierOf = (row: Row): DossierAdhesion => ({
  ...row,
  deliberationLe: day(row.deliberationLe),
  dateEffet: day(row.dateEffet),
  renouveleeLe: day(row.renouveleeLe),
  retraitDemandeLe: day(row.retraitDemandeLe),
  retraitEffetLe: day(row.retraitEffetLe),
})

/** Another collectivité's file is null: the same answer as an unknown one. */
export async function findDossierAdhesion(tx: Tx, collectiviteId: string, id: string): Promise<DossierAdhesion | null> {
  const row = await tx.dossierAdhesion.findUnique({ where: { collectiviteId_id: { collectiviteId, id } } })
  return row && dossierOf(row)
}

/** By identifier alone: for the staff, who see every collectivité. */
export async function findDossierOfAnyone(tx: Tx, id: string): Promise<DossierAdhesion | null> {
  const row = await tx.dossierAdhesion.findFirst({ where: { id } })
  return row && dossierOf(row)
}

/** The membership under way, or else the last one. */
export async function findCurrentDossier(tx: Tx, collectiviteId: string): Promise<DossierAdhesion | null> {
  const row = await tx.dossierAdhesion.findFirst({
    where: { collectiviteId },
    orderBy: [{ creeLe: "desc" }, { id: "desc" }],
  })
  return row && dossierOf(row)
}

export type DossierSuivi = { id: string; etat: DossierEtat; fait: string; le: Date; par: string | null }

/** Newest first. A member does not see the operator's people: the page then says "l'opérateur". */
export async function listDossierSuivis(tx: Tx, collectiviteId: string, dossierId: string): Promise<DossierSuivi[]> {
  return tx.$queryRaw<DossierSuivi[]>`
    select s.id, s.etat, s.fait, s.le, p.nom as par from dossier_adhesion_suivi s left join personne p on p.id = s."personneId"
    where s."collectiviteId" = ${collectiviteId}::uuid and s."dossierAdhesionId" = ${dossierId}::uuid order by s.le desc, s.id desc`
}

export type Body = {
  id: string
  publicId: string
  nom: string
  type: CollectiviteType
  code: string | null
}

export async function findBody(tx: Tx, collectiviteId: string): Promise<Body> {
  const { codeInsee, siren, departement, ...body } = await tx.collectivite.findUniqueOrThrow({
    where: { id: collectiviteId },
    select: { id: true, publicId: true, nom: true, type: true, codeInsee: true, siren: true, departement: true },
  })
  const codes: Partial<Record<CollectiviteType, string | null>> = {
    commune: codeInsee,
    epci: siren,
    departement: `D${departement}`,
  }
  return { ...body, code: codes[body.type] ?? null }
}

/** For a whole year; null while a fact is missing. */
export async function findAnnuelle(tx: Tx, body: Body, on: CalendarDate): Promise<Annuelle> {
  const operateur = await findOperateurFile(tx)
  const regle = await findRegle(tx, body.type, on)
  const { populationGenre: genre, populationMillesime: millesime } = operateur
  const habitants = body.code === null ? null : await findHabitants(tx, body.code, genre, millesime)
  return { montant: regle && computeCotisation(regle, habitants), habitants, genre, millesime, regle }
}
export type Annuelle = {
  montant: Cents | null
  habitants: number | null
  genre: "municipale" | "totale"
  millesime: number
  regle: Awaited<ReturnType<typeof findRegle>>
}

/** Months of notice before a withdrawal. */
export async function findPreavis(tx: Tx): Promise<number> {
  const { preavisRetraitMois } = await tx.operateur.findFirstOrThrow({ select: { preavisRetraitMois: true } })
  return preavisRetraitMois
}
