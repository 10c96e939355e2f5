import type { AgentContext } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { attachDeliberation, recordDeliberation } from "@/lib/deliberations/commands.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { deliberationPdf } from "@/scripts/scenarios/deliberation.ts"

const SAID = {
  organe: "Comité syndical",
  numero: "2023-21",
  objet: "Cotisation des communes, 0,10 € par habitant (numéro et date inventés pour la démonstration)",
}

/** The rate of communes is the source's; the act that voted it is not known here, so one is invented and says so. */
export async function voteCotisation(staff: AgentContext): Promise<void> {
  const regle = await read(staff, (tx) =>
    tx.regleCotisation.findFirst({ where: { type: "commune", hypothese: false, deliberationId: null } }),
  )
  if (!regle) return
  const auteur = "Comité syndical (démonstration)"
  const texte = "Le comité syndical fixe la cotisation annuelle des communes à 0,10 € par habitant à compter de 2024."
  const pdf = await deliberationPdf({ auteur, numero: SAID.numero, texte })
  const input = {
    ...{ ...SAID, delibereLe: calendarDate("2023-12-12"), publique: true },
    ...{ transmiseLe: calendarDate("2023-12-14"), recueLe: calendarDate("2023-12-14") },
    ...{ publieeLe: calendarDate("2023-12-15"), actesNumero: null },
    fichier: new File([pdf], "deliberation-2023-21-demonstration.pdf", { type: "application/pdf" }),
  }
  const made = await recordDeliberation(staff, input, { storage: documentStorage(), scan: null })
  if (!made.ok) throw new Error(made.refusal)
  const attached = await attachDeliberation(staff, {
    deliberation: made.value.id,
    objet: { genre: "regle", id: regle.id },
  })
  if (!attached.ok) throw new Error(attached.refusal)
}
