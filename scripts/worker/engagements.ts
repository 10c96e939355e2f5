import { progressNextDossier } from "@/lib/adhesions/commands/conclude.ts"
import { remindLateAdhesions } from "@/lib/adhesions/commands/remind-late.ts"
import { generateNextActe } from "@/lib/conventions/commands/generate-next.ts"
import { prepareNextConvention } from "@/lib/conventions/commands/next-convention.ts"
import { depositNextActe, followNextActe } from "@/lib/conventions/commands/parapheur.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { releaseNextActe } from "@/lib/conventions/commands/release.ts"
import { remindLateActes } from "@/lib/conventions/commands/remind-late.ts"
import { sealNextActe } from "@/lib/conventions/commands/seal.ts"
import { currentProvider } from "@/lib/outils/commands/provider.ts"
import { tellNextSortie } from "@/lib/outils/commands/sorties.ts"
import { endDroits } from "@/lib/outils/commands/watch.ts"
import type { Loop } from "@/lib/platform/loop.ts"
import type { Result } from "@/lib/platform/result.ts"
import { operateurParapheur } from "@/lib/ports/parapheur.ts"
import { operateurSceau } from "@/lib/ports/sceau.ts"
import { tellSortie } from "@/lib/ports/sso.ts"
import { carryNextPrise } from "@/lib/prises-en-charge/commands/carry.ts"
import { tellNextInvitation } from "@/lib/souscriptions/commands/invite.ts"
import { lapseNextDevis } from "@/lib/souscriptions/commands/lapse-devis.ts"
import { applyNextAppartenance } from "@/lib/successions/commands/epci.ts"
import { finishNextSuccession } from "@/lib/successions/commands/finish.ts"

const CALENDAR_MS = 60_000

type Starting = {
  loop: (work: string, idleMs: number, run: () => Promise<boolean>) => Loop
  /** Woken by what is written. */
  promptly: (work: string, run: () => Promise<boolean>) => Loop
  worked: (result: Result<unknown>) => boolean
}

/** What moves a file by itself: pages, seals, the parapheur, what the calendar brings. */
export function engagementLoops({ loop, promptly, worked }: Starting): Loop[] {
  const sceau = operateurSceau()
  const parapheur = operateurParapheur()
  return [
    promptly("conventions", async () => worked(await prepareNextConvention())),
    promptly("generations", async () => worked(await generateNextActe())),
    promptly("acts", async () => worked(await produceNextActe())),
    promptly("acts released", async () => worked(await releaseNextActe())),
    ...(sceau ? [promptly("seal", async () => worked(await sealNextActe(sceau)))] : []),
    ...(parapheur
      ? [
          promptly("parapheur, out", async () => worked(await depositNextActe(parapheur))),
          promptly("parapheur, back", async () => worked(await followNextActe(parapheur))),
        ]
      : []),
    loop("acts, reminders", CALENDAR_MS, async () => worked(await remindLateActes(new Date()))),
    loop("memberships, reminders", CALENDAR_MS, async () => worked(await remindLateAdhesions(new Date()))),
    loop("quotes", CALENDAR_MS, async () => worked(await lapseNextDevis())),
    promptly("invitations", async () => worked(await tellNextInvitation())),
    loop("tool rights", CALENDAR_MS, async () => worked(await endDroits(new Date()))),
    promptly("tools left", async () =>
      worked(await tellNextSortie(async (sortie) => tellSortie(await currentProvider(), sortie))),
    ),
    promptly("payers", async () => worked(await carryNextPrise())),
    loop("successions", CALENDAR_MS, async () => worked(await finishNextSuccession())),
    loop("intercommunalities", CALENDAR_MS, async () => worked(await applyNextAppartenance())),
    loop("memberships", CALENDAR_MS, async () => worked(await progressNextDossier())),
  ]
}
