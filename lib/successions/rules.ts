import type { AdhesionStatut } from "@/lib/collectivites/types.ts"
import { addMonths, type CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { Situation, Suite } from "./types.ts"

const MONTHS_AROUND = 24

export function checkDay(le: CalendarDate, today: CalendarDate): Result<void, "date-lointaine"> {
  const [debut, fin] = [addMonths(today, -MONTHS_AROUND), addMonths(today, MONTHS_AROUND)]
  return le < debut || le > fin
    ? refuse("date-lointaine", { debut: formatDay(debut), fin: formatDay(fin) })
    : ok(undefined)
}

/** A charte that both sides signed and whose effect is to come cannot end before it began. */
export function checkEndable(
  { nom, depuis, dossier }: Pick<Situation, "nom" | "depuis" | "dossier">,
  le: CalendarDate,
): Result<void, "date-anterieure" | "adhesion-conclue"> {
  if (dossier?.etat === "conclu") return refuse("adhesion-conclue", { nom })
  return depuis !== null && le <= depuis ? refuse("date-anterieure", { nom, depuis: formatDay(depuis) }) : ok(undefined)
}

type Member = { statut: AdhesionStatut; dossier: { etat: string } | null }

/** What the successor is: one member is enough, but not one that was leaving. */
export function statutAfter(predecesseurs: readonly Member[]): "adherent" | "conventionne" | "prospect" {
  const staying = predecesseurs.filter(({ dossier }) => dossier?.etat !== "retrait_demande")
  if (staying.some(({ statut }) => statut === "adherent")) return "adherent"
  return staying.some(({ statut }) => statut === "conventionne") ? "conventionne" : "prospect"
}

/** Each running service goes on (CGCT L.2113-5), what membership covers once; what waited is asked for again. */
export function suitesOf(
  predecesseurs: readonly Pick<Situation, "nom" | "services">[],
  statut: "adherent" | "conventionne" | "prospect",
): Suite[] {
  return predecesseurs.flatMap(({ nom: commune, services }) =>
    services.map((service): Suite => {
      if (service.etat !== "en_service" || statut === "prospect") return { service, commune, sort: "a_redemander" }
      if (service.mode !== "inclus") return { service, commune, sort: "repris" }
      if (statut !== "adherent") return { service, commune, sort: "a_redemander" }
      return { service, commune, sort: "compris" }
    }),
  )
}

/** Its mail follows where its souscription goes on. */
export const isCarried = (suites: readonly Suite[], souscriptionId: string): boolean =>
  suites.some(({ service, sort }) => service.id === souscriptionId && sort !== "a_redemander")

/** Where its inhabitants are counted: under its address in the portal while it has no code, before its day and after its last. */
export const populationCode = ({ codeInsee, publicId }: Pick<Situation, "codeInsee" | "publicId">): string =>
  codeInsee ?? publicId

/** The sum, or null while one is unknown: a cotisation is never computed on a part. */
export const habitantsAfter = (predecesseurs: readonly Pick<Situation, "habitants">[]): number | null =>
  predecesseurs.reduce<number | null>(
    (total, { habitants }) => (total === null || habitants === null ? null : total + habitants),
    0,
  )

/** Who leads a commune, and any other body. */
export const fonctionOf = (type: string): "Maire" | "Président" => (type === "commune" ? "Maire" : "Président")
