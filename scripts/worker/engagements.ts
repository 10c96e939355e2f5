import { progressNextDossier } from "@/lib/adhesions/commands/conclude.ts"
import { generateNextActe } from "@/lib/conventions/commands/generate-next.ts"
import { prepareNextConvention } from "@/lib/conventions/commands/next-convention.ts"
import { depositNextActe, followNextActe } from "@/lib/conventions/commands/parapheur.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { releaseNextActe } from "@/lib/conventions/commands/release.ts"
import { remindLateActes } from "@/lib/conventions/commands/remind-late.ts"
import { sealNextActe } from "@/lib/conventions/commands/seal.ts"
import type { Loop } from "@/lib/platform/loop.ts"
import type { Result } from "@/lib/platform/result.ts"
import { operateurParapheur } from "@/lib/ports/parapheur.ts"
import { operateurSceau } from "@/lib/ports/sceau.ts"
import { carryNextPrise } from "@/lib/prises-en-charge/commands/carry.ts"
import { applyNextAppartenance } from "@/lib/successions/commands/epci.ts"
import { finishNextSuccession } from "@/lib/successions/commands/finish.ts"

const IDLE_MS = 1_000
const CALENDAR_MS = 60_000

type StartLoop = (work: string, idleMs: number, run: () => Promise<boolean>) => Loop

/** What moves a file by itself: pages, seals, the parapheur, what the calendar brings. */
export function engagementLoops(loop: StartLoop, worked: (result: Result<unknown>) => boolean): Loop[] {
  const sceau = operateurSceau()
  const parapheur = operateurParapheur()
  return [
    loop("conventions", IDLE_MS, async () => worked(await prepareNextConvention())),
    loop("generations", IDLE_MS, async () => worked(await generateNextActe())),
    loop("acts", IDLE_MS, async () => worked(await produceNextActe())),
    loop("acts released", IDLE_MS, async () => worked(await releaseNextActe())),
    ...(sceau ? [loop("seal", IDLE_MS, async () => worked(await sealNextActe(sceau)))] : []),
    ...(parapheur
      ? [
          loop("parapheur, out", IDLE_MS, async () => worked(await depositNextActe(parapheur))),
          loop("parapheur, back", IDLE_MS, async () => worked(await followNextActe(parapheur))),
        ]
      : []),
    loop("acts, reminders", CALENDAR_MS, async () => worked(await remindLateActes(new Date()))),
    loop("payers", IDLE_MS, async () => worked(await carryNextPrise())),
    loop("successions", CALENDAR_MS, async () => worked(await finishNextSuccession())),
    loop("intercommunalities", CALENDAR_MS, async () => worked(await applyNextAppartenance())),
    loop("memberships", CALENDAR_MS, async () => worked(await progressNextDossier())),
  ]
}
