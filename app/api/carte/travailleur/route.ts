import { readFile } from "node:fs/promises"
import { join } from "node:path"

/** MapLibre's own worker, from this portal: the content security policy lets no other origin in, and no blob. */
export async function GET(): Promise<Response> {
  const file = join(process.cwd(), "node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs")
  return new Response(await readFile(file), {
    headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "public, max-age=86400" },
  })
}
