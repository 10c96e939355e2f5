import { parentPort } from "node:worker_threads"
import { latinFonts } from "../../platform/pdf/fonts.ts"
import type { Emetteur, TitreFile } from "../types.ts"
import { facturxXml } from "./facturx.ts"
import { renderTitre } from "./render.ts"

/** The whole document, or its page alone. */
export type RenderKind = "document" | "page"
export type RenderRequest = { id: number; titre: TitreFile; emetteur: Emetteur; kind: RenderKind }
export type RenderAnswer = { id: number } & ({ ok: true; pdf: Uint8Array } | { ok: false; error: string })

// Cut before the first page is asked, so that no campaign waits for them; a failure is told to each page instead.
latinFonts().catch(() => undefined)

parentPort?.on("message", async (request: RenderRequest) => parentPort?.postMessage(await render(request)))

async function render({ id, titre, emetteur, kind }: RenderRequest): Promise<RenderAnswer> {
  try {
    const xml = kind === "document" ? facturxXml(titre, emetteur) : null
    return { id, ok: true, pdf: await renderTitre(titre, emetteur, await latinFonts(), xml) }
  } catch (error) {
    return { id, ok: false, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  }
}
