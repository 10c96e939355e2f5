import type { Tx } from "@/lib/access/door.ts"
import { regle } from "../rules/catalogue.ts"
import { adresseEnMots } from "../rules/differences.ts"
import { PRIORITE_LABELS } from "../types.ts"
import { eachVoie, type Rapport } from "./report.ts"

/** One line an anomaly, exceptions apart: by urgency, then by line of the file. */
export async function listLignesACorriger(
  tx: Tx,
  collectiviteId: string,
  { id, niveaux }: Pick<Rapport, "id" | "niveaux">,
): Promise<string[][]> {
  const found: { priorite: number; ligne: number; cells: string[] }[] = []
  for await (const { nom, lignes } of eachVoie(tx, collectiviteId, id)) {
    for (const ligne of lignes) {
      for (const { code, detail, exception } of ligne.anomalies) {
        const niveau = niveaux[code]
        if (exception || !niveau) continue
        const [long = "", lat = ""] = ligne.point ?? []
        found.push({
          priorite: niveau.priorite,
          ligne: ligne.ligne,
          cells: [
            String(ligne.ligne),
            PRIORITE_LABELS[niveau.priorite],
            code,
            niveau.libelle,
            nom ?? "",
            adresseEnMots(ligne, nom),
            detail ?? "",
            String(long),
            String(lat),
            regle(code)?.remede ?? "",
          ],
        })
      }
    }
  }
  return found.sort((a, b) => a.priorite - b.priorite || a.ligne - b.ligne).map(({ cells }) => cells)
}
