import { addDays, type CalendarDate } from "../platform/dates.ts"
import type { Canal, Debiteur } from "./types.ts"

/** "2026-COT-118": exercice, series, number; what a payer quotes. */
export const titreReference = (titre: { exercice: number; serie: string; numero: number }): string =>
  `${titre.exercice}-${titre.serie}-${titre.numero}`

/** The échéance is a setting of the operator, in days (no general rule was found: domain of the comptable). */
export const computeEcheance = (dateEmission: CalendarDate, delaiPaiement: number): CalendarDate =>
  addDays(dateEmission, delaiPaiement)

/** Chosen once, at issue: PES and deposit both need a SIRET; without one the titre goes on paper, and is issued all the same. */
export const canalFor = (debiteur: Pick<Debiteur, "siret">, parDefaut: Canal): Canal =>
  debiteur.siret ? parDefaut : "papier"

/** What a payer types on www.payfip.gouv.fr: 6 to 30 letters and digits, "2026COT000118". */
export const payfipReference = (titre: { exercice: number; serie: string; numero: number }): string =>
  `${titre.exercice}${titre.serie.replace(/[^A-Za-z0-9]/g, "")}${String(titre.numero).padStart(6, "0")}`.slice(0, 30)

/** PayFiP takes from 1 € to 100 000 €; a larger sum is paid by transfer. */
export const canPayfip = (montant: bigint): boolean => montant >= 100n && montant <= 10_000_000n

type PayfipDebt = { exercice: number; serie: string; numero: number; objet: string; montant: bigint }
type PayfipPayer = { numcli: string; courriel: string; retour: string; demonstration: boolean }

/** The form of the DGFiP with its fields filled: a demonstration only reaches its test mode, in its test exercice. */
export function payfipLink(debt: PayfipDebt, { numcli, courriel, retour, demonstration }: PayfipPayer): string {
  const url = new URL("https://www.payfip.gouv.fr/tpa/paiement.web")
  const fields = {
    numcli,
    exer: demonstration ? "9999" : String(debt.exercice),
    refdet: payfipReference(debt),
    // Letters, digits and spaces: what the form takes without question.
    objet: debt.objet
      .normalize("NFD")
      .replace(/[^A-Za-z0-9 ]/g, "")
      .replace(/\s+/g, " ")
      .trim()
      .slice(0, 100),
    montant: String(debt.montant),
    mel: courriel,
    urlcl: retour,
    saisie: demonstration ? "T" : "M",
  }
  for (const [name, value] of Object.entries(fields)) url.searchParams.set(name, value)
  return url.href
}
