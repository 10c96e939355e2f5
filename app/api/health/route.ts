import { findHealth } from "@/lib/access/heartbeat.ts"
import { virusScan } from "@/lib/ports/virus-scan.ts"
import packageJson from "@/package.json"

/** For the supervision: 200, or 503 with the part that fails. Without its scanner the portal serves: deposits wait. */
export async function GET(): Promise<Response> {
  const [health, antivirus] = await Promise.all([findHealth(), findAntivirus()])
  return Response.json(
    { ...health, antivirus, version: packageJson.version },
    { status: health.status === "ok" ? 200 : 503, headers: { "cache-control": "no-store" } },
  )
}

/** "none": the operator chose that nothing is scanned. */
async function findAntivirus(): Promise<"ok" | "error" | "none"> {
  const scan = virusScan()
  if (scan === null) return "none"
  return (await scan.answers()) ? "ok" : "error"
}
