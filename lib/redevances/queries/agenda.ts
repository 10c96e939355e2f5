import type { Lien } from "@/lib/access/context.ts"
import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { findAcces } from "@/lib/souscriptions/queries/acces.ts"
import type { LigneRedevance } from "../rules/situation.ts"
import { findRedevances } from "./commune.ts"

export type AgendaDeCommune = { publicId: string; nom: string; lignes: readonly LigneRedevance[] }

/** Of one's collectivités, those that opened the service. */
export async function listAgenda(tx: Tx, liens: readonly Lien[], today: CalendarDate): Promise<AgendaDeCommune[]> {
  const agendas: AgendaDeCommune[] = []
  for (const { collectiviteId, publicId, nom, type } of liens) {
    if ((await findAcces(tx, { collectiviteId, type }, "redevances")).etat !== "ouvert") continue
    agendas.push({ publicId, nom, lignes: (await findRedevances(tx, collectiviteId, today)).lignes })
  }
  return agendas
}
