import { findHealth } from "@/lib/access/heartbeat.ts"
import packageJson from "@/package.json"

/** For the supervision: 200, or 503 with the part that fails. */
export async function GET(): Promise<Response> {
  const health = await findHealth()
  return Response.json(
    { ...health, version: packageJson.version },
    { status: health.status === "ok" ? 200 : 503, headers: { "cache-control": "no-store" } },
  )
}
