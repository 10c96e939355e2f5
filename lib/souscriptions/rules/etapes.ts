import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import type { SouscriptionEtat } from "../types.ts"
import { quoteBefore } from "./devis.ts"

/** Days that an élu has to approve: what is asked of her is never said to be late before. */
export const DAYS_TO_APPROVE = 15
/** Days that the operator has to write a convention, or to write it anew. */
export const DAYS_TO_WRITE = 7

export type EtapeStatut = "faite" | "en_cours" | "a_venir" | "sans_suite"
export type Acteur = "collectivite" | "operateur"
export type Etape = {
  cle: string
  quoi: string
  qui: string
  acteur: Acteur
  statut: EtapeStatut
  /** Calendar day by which it is due, while it is awaited. */
  avant: CalendarDate | null
  enRetard: boolean
  /** The change that it is a step of. */
  changement?: string
}

/** What waits for a price, or waited for it. */
export type Attente = {
  cle: string
  /** The option it is for; null for the service itself. */
  option: string | null
  /** Since when the operator owes one: the request, or the end of the quote before. */
  depuis: CalendarDate
  /** Last day of the quote that waits for an answer. */
  propose: CalendarDate | null
  accepte: boolean
}

/** A change on its way: asked for by the member, or drawn up by the operator alone. */
export type Changement = {
  /** Of the request, or of the amendment that nobody asked for. */
  id: string
  etat: "a_approuver" | "demandee" | "etablie"
  /** The member asked for it. */
  demande: boolean
  demandeLe: CalendarDate
  /** An élu has to approve it, or had to. */
  approbation: boolean
  /** Her decision, or the request where none was needed. */
  approuveeLe: CalendarDate
  acte: { etat: string; aSignerAvant: CalendarDate } | null
}

export type Avancement = {
  etat: SouscriptionEtat
  demandeLe: CalendarDate
  /** Somebody's decision, or the request where none was needed. */
  approuveeLe: CalendarDate
  dateSouhaitee: CalendarDate
  /** Somebody had to approve: not so for what is covered, or under the operator's threshold. */
  approbation: boolean
  attentes: readonly Attente[]
  changements: readonly Changement[]
  exigeConvention: boolean
  convention: { etat: string; aSignerAvant: CalendarDate } | null
  restantes: number
}

const DEAD: readonly SouscriptionEtat[] = ["refusee", "annulee"]
const ELUE = "Une personne élue"
const OPERATEUR = "L’opérateur"

/** Nothing is left but to open it: signed where it must be, and done. */
export const isReady = ({ exigeConvention, convention, restantes }: Avancement): boolean =>
  restantes === 0 && (!exigeConvention || ["contresigne", "scelle"].includes(convention?.etat ?? ""))

/** What is awaited now, the first to be due first. */
export const currentEtapes = (etapes: readonly Etape[]): Etape[] =>
  etapes
    .filter(({ statut }) => statut === "en_cours")
    .sort((a, b) => (a.avant ?? "9999").localeCompare(b.avant ?? "9999"))

type Step = [cle: string, quoi: string, acteur: Acteur, qui?: string]
type When = { done: boolean; current: boolean; avant?: CalendarDate | null }

/** The steps of one souscription in their order: who does each, by when, and whether it is late. */
export function etapesOf(file: Avancement, today: CalendarDate): Etape[] {
  const { etat, attentes } = file
  const dead = DEAD.includes(etat)
  const step = (
    [cle, quoi, acteur, qui = acteur === "operateur" ? OPERATEUR : ELUE]: Step,
    { done, current, avant = null }: When,
  ): Etape => {
    const awaited = current && !done && !dead
    const statut = done ? "faite" : dead ? "sans_suite" : awaited ? "en_cours" : "a_venir"
    const due = awaited ? avant : null
    return { cle, quoi, acteur, qui, statut, avant: due, enRetard: due !== null && due < today }
  }
  const service = attentes.find(({ option }) => option === null)
  const approved = etat === "approuvee" || etat === "en_service" || etat === "terminee"
  return [
    step(["demande", "Demande", "collectivite", "Votre secrétariat"], { done: true, current: false }),
    ...(service ? quoteSteps(file, service, step) : []),
    ...(file.approbation && !service
      ? [
          step(["approbation", "Approbation de la dépense", "collectivite"], {
            done: approved,
            current: etat === "a_approuver",
            avant: addDays(file.demandeLe, DAYS_TO_APPROVE),
          }),
        ]
      : []),
    ...attentes.filter(({ option }) => option !== null).flatMap((attente) => quoteSteps(file, attente, step)),
    ...(file.exigeConvention ? conventionSteps(file, step) : []),
    ...openingSteps(file, step),
    ...(etat === "approuvee" || etat === "en_service" ? file.changements.flatMap((one) => changeSteps(one, step)) : []),
  ]
}

