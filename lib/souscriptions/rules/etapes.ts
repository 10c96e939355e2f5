import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import type { SouscriptionEtat } from "../types.ts"

/** Days that an élu has to approve: what is asked of her is never said to be late before. */
export const DAYS_TO_APPROVE = 15

export type EtapeStatut = "faite" | "en_cours" | "a_venir" | "sans_suite"
export type Etape = {
  cle: "demande" | "approbation" | "convention" | "contresignature" | "ouverture" | "service"
  quoi: string
  qui: string
  statut: EtapeStatut
  /** Calendar day by which it is due, while it is awaited. */
  avant: CalendarDate | null
  enRetard: boolean
}

export type Avancement = {
  etat: SouscriptionEtat
  demandeLe: CalendarDate
  dateSouhaitee: CalendarDate
  /** Somebody had to approve: not so for what is covered, or under the operator's threshold. */
  approbation: boolean
  exigeConvention: boolean
  convention: { etat: string; aSignerAvant: CalendarDate } | null
  restantes: number
}

const DEAD: readonly SouscriptionEtat[] = ["refusee", "annulee"]

/** Nothing is left but to open it: signed where it must be, and done. */
export const isReady = ({ exigeConvention, convention, restantes }: Avancement): boolean =>
  restantes === 0 && (!exigeConvention || ["contresigne", "scelle"].includes(convention?.etat ?? ""))

/** The steps of one souscription in their order: who does each, by when, and whether it is late. */
export function etapesOf(file: Avancement, today: CalendarDate): Etape[] {
  const { etat, convention, exigeConvention } = file
  const dead = DEAD.includes(etat)
  const opened = etat === "en_service" || etat === "terminee"
  const approved = opened || etat === "approuvee"
  const signed = opened || ["signe", "contresigne", "scelle"].includes(convention?.etat ?? "")
  const concluded = opened || ["contresigne", "scelle"].includes(convention?.etat ?? "")
  const ready = approved && (!exigeConvention || concluded)
  const step = (
    cle: Etape["cle"],
    [quoi, qui]: readonly [string, string],
    { done, current, avant = null }: { done: boolean; current: boolean; avant?: CalendarDate | null },
  ): Etape => {
    const awaited = current && !done && !dead
    const statut = done ? "faite" : dead ? "sans_suite" : awaited ? "en_cours" : "a_venir"
    return {
      cle,
      quoi,
      qui,
      statut,
      avant: awaited ? avant : null,
      enRetard: awaited && avant !== null && avant < today,
    }
  }
  return [
    step("demande", ["Demande", "Votre secrétariat"], { done: true, current: false }),
    ...(file.approbation
      ? [
          step("approbation", ["Approbation de la dépense", "Une personne élue"], {
            done: approved,
            current: etat === "a_approuver",
            avant: addDays(file.demandeLe, DAYS_TO_APPROVE),
          }),
        ]
      : []),
    ...(exigeConvention
      ? [
          step("convention", ["Signature de la convention", "Une personne élue ou son délégataire"], {
            done: signed,
            current: etat === "approuvee",
            avant: convention?.aSignerAvant ?? null,
          }),
          step("contresignature", ["Signature de l’opérateur", "L’opérateur"], {
            done: concluded,
            current: etat === "approuvee" && signed,
            avant: convention?.aSignerAvant ?? null,
          }),
        ]
      : []),
    step(
      "ouverture",
      [file.restantes > 0 ? `Préparation : ${file.restantes} tâches restantes` : "Préparation", "L’opérateur"],
      { done: opened || (ready && file.restantes === 0), current: ready, avant: file.dateSouhaitee },
    ),
    step("service", ["Mise en service", "L’opérateur"], {
      done: opened,
      current: ready && file.restantes === 0,
      avant: file.dateSouhaitee,
    }),
  ]
}
