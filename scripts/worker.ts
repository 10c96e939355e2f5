import { hostname } from "node:os"
import { BEAT_SECONDS, beat } from "@/lib/access/heartbeat.ts"
import { sweepIdentity } from "@/lib/access/identity/sweep.ts"
import { position } from "@/lib/access/pulse.ts"
import { analyseNextDepot } from "@/lib/bal/commands/analyse.ts"
import { fetchNextSource } from "@/lib/bal/commands/source.ts"
import { openJudge } from "@/lib/bal/jobs/judge.ts"
import { LIMITES } from "@/lib/bal/types.ts"
import { issueNextTranche } from "@/lib/cotisations/commands/issue.ts"
import { transmitNextDepannage } from "@/lib/depannages/commands/transmit.ts"
import { scanNextDocument } from "@/lib/documents/commands/scan-waiting.ts"
import { sweepDocuments } from "@/lib/documents/commands/sweep.ts"
import { sendNextDepot } from "@/lib/echanges/commands/deposit.ts"
import { followNextDepot } from "@/lib/echanges/commands/follow-depots.ts"
import { openDepots } from "@/lib/echanges/commands/open-depots.ts"
import { remindLateMessageries } from "@/lib/messageries/commands/remind-late.ts"
import { sendNextBureau } from "@/lib/notifications/commands/bureau.ts"
import { sendNextNotification } from "@/lib/notifications/commands/send-mails.ts"
import { sortNotifications } from "@/lib/notifications/commands/sort.ts"
import { gatherResumes, sendNextResume } from "@/lib/notifications/commands/summarize.ts"
import { remindCertificats } from "@/lib/outils/commands/certificats.ts"
import { sendSealedMails } from "@/lib/personnes/commands/send-sealed-mails.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { EnvError, env } from "@/lib/platform/env.ts"
import { log } from "@/lib/platform/log.ts"
import { type Loop, startLoop } from "@/lib/platform/loop.ts"
import type { Result } from "@/lib/platform/result.ts"
import { configuredChorus } from "@/lib/ports/chorus.ts"
import { configuredFournisseur } from "@/lib/ports/fournisseur.ts"
import { smtpMail } from "@/lib/ports/mail.ts"
import { httpSource } from "@/lib/ports/source-bal.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { virusScan } from "@/lib/ports/virus-scan.ts"
import { pullDueReleves } from "@/lib/postes/commands/pull-due.ts"
import { remindLateCommandes } from "@/lib/postes/commands/remind-late.ts"
import { transmitNextCommande } from "@/lib/postes/commands/transmit.ts"
import { remindFins } from "@/lib/prestataires/commands/remind-fins.ts"
import { watchRedevances } from "@/lib/redevances/commands/watch.ts"
import { sendRelances } from "@/lib/reglements/commands/remind.ts"
import { sendNextRelanceMail } from "@/lib/reglements/commands/send-mails.ts"
import { remindLateSouscriptions } from "@/lib/souscriptions/commands/remind-late.ts"
import { remindTermes } from "@/lib/souscriptions/commands/remind-termes.ts"
import { renewNextConvention } from "@/lib/souscriptions/commands/renew.ts"
import { sendNextMail } from "@/lib/titres/commands/send-mails.ts"
import { storeNextAlone } from "@/lib/titres/commands/store-alone.ts"
import { storeNextTranche } from "@/lib/titres/commands/store-pdfs.ts"
import { openTitrePdfPool } from "@/lib/titres/pdf/pool.ts"
import { applyConservation } from "./worker/conservation.ts"
import { engagementLoops } from "./worker/engagements.ts"

/** All background work. Each loop claims its own piece in the database, so any number of workers may run. */
const PULSE_MS = 200
/** While much is written, each kind of work is looked for this often and no more. */
const CROWDED_MS = 1_000
/** What waits for a time of its own (a mail to be tried again, a deposit to be followed) is found this late at most. */
const QUIET_MS = 5_000
const SCAN_MS = 5_000
const MINUTE_MS = 60_000
const SOURCE_MS = 5_000
const SWEEP_MS = 3_600_000

/** Tranches of pages under way together: the threads draw one while the other is read or committed. */
const PDF_TRANCHES = 2

const worked = (result: Result<unknown>): boolean => result.ok

