import { PUBLIC } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { findLogo } from "@/lib/operateur/queries/reglages.ts"

/** Public, as the page that shows it; its address carries a version, so that browsers may keep it. */
export async function GET(): Promise<Response> {
  const logo = await read(PUBLIC, findLogo)
  if (!logo) return new Response(null, { status: 404 })
  return new Response(logo.bytes, {
    headers: { "content-type": logo.type, "cache-control": "public, max-age=31536000, immutable" },
  })
}
