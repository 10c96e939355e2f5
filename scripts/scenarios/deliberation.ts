import { writeFlow } from "@/lib/platform/pdf/flow.ts"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"

/** A délibération as a mairie's software prints it. */
export async function deliberationPdf(): Promise<Uint8Array<ArrayBuffer>> {
  const settings = { title: "Délibération", author: "Mairie", foot: "Mairie", accent: "#333333", specimen: true }
  const pdf = await writeFlow({ ...settings, date: new Date("2026-11-02T00:00:00Z") }, await latinFonts(), (flow) => {
    flow.title("Délibération n° 2026-12")
    flow.paragraph("Le conseil municipal décide d’adhérer à l’opérateur public de services numériques.")
  })
  return new Uint8Array(pdf)
}
