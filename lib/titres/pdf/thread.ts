import { parentPort } from "node:worker_threads"
import { latinFonts } from "../../platform/pdf/fonts.ts"
import type { Emetteur, TitreFile } from "../types.ts"
import { renderTitre } from "./render.ts"

export type RenderRequest = { id: number; titre: TitreFile; emetteur: Emetteur }
export type RenderAnswer = { id: number } & ({ ok: true; pdf: Uint8Array } | { ok: false; error: string })

// Cut before the first page is asked, so that no campaign waits for them; a failure is told to each page instead.
latinFonts().catch(() => undefined)

parentPort?.on("message", async (request: RenderRequest) => parentPort?.postMessage(await render(request)))

async function render({ id, titre, emetteur }: RenderRequest): Promise<RenderAnswer> {
  try {
    return { id, ok: true, pdf: await renderTitre(titre, emetteur, await latinFonts()) }
  } catch (error) {
    return { id, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
