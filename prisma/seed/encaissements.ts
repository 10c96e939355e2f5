import type { AgentContext, PersonneId } from "@/lib/access/context.ts"
import { systeme } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { attachDocuments, keepBytes } from "@/lib/documents/commands/store.ts"
import { addDays, today, yearOf } from "@/lib/platform/dates.ts"
import { toEuros } from "@/lib/platform/money.ts"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"
import { applyImport, depositFile } from "@/lib/reglements/commands/import.ts"
import { documentOf } from "@/lib/titres/commands/draw-pages.ts"
import { facturxXml } from "@/lib/titres/pdf/facturx.ts"
import { renderTitre } from "@/lib/titres/pdf/render.ts"
import { findEmetteur, listTitreFiles } from "@/lib/titres/queries.ts"
import { personneId } from "./people.ts"

/** The pages of the titres that the seed invents, as a campaign would have stored them; how many they are. */
export const storeTitres = (): Promise<number> =>
  write(
    systeme("seed", "operateur"),
    "documents.store",
    async (tx) => {
      const known = await tx.titre.findMany({ select: { id: true } })
      const titres = await listTitreFiles(tx, { titreIds: known.map(({ id }) => id) })
      const emetteur = await findEmetteur(tx, true)
      const fonts = await latinFonts()
      const documents = []
      for (const titre of titres) {
        documents.push({
          ...documentOf(titre),
          kept: await keepBytes(await renderTitre(titre, emetteur, fonts, facturxXml(titre, emetteur))),
        })
      }
      if (documents.length > 0) await attachDocuments(tx, documents)
      await tx.journal("demonstration.chargee", { objet: "titres", apres: { documents: documents.length } })
      return documents.length
    },
    { timeoutMs: 120_000 },
  )

/** A file of the comptable, taken in by the portal's own way: what waits for a person on the desk of payments. */
export async function importEncaissements(): Promise<void> {
  const gestionnaire: AgentContext = {
    kind: "agent",
    role: "gestionnaire",
    who: {
      // The seed names people by plain text; only here one of them acts.
      personneId: personneId("gestionnaire") as PersonneId,
      nom: "Gestionnaire",
      courriel: "gestionnaire@demo.invalid",
      boite: false,
      sessionId: "",
      facteurConfirmeLe: null,
    },
  }
  const kept = await depositFile(gestionnaire, { bytes: Buffer.from(file()), nom: "encaissements-demonstration.csv" })
  if (kept.ok) await applyImport(gestionnaire, { fichier: kept.value.fichier, ecarter: false, repetees: false })
}

/** One that leaves no doubt, one in part, one whose reference is that of two titres, one by its payer alone, one that is not ours. */
function file(): string {
  const day = today()
  const annee = yearOf(day)
  const rows: [string, bigint, string, string, string][] = [
    [addDays(day, -2), 19_200n, "MESNILS-SUR-ITON", `${annee}-SRV-2`, "VIR SERVICES NUMERIQUES"],
    [addDays(day, -3), 5_000n, "MAIRIE DE BRETEUIL", `${annee}-SRV-1`, "VIR ACOMPTE"],
    [addDays(day, -3), 4_500n, "REGIE", "titre 2", "VIR SANS AUTRE PRECISION"],
    [addDays(day, -4), 19_200n, "COMMUNE DE BRETEUIL", "", "VIR MAIRIE"],
    [addDays(day, -5), 3_150n, "PARTICULIER", "", "LOYER GARAGE"],
  ]
  const lines = rows.map(([date, montant, ...texts]) =>
    [date.split("-").reverse().join("/"), toEuros(montant).replace(".", ","), ...texts].join(";"),
  )
  return `Date;Montant;Payeur;Référence;Libellé\r\n${lines.join("\r\n")}\r\n`
}
