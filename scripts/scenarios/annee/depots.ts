import type { Client } from "pg"
import { correctDepot, retryDepot } from "@/lib/echanges/commands/decide-depot.ts"
import { sendNextDepot } from "@/lib/echanges/commands/deposit.ts"
import { followNextDepot } from "@/lib/echanges/commands/follow-depots.ts"
import { openDepots } from "@/lib/echanges/commands/open-depots.ts"
import { env } from "@/lib/platform/env.ts"
import { configuredChorus } from "@/lib/ports/chorus.ts"
import { type ChorusFault, startChorus } from "../../local/chorus.ts"
import type { Pages, Staff } from "./campagnes.ts"

export type Chorus = Awaited<ReturnType<typeof startChorus>>

/** What goes wrong, and for how many deposits; then nothing does. */
const FAULTS: readonly [ChorusFault, number][] = [
  ["service-required", 6],
  ["engagement-required", 4],
  ["unknown-siret", 3],
  ["reject", 5],
  ["cut", 3],
  ["lost", 2],
  ["down", 2],
]
const ROUNDS = 6

/** Where the settings of this scenario say that it is. */
export function openChorus(): Promise<Chorus> {
  const { CHORUS_API_URL, CHORUS_CLIENT_ID, CHORUS_CLIENT_SECRET, CHORUS_LOGIN, CHORUS_PASSWORD } = env()
  return startChorus({
    port: Number(new URL(String(CHORUS_API_URL)).port),
    clientId: String(CHORUS_CLIENT_ID),
    clientSecret: String(CHORUS_CLIENT_SECRET),
    account: `${CHORUS_LOGIN}:${CHORUS_PASSWORD}`,
    stepMs: 0,
  })
}

type Deposit = { staff: Staff; owner: Client; chorus: Chorus; pages: Pages }

/** Deposits all that waits, through refusals and breakdowns; what a person must complete is completed, until all is received. */
export async function depositAll({ staff, owner, chorus: server, pages }: Deposit): Promise<void> {
  const chorus = configuredChorus()
  if (!chorus) throw new Error("no Chorus Pro to deposit at")
  while ((await openDepots()).ok);
  const faults = FAULTS.flatMap(([fault, times]) => Array.from({ length: times }, () => fault))
  for (let round = 0; round < ROUNDS; round++) {
    for (;;) {
      server.state.fault = (round === 0 && faults.shift()) || "none"
      if (!(await sendNextDepot({ chorus, storage: pages.storage })).ok) break
    }
    server.state.fault = "none"
    while ((await followNextDepot(chorus)).ok);
    await completeRefused(staff, owner)
    // Time passes: what was put off comes again.
    await owner.query(
      `update depot set "prochainEssaiLe" = now() - interval '1 second' where etat in ('a_deposer', 'incertain', 'depose', 'integre')`,
    )
  }
  const { rows } = await owner.query<{ etat: string; nombre: number }>(
    `select etat::text, count(*)::int as nombre from depot group by etat`,
  )
  process.stderr.write(`  ✓ Dépôts : ${rows.map(({ etat, nombre }) => `${nombre} ${etat}`).join(", ")}\n`)
}

async function completeRefused(staff: Staff, owner: Client): Promise<void> {
  const { rows } = await owner.query<{ id: string; etat: string }>(
    `select id, etat::text from depot where etat in ('a_corriger', 'rejete')`,
  )
  for (const { id, etat } of rows) {
    const done =
      etat === "a_corriger"
        ? await correctDepot(staff.un, { depot: id, codeService: "NUMERIQUE", numeroEngagement: "E-SCENARIO" })
        : await retryDepot(staff.un, { depot: id })
    if (!done.ok) throw new Error(done.refusal)
  }
}
