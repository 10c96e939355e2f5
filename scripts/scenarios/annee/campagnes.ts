import type { AgentContext } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { approveCampagne, decideLigne, requestApproval } from "@/lib/cotisations/commands/decide.ts"
import { issueNextTranche } from "@/lib/cotisations/commands/issue.ts"
import { launchCampagne } from "@/lib/cotisations/commands/launch.ts"
import { createCampagne } from "@/lib/cotisations/commands/prepare.ts"
import { awaitsDecision, decisionsFor } from "@/lib/cotisations/rules.ts"
import { casOf } from "@/lib/cotisations/types.ts"
import { calendarDate } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import type { StoragePort } from "@/lib/ports/storage.ts"
import { storeNextAlone } from "@/lib/titres/commands/store-alone.ts"
import { storeNextTranche } from "@/lib/titres/commands/store-pdfs.ts"
import type { TitrePdfPool } from "@/lib/titres/pdf/pool.ts"
import { succeeded } from "../told.ts"

export type Staff = { un: AgentContext; deux: AgentContext; admin: AgentContext }
export type Pages = { storage: StoragePort; pool: TitrePdfPool }

/** A whole campaign, from its preview to the last document, each case decided by name and approved by a second person. */
export async function bill(year: { staff: Staff; pages: Pages; exercice: number; services: boolean }): Promise<void> {
  const { staff, pages, exercice, services } = year
  const { id: campagne } = succeeded(
    `Campagne ${exercice} préparée`,
    await createCampagne(staff.un, {
      ...{ exercice, taux: decimal("0.10"), genre: "totale", millesime: 2022, avecServices: services },
      dateEmission: calendarDate(`${exercice}-03-01`),
      echeance: calendarDate(`${exercice}-04-30`),
      servicesDu: services ? calendarDate(`${exercice}-01-01`) : null,
      servicesAu: services ? calendarDate(`${exercice}-12-31`) : null,
    }),
  )
  await decideCases(staff.un, campagne)
  succeeded("Approbation demandée", await requestApproval(staff.un, { campagne }))
  succeeded("Approuvée par une seconde personne", await approveCampagne(staff.deux, { campagne }))
  succeeded("Émission lancée", await launchCampagne(staff.un, { campagne }))
  while ((await issueNextTranche()).ok);
  await drawPages(pages)
}

async function decideCases(staff: AgentContext, campagne: string): Promise<void> {
  const lignes = await read(staff, (tx) =>
    tx.campagneLigne.findMany({ where: { campagneId: campagne }, select: { id: true, cas: true, decision: true } }),
  )
  for (const { id, cas, decision } of lignes) {
    if (!awaitsDecision(casOf(cas), decision)) continue
    const chosen = decisionsFor(casOf(cas)).includes("inclure") ? "inclure" : "exclure"
    const decided = await decideLigne(staff, { campagne, ligne: id, decision: chosen, motif: "Vérifié (scénario)" })
    if (!decided.ok) throw new Error(decided.refusal)
  }
}

/** Those of campaigns, then those issued one by one. */
export async function drawPages(pages: Pages): Promise<void> {
  while ((await storeNextTranche(pages)).ok);
  while ((await storeNextAlone(pages)).ok);
}
