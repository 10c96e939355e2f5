import { parentPort } from "node:worker_threads"
import type { Emetteur, TitreFile } from "../types.ts"
import { titreFonts } from "./fonts.ts"
import { renderTitre } from "./render.ts"

export type RenderRequest = { titres: readonly TitreFile[]; emetteur: Emetteur }
export type RenderAnswer = { ok: true; pdfs: Uint8Array[] } | { ok: false; error: string }

parentPort?.on("message", async ({ titres, emetteur }: RenderRequest) => {
  parentPort?.postMessage(await render(titres, emetteur))
})

async function render(titres: readonly TitreFile[], emetteur: Emetteur): Promise<RenderAnswer> {
  try {
    const fonts = await titreFonts()
    const pdfs: Uint8Array[] = []
    for (const titre of titres) pdfs.push(await renderTitre(titre, emetteur, fonts))
    return { ok: true, pdfs }
  } catch (error) {
    return { ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
