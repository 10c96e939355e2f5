import { writeFileSync } from "node:fs"
import { join } from "node:path"
import type { AgentContext } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { exportMandats } from "@/lib/echanges/commands/export-mandats.ts"
import { answerMandat, passMandat } from "@/lib/echanges/commands/follow-mandat.ts"
import { listMandats } from "@/lib/echanges/queries/mandats.ts"
import { mandatsExport, mandatsFilter } from "@/lib/echanges/schema.ts"
import { today } from "@/lib/platform/dates.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { succeeded } from "../told.ts"

/** First number that the accounting software has free, after the year's other expenses. */
const FIRST = 214

/** What corrects the closed exercice is passed in the accounting software; the comptable refuses one, then takes them all. */
export async function passMandats(staff: AgentContext): Promise<void> {
  const waiting = await read(staff, (tx) => listMandats(tx, mandatsFilter.parse({ etat: "a_passer" })))
  const le = today()
  for (const [index, row] of waiting.entries()) {
    const reference = titreReference(row)
    const pass = async (numero: number) =>
      succeeded(
        `Mandat ${reference} passé sous le n° ${numero}`,
        await passMandat(staff, { mandat: row.id, numero: String(numero), bordereau: "31", le }),
      )
    await pass(FIRST + index)
    if (index === 0) {
      const motif = "Pièce justificative manquante"
      succeeded(
        `Mandat ${reference} rejeté`,
        await answerMandat(staff, { mandat: row.id, reponse: "rejete", le, motif }),
      )
      await pass(FIRST + waiting.length)
    }
    const taken = await answerMandat(staff, { mandat: row.id, reponse: "pris_en_charge", le, motif: null })
    succeeded(`Mandat ${reference} pris en charge`, taken)
  }
}

/** `mandats.csv`: what whoever types them in the accounting software receives. */
export async function writeMandats(staff: AgentContext, sortie: string): Promise<void> {
  const { bytes } = await exportMandats(staff, mandatsExport.parse({}))
  writeFileSync(join(sortie, "mandats.csv"), bytes)
}
