// The work of both channels, in a process that tests/long kills where it likes: the only place where a failpoint exists.
import type { AgentContext } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { issueNextTranche } from "@/lib/cotisations/commands/issue.ts"
import { sendNextDepot } from "@/lib/echanges/commands/deposit.ts"
import { followNextDepot } from "@/lib/echanges/commands/follow-depots.ts"
import { makePes } from "@/lib/echanges/commands/make-pes.ts"
import { openDepots } from "@/lib/echanges/commands/open-depots.ts"
import { listBordereauxAFaire } from "@/lib/echanges/queries/bordereaux.ts"
import { configuredChorus } from "@/lib/ports/chorus.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { storeNextTranche } from "@/lib/titres/commands/store-pdfs.ts"
import { openTitrePdfPool } from "@/lib/titres/pdf/pool.ts"
import { agent } from "./contexts.ts"

export const ECHANGES_BOUNDARIES = ["taken", "sending", "sent"] as const
export type EchangesBoundary = (typeof ECHANGES_BOUNDARIES)[number]

/** A lease of seconds: a test cannot wait for minutes, and a local deposit takes milliseconds. */
const LEASE_SECONDS = 2

async function work(): Promise<void> {
  const storage = documentStorage()
  const pool = openTitrePdfPool(1)
  const chorus = configuredChorus()
  if (!chorus) throw new Error("no Chorus Pro to deposit at")
  const staff = agent({ personneId: "01900000-0000-7000-8000-000000000001" })
  process.stdout.write("ready\n")
  while ((await issueNextTranche()).ok);
  if (process.env.ONLY === "issue") process.exit(0)
  while ((await storeNextTranche({ storage, pool })).ok);
  await makeFiles(staff)
  while ((await openDepots()).ok);
  const ports = { chorus, storage, lease: LEASE_SECONDS, sending: LEASE_SECONDS, onStep: dieAt }
  while ((await sendNextDepot(ports)).ok);
  while ((await followNextDepot(chorus)).ok);
  process.exit(0)
}

/** What the gestionnaire does in the web process. */
async function makeFiles(staff: AgentContext): Promise<void> {
  for (const key of await read(staff, listBordereauxAFaire)) await makePes(staff, key)
}

function dieAt(boundary: EchangesBoundary): void {
  if (process.env.DIE_AT === boundary) process.kill(process.pid, "SIGKILL")
}

if (process.env.KILLABLE_ECHANGES) await work()