type Stepping = (step: Step, when: When) => Etape

/** The operator gives its price, an élu accepts it; a refused or lapsed one is followed by another. */
function quoteSteps({ etat }: Avancement, { cle, option, depuis, propose, accepte }: Attente, step: Stepping): Etape[] {
  const open = etat === "a_approuver" || etat === "approuvee" || (option !== null && etat === "en_service")
  const pour = option ? ` : ${option}` : ""
  return [
    step([`devis ${cle}`, `Devis${pour}`, "operateur"], {
      done: accepte || propose !== null,
      current: open,
      avant: quoteBefore(depuis),
    }),
    step([`acceptation ${cle}`, `Acceptation du devis${pour}`, "collectivite"], {
      done: accepte,
      current: open && propose !== null,
      avant: propose,
    }),
  ]
}

/** What ran before the portal has no convention here: none of its steps is said to be done. It may be given one since. */
function conventionSteps({ etat, convention, approuveeLe }: Avancement, step: Stepping): Etape[] {
  if (convention === null && (etat === "en_service" || etat === "terminee")) return []
  const awaited = etat === "approuvee" || etat === "en_service"
  const concluded = ["contresigne", "scelle"].includes(convention?.etat ?? "")
  const signed = concluded || convention?.etat === "signe"
  const written = signed || (convention !== null && convention.etat !== "a_generer")
  return [
    step(["ecriture", "Convention à établir", "operateur"], {
      done: written,
      current: awaited,
      avant: addDays(approuveeLe, DAYS_TO_WRITE),
    }),
    step(["convention", "Signature de la convention", "collectivite", "Une personne élue ou son délégataire"], {
      done: signed,
      current: awaited && written,
      avant: convention?.aSignerAvant ?? null,
    }),
    step(["contresignature", "Signature de l’opérateur", "operateur"], {
      done: concluded,
      current: awaited && signed,
      avant: convention?.aSignerAvant ?? null,
    }),
  ]
}

function openingSteps(file: Avancement, step: Stepping): Etape[] {
  const { etat, restantes, dateSouhaitee, exigeConvention, convention } = file
  const opened = etat === "en_service" || etat === "terminee"
  const concluded = !exigeConvention || ["contresigne", "scelle"].includes(convention?.etat ?? "")
  const ready = etat === "approuvee" && concluded
  return [
    step(["ouverture", restantes > 0 ? `Préparation : ${restantes} tâches restantes` : "Préparation", "operateur"], {
      done: opened || (ready && restantes === 0),
      current: ready,
      avant: dateSouhaitee,
    }),
    step(["service", "Mise en service", "operateur"], {
      done: opened,
      current: ready && restantes === 0,
      avant: dateSouhaitee,
    }),
  ]
}

/** What was asked for is approved where it costs more, drawn up, then signed by both sides. */
function changeSteps({ id, ...change }: Changement, step: Stepping): Etape[] {
  const { etat, acte } = change
  const signed = acte?.etat === "signe"
  const written = acte !== null && acte.etat !== "a_generer"
  const avant = acte?.aSignerAvant ?? null
  const etapes = [
    ...(change.demande
      ? [
          step([`avenant-demande ${id}`, "Changement demandé", "collectivite", "Votre secrétariat"], {
            ...{ done: true, current: false },
          }),
        ]
      : []),
    ...(change.approbation
      ? [
          step([`avenant-approbation ${id}`, "Approbation du changement", "collectivite"], {
            ...{ done: etat !== "a_approuver", current: true, avant: addDays(change.demandeLe, DAYS_TO_APPROVE) },
          }),
        ]
      : []),
    step([`avenant-ecriture ${id}`, "Avenant à établir", "operateur"], {
      ...{ done: written, current: etat !== "a_approuver", avant: addDays(change.approuveeLe, DAYS_TO_WRITE) },
    }),
    step(
      [`avenant-signature ${id}`, "Signature de l’avenant", "collectivite", "Une personne élue ou son délégataire"],
      {
        ...{ done: signed, current: written, avant },
      },
    ),
    step([`avenant-contresignature ${id}`, "Signature de l’avenant par l’opérateur", "operateur"], {
      ...{ done: false, current: signed, avant },
    }),
  ]
  return etapes.map((etape) => ({ ...etape, changement: id }))
}
