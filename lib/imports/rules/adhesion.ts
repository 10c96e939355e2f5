import { checkTransition } from "@/lib/collectivites/rules.ts"
import {
  ADHESION_STATUTS,
  type AdhesionStatut,
  COLLECTIVITE_REFUSALS,
  STATUT_LABELS,
} from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { fold, formatDay } from "@/lib/platform/format.ts"
import { sentence } from "@/lib/platform/result.ts"
import type { Erreur } from "../types.ts"
import { day } from "./cells.ts"
import type { Known } from "./identify.ts"

/** "Adhérente", "résilié", "sous convention": as people write them. */
const WRITTEN: Readonly<Record<string, AdhesionStatut>> = {
  adherente: "adherent",
  membre: "adherent",
  conventionnee: "conventionne",
  "sous convention": "conventionne",
  resiliee: "resilie",
  "non adherent": "prospect",
  "non adherente": "prospect",
}

type Situation = { donnees: Record<string, string>; erreurs: Erreur[]; alertes: string[] }
const NOTHING: Situation = { donnees: {}, erreurs: [], alertes: [] }

/** A membership that begins or ends, by the same transitions as everywhere; nothing is dated ahead. */
export function adhesionOf(
  cells: Readonly<Record<string, string>>,
  known: Known | null,
  today: CalendarDate,
): Situation {
  const fail = (champ: string, message: string): Situation => ({ ...NOTHING, erreurs: [{ champ, message }] })
  const since = cells.statut_depuis ?? ""
  const depuis = day(since)
  // Even where no status changes: a column read as dates that holds none is a shifted or broken file.
  if (since !== "" && !depuis)
    return fail("statut_depuis", `« ${since} » n'est pas une date qui existe : écrivez JJ/MM/AAAA.`)
  const written = cells.statut ?? ""
  if (written === "") return NOTHING
  const folded = fold(written)
  const statut = WRITTEN[folded] ?? ADHESION_STATUTS.find((candidate) => candidate === folded)
  if (!statut) return fail("statut", `Le statut « ${written} » n'existe pas : adherent, conventionne ou resilie.`)
  const present = known?.statut ?? "prospect"
  if (statut === present) return NOTHING
  const allowed = checkTransition(present, statut)
  if (!allowed.ok) return fail("statut", sentence(COLLECTIVITE_REFUSALS[allowed.refusal], allowed.details))
  if (!depuis) return fail("statut_depuis", "Ce changement de statut demande son premier jour (JJ/MM/AAAA).")
  if (depuis > today) return fail("statut_depuis", "Ce changement de statut est daté dans le futur.")
  // A prospect has no past to keep: its membership may begin before we knew it.
  if (known?.statutDepuis && present !== "prospect" && depuis <= known.statutDepuis) {
    const begun = formatDay(known.statutDepuis)
    return fail("statut_depuis", `Ce changement doit suivre le ${begun}, début de la situation présente.`)
  }
  const ends = `« ${STATUT_LABELS[present]} » devient « ${STATUT_LABELS[statut]} » : vérifiez cette fin.`
  return { donnees: { statut, statutDepuis: depuis }, erreurs: [], alertes: statut === "resilie" ? [ends] : [] }
}