function start(): void {
  const { SMTP_URL, MAIL_FROM, DEMONSTRATION, BAL_SOURCE_HOTES } = env()
  const storage = documentStorage()
  const pool = openTitrePdfPool()
  const judge = openJudge()
  const source = httpSource({ hotesPermis: BAL_SOURCE_HOTES, maxBytes: LIMITES.octets })
  const mail = smtpMail({ url: SMTP_URL, from: MAIL_FROM, demonstration: DEMONSTRATION })
  const fournisseur = configuredFournisseur()
  const chorus = configuredChorus()
  const name = `${hostname()}:${process.pid}`

  const loop = (work: string, idleMs: number, run: () => Promise<boolean>) =>
    startLoop({ run, idleMs, onError: (err) => log.error({ err, work }, "work failed, to be tried again") })

  // Woken by the pulse when something was written; a portal at rest asks its database one question and not thirty.
  const prompt: Loop[] = []
  const promptly = (work: string, run: () => Promise<boolean>) => {
    const one = loop(work, QUIET_MS, run)
    prompt.push(one)
    return one
  }
  let seen = { position: "", at: 0 }
  const pulse = async () => {
    const now = { position: await position(), at: Date.now() }
    if (now.position === seen.position || now.at - seen.at < CROWDED_MS) return false
    for (const one of prompt) one.wake()
    seen = now
    return false
  }

  // What one stage makes is the work of the next, which begins at once.
  const feeding = (next: readonly Loop[], run: () => Promise<Result<unknown>>) => async () => {
    const done = worked(await run())
    if (done) for (const one of next) one.wake()
    return done
  }

  // One at a time: a crash repeats at most the one mail that was under way.
  const mails = promptly("mails", async () => worked(await sendNextMail({ mail })))
  // Numbers first: pages drawn meanwhile would take the processor from the thousands of titres that wait for theirs.
  let issuing = false
  const pdfs = Array.from({ length: PDF_TRANCHES }, () => {
    const storePages = feeding([mails], () => storeNextTranche({ storage, pool }))
    return promptly("pdfs", async () => !issuing && storePages())
  })
  const issue = async () => {
    issuing = true
    try {
      issuing = worked(await issueNextTranche())
    } catch (error) {
      issuing = false
      throw error
    }
    if (!issuing) for (const one of pdfs) one.wake()
    return issuing
  }
  const loops = [
    loop("pulse", PULSE_MS, pulse),
    loop("beat", BEAT_SECONDS * 1000, () => beat(name).then(() => false)),
    promptly("issue", issue),
    ...pdfs,
    promptly(
      "pages outside campaigns",
      feeding([mails], () => storeNextAlone({ storage, pool })),
    ),
    mails,
    ...engagementLoops({ loop, promptly, worked }),
    promptly("sealed mails", async () => (await sendSealedMails(mail)) > 0),
    loop("scan", SCAN_MS, async () => worked(await scanNextDocument({ storage, scan: virusScan() }))),
    ...(fournisseur
      ? [
          promptly("commandes", async () => worked(await transmitNextCommande(fournisseur))),
          promptly("depannages", async () => worked(await transmitNextDepannage(fournisseur))),
          loop("releves", SWEEP_MS, () => pullDueReleves(fournisseur)),
        ]
      : []),
    promptly("depots", async () => worked(await openDepots())),
    ...(chorus
      ? [
          promptly("deposits", async () => worked(await sendNextDepot({ chorus, storage }))),
          promptly("deposits followed", async () => worked(await followNextDepot(chorus))),
        ]
      : []),
    loop("bal sources", SOURCE_MS, async () => worked(await fetchNextSource({ source }))),
    promptly("bal", async () => worked(await analyseNextDepot({ judge }))),
    promptly("notifications", async () => worked(await sortNotifications())),
    promptly("notification mails", async () => worked(await sendNextNotification({ mail }))),
    promptly("staff mails", async () => worked(await sendNextBureau({ mail }))),
    loop("digests", MINUTE_MS, async () => worked(await gatherResumes(new Date()))),
    promptly("digest mails", async () => worked(await sendNextResume({ mail }))),
    loop("reminders", MINUTE_MS, async () => worked(await remindLateSouscriptions(new Date()))),
    loop("orders, reminders", MINUTE_MS, async () => worked(await remindLateCommandes(new Date()))),
    loop("mail, reminders", MINUTE_MS, async () => worked(await remindLateMessageries(new Date()))),
    loop("relances", MINUTE_MS, async () => worked(await sendRelances())),
    promptly("relance mails", async () => worked(await sendNextRelanceMail({ mail }))),
    loop("sweep", SWEEP_MS, async () => worked(await sweepDocuments(storage))),
    loop("redevances", SWEEP_MS, watchRedevances),
    loop("terms of conventions", MINUTE_MS, async () => worked(await remindTermes(new Date()))),
    loop("renewals of conventions", MINUTE_MS, async () => worked(await renewNextConvention(new Date()))),
    loop("ends of markets", MINUTE_MS, async () => worked(await remindFins(new Date()))),
    loop("certificates", MINUTE_MS, async () => worked(await remindCertificats(new Date()))),
    loop("conservation", SWEEP_MS, () => applyConservation(new Date())),
    loop("sweep identity", SWEEP_MS, sweepIdentity),
  ]
  log.info({ name }, "worker started")

  const stop = async () => {
    await Promise.all(loops.map((one) => one.stop()))
    judge.close()
    await pool.close()
    await closeDatabase()
    process.exit(0)
  }
  process.once("SIGTERM", stop)
  process.once("SIGINT", stop)
}

try {
  start()
} catch (error) {
  if (!(error instanceof EnvError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
