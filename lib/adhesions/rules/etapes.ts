import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import type { Acteur, Etape } from "@/lib/souscriptions/rules/etapes.ts"
import type { DossierEtat } from "../types.ts"

/** A council meets once a quarter at least (CGCT L.2121-7): its délibération is not late before. */
export const DAYS_TO_VOTE = 90
/** Days that the operator has for each of its own steps: answering, naming who signs, writing the charte, the first titre. */
const DAYS_TO_ACT = 15
const DAYS_TO_BILL = 30

/** By when a request is answered. */
export const demandeBefore = (recueLe: CalendarDate): CalendarDate => addDays(recueLe, DAYS_TO_ACT)

export type Dossier = {
  etat: DossierEtat
  ouvertLe: CalendarDate
  /** Both its number and its document are there. */
  deliberee: boolean
  /** When it last moved: what follows a délibération is counted from there. */
  bougeLe: CalendarDate
  representant: boolean
  dateEffet: CalendarDate | null
  charte: { etat: string; aSignerAvant: CalendarDate } | null
  /** A first cotisation is due and its titre is not issued. */
  premiereDue: boolean
  /** Last day of membership. */
  retraitEffetLe: CalendarDate | null
}

const MOVING: readonly DossierEtat[] = ["en_preparation", "en_signature"]
const MEMBER: readonly DossierEtat[] = ["en_vigueur", "retrait_demande", "termine"]

type Step = [cle: string, quoi: string, acteur: Acteur, qui: string]
type When = { done: boolean; current: boolean; avant: CalendarDate | null }

/** The steps of one membership in their order: who does each, by when, and whether it is late. */
export function etapesOf(dossier: Dossier, today: CalendarDate): Etape[] {
  const { etat, ouvertLe, bougeLe, deliberee, representant, dateEffet, charte, premiereDue, retraitEffetLe } = dossier
  const moving = MOVING.includes(etat)
  const bound = etat === "conclu" || MEMBER.includes(etat)
  const written = bound || (charte !== null && charte.etat !== "a_generer")
  const signed = bound || charte?.etat === "signe"
  const step = ([cle, quoi, acteur, qui]: Step, { done, current, avant }: When): Etape => {
    const awaited = current && !done
    const statut = done ? "faite" : etat === "abandonne" ? "sans_suite" : awaited ? "en_cours" : "a_venir"
    const due = awaited ? avant : null
    return { cle, quoi, acteur, qui, statut, avant: due, enRetard: due !== null && due < today }
  }
  const ours = addDays(bougeLe, DAYS_TO_ACT)
  return [
    step(["deliberation", "Délibération du conseil", "collectivite", "La collectivité"], {
      ...{ done: deliberee || bound, current: moving, avant: addDays(ouvertLe, DAYS_TO_VOTE) },
    }),
    step(["representant", "Signataire et date d’effet", "operateur", "L’opérateur"], {
      ...{ done: (representant && dateEffet !== null) || bound, current: moving && deliberee, avant: ours },
    }),
    step(["charte", "Charte à établir, catalogue annexé", "operateur", "L’opérateur"], {
      ...{ done: written, current: moving && deliberee && representant, avant: ours },
    }),
    step(["signature", "Signature de la charte", "collectivite", "La personne désignée"], {
      ...{ done: signed, current: moving && written, avant: charte?.aSignerAvant ?? null },
    }),
    step(["contresignature", "Signature de l’opérateur", "operateur", "L’opérateur"], {
      ...{ done: bound, current: moving && signed, avant: charte?.aSignerAvant ?? null },
    }),
    step(["effet", "Prise d’effet", "operateur", "Le jour venu, sans rien faire"], {
      ...{ done: MEMBER.includes(etat), current: etat === "conclu", avant: dateEffet },
    }),
    ...(premiereDue
      ? [
          step(["premiere", "Titre de la première cotisation", "operateur", "L’opérateur"], {
            ...{ done: false, current: MEMBER.includes(etat), avant: dateEffet && addDays(dateEffet, DAYS_TO_BILL) },
          }),
        ]
      : []),
    ...(retraitEffetLe
      ? [
          step(["retrait", "Fin de l’adhésion", "operateur", "Le jour venu, sans rien faire"], {
            ...{ done: etat === "termine", current: etat === "retrait_demande", avant: retraitEffetLe },
          }),
        ]
      : []),
  ]
}
