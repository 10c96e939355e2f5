import { type CalendarDate, calendarDate } from "@/lib/platform/dates.ts"
import { type Cents, sum } from "@/lib/platform/money.ts"
import type { Arrondi, Bareme, Calcul, CreanceEtat, Prescription, Taux } from "../types.ts"
import { assiettesOf, type LignePatrimoine } from "./assiette.ts"
import { findBareme, missingBareme } from "./bareme.ts"
import { computeRedevance } from "./calcul.ts"
import { dueDay, expiresThisYear, prescriptionOf } from "./prescription.ts"

/** An adopted délibération; `taux` null: the ceilings of each year. */
export type Deliberation = {
  id: string
  annee: number
  permanente: boolean
  taux: Taux | null
  arrondi: Arrondi
  prorata: boolean
  exigibiliteMois: number
  exigibiliteJour: number
  adopteeLe: CalendarDate
}

export type EtatDeclare = {
  id: string
  annee: number
  operateurId: string
  operateur: string
  recuLe: CalendarDate
  lignes: readonly LignePatrimoine[]
}

export type Creance = {
  id: string
  annee: number
  operateurId: string
  operateur: string
  etat: CreanceEtat
  montant: Cents
  paye: Cents
  exigibleLe: CalendarDate
  echeance: CalendarDate | null
}

export type Montant =
  | { connu: true; calcul: Calcul; deliberation: Deliberation | null; bareme: Bareme }
  | { connu: false; raison: string }

export const SITUATIONS = [
  "a_reclamer",
  "bareme_absent",
  "deliberation_absente",
  ...(["preparee", "envoyee", "contestee", "payee", "prescrite"] as const),
] as const
export type Situation = (typeof SITUATIONS)[number]

export type LigneRedevance = {
  annee: number
  operateurId: string
  operateur: string
  etatId: string | null
  /** From the frozen claim when there is one, computed otherwise; null while the rates are not known. */
  montant: Cents | null
  paye: Cents
  calcul: Montant
  creance: Creance | null
  prescription: Prescription
  situation: Situation
}

/** The délibération that counts for a year: its own, otherwise the last one that goes on. */
export function deliberationOf(deliberations: readonly Deliberation[], annee: number): Deliberation | null {
  const latest = (some: readonly Deliberation[]) =>
    [...some].sort((a, b) => b.annee - a.annee || b.adopteeLe.localeCompare(a.adopteeLe))[0] ?? null
  const own = deliberations.filter((one) => one.annee === annee)
  return latest(own) ?? latest(deliberations.filter((one) => one.permanente && one.annee < annee))
}

/** 29 February, in a year that has none, is the 28th. */
export function dueDayOf(deliberation: Deliberation | null, annee: number): CalendarDate {
  if (!deliberation) return dueDay(annee)
  const { exigibiliteMois, exigibiliteJour } = deliberation
  const last = new Date(Date.UTC(annee, exigibiliteMois, 0)).getUTCDate()
  const two = (n: number) => String(n).padStart(2, "0")
  return calendarDate(`${annee}-${two(exigibiliteMois)}-${two(Math.min(exigibiliteJour, last))}`)
}

/** What one statement is worth: unknown rates withhold the amount; without délibération it is said at the ceilings, to know. */
export function amountOf(
  { annee, lignes }: Pick<EtatDeclare, "annee" | "lignes">,
  baremes: readonly Bareme[],
  deliberation: Deliberation | null,
): Montant {
  const bareme = findBareme(baremes, annee)
  if (!bareme) return { connu: false, raison: missingBareme(annee) }
  const assiettes = assiettesOf(lignes, annee, deliberation?.prorata ?? false)
  const taux = deliberation?.taux ?? bareme
  const calcul = computeRedevance({ annee, assiettes, taux, arrondi: deliberation?.arrondi ?? "centime" })
  return { connu: true, calcul, deliberation, bareme }
}

// Made once: comparing with a locale's name looks its rules up each time.
const FRENCH = new Intl.Collator("fr")

type Known = {
  etats: readonly EtatDeclare[]
  creances: readonly Creance[]
  baremes: readonly Bareme[]
  deliberations: readonly Deliberation[]
}

/** Every year and operator of a collectivité, newest year first. */
export function situationOf({ etats, creances, baremes, deliberations }: Known, today: CalendarDate): LigneRedevance[] {
  const rows = etats.map((etat): LigneRedevance => {
    const deliberation = deliberationOf(deliberations, etat.annee)
    const creance = creances.find(
      (one) => one.annee === etat.annee && one.operateurId === etat.operateurId && one.etat !== "abandonnee",
    )
    const calcul = amountOf(etat, baremes, deliberation)
    const prescription = prescriptionOf(creance?.exigibleLe ?? dueDayOf(deliberation, etat.annee), today)
    return {
      ...{ annee: etat.annee, operateurId: etat.operateurId, operateur: etat.operateur, etatId: etat.id },
      montant: creance?.montant ?? (calcul.connu ? calcul.calcul.total : null),
      paye: creance?.paye ?? 0n,
      calcul,
      creance: creance ?? null,
      prescription,
      situation: situation(creance ?? null, calcul, prescription),
    }
  })
  return rows.sort((a, b) => b.annee - a.annee || FRENCH.compare(a.operateur, b.operateur))
}

function situation(creance: Creance | null, calcul: Montant, { prescrite }: Prescription): Situation {
  if (creance && creance.etat !== "abandonnee" && creance.etat !== "preparee") return creance.etat
  if (prescrite) return "prescrite"
  if (creance?.etat === "preparee") return "preparee"
  if (!calcul.connu) return "bareme_absent"
  return calcul.deliberation ? "a_reclamer" : "deliberation_absente"
}

/** Asked of the operator, whatever came of it. */
const isAsked = ({ creance }: LigneRedevance) =>
  creance !== null && (creance.etat === "envoyee" || creance.etat === "contestee" || creance.etat === "payee")

export type Bilan = {
  /** Still due: neither paid nor lost. */
  du: Cents
  demande: Cents
  recu: Cents
  /** Not asked yet, and lost after the last day of this year. */
  enJeu: Cents
  perdu: Cents
  /** Statements whose rates are not known: kept, without an amount. */
  sansBareme: number
}

export function summarize(rows: readonly LigneRedevance[], today: CalendarDate): Bilan {
  const amount = (row: LigneRedevance): Cents => row.montant ?? 0n
  const total = (keeps: (row: LigneRedevance) => boolean, of = amount) => sum(rows.filter(keeps).map(of))
  const open = (row: LigneRedevance) => row.situation !== "prescrite" && row.situation !== "payee"
  return {
    du: total(open, (row) => (amount(row) > row.paye ? amount(row) - row.paye : 0n)),
    demande: total(isAsked),
    recu: total(
      () => true,
      (row) => row.paye,
    ),
    enJeu: total((row) => open(row) && !isAsked(row) && expiresThisYear(row.prescription.exigibleLe, today)),
    perdu: total(({ situation }) => situation === "prescrite"),
    sansBareme: rows.filter(({ situation }) => situation === "bareme_absent").length,
  }
}
