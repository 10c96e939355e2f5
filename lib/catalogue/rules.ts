import type { CalendarDate } from "@/lib/platform/dates.ts"
import { fold, formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { SERVICE_ETAT_LABELS, SERVICE_TRANSITIONS, type ServiceEtat, type TarifMode } from "./types.ts"

/** "Pack Cyber sécurité" → "pack-cyber-securite": made once, from the first name. */
export const slugOf = (nom: string): string =>
  fold(nom)
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60)

type Searched = { nom: string; description: string; pourQui: string }

const words = (text: string): string[] =>
  fold(text)
    .split(/[^a-z0-9]+/)
    .filter(Boolean)

/** What search reads: the visible words, and those that people use instead, kept from the text before when a service is edited. */
export function searchText(service: Searched, before?: Searched & { recherche: string }): string {
  const visible = [service.nom, service.description, service.pourQui].join(" ")
  const said = new Set(before ? words([before.nom, before.description, before.pourQui].join(" ")) : [])
  const synonyms = before ? words(before.recherche).filter((word) => !said.has(word)) : []
  return [fold(visible), ...new Set(synonyms)].join(" ")
}

export function checkEtat(
  de: ServiceEtat,
  vers: ServiceEtat,
  priced: { mode: TarifMode; tarifs: number },
): Result<void, "transition-interdite" | "sans-tarif"> {
  const allowed: readonly ServiceEtat[] = SERVICE_TRANSITIONS[de]
  if (!allowed.includes(vers))
    return refuse("transition-interdite", { de: SERVICE_ETAT_LABELS[de], vers: SERVICE_ETAT_LABELS[vers] })
  return vers === "publie" && priced.mode === "unitaire" && priced.tarifs === 0 ? refuse("sans-tarif") : ok(undefined)
}

/** `last`: the start of the latest tarif of the same unit. */
export function checkTarifStart(
  mode: TarifMode,
  last: CalendarDate | null,
  depuis: CalendarDate,
): Result<void, "mode-sans-tarif" | "tarif-anterieur"> {
  if (mode === "inclus") return refuse("mode-sans-tarif")
  return last !== null && depuis <= last ? refuse("tarif-anterieur", { depuis: formatDay(last) }) : ok(undefined)
}
