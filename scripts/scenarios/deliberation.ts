import { writeFlow } from "@/lib/platform/pdf/flow.ts"
import { latinFonts } from "@/lib/platform/pdf/fonts.ts"

type Said = { auteur: string; numero: string; texte: string }

const MAIRIE: Said = {
  auteur: "Mairie",
  numero: "2026-12",
  texte: "Le conseil municipal décide d’adhérer à l’opérateur public de services numériques.",
}

/** A délibération as an assembly's software prints it. */
export async function deliberationPdf({ auteur, numero, texte } = MAIRIE): Promise<Uint8Array<ArrayBuffer>> {
  const settings = { title: "Délibération", author: auteur, foot: auteur, accent: "#333333", specimen: true }
  const pdf = await writeFlow({ ...settings, date: new Date("2026-11-02T00:00:00Z") }, await latinFonts(), (flow) => {
    flow.title(`Délibération n° ${numero}`)
    flow.paragraph(texte)
  })
  return new Uint8Array(pdf)
}
