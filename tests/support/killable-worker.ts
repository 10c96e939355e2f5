// A worker that dies where it is told to: the only place where a failpoint exists. Started by tests/long only.
import { issueNextTranche } from "@/lib/cotisations/commands/issue.ts"
import { env } from "@/lib/platform/env.ts"
import { smtpMail } from "@/lib/ports/mail.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { sendNextMail } from "@/lib/titres/commands/send-mails.ts"
import { storeNextTranche } from "@/lib/titres/commands/store-pdfs.ts"
import { openTitrePdfPool } from "@/lib/titres/pdf/pool.ts"

export const BOUNDARIES = [
  "tranche-committed",
  "file-written",
  "pages-committed",
  "smtp-accepted",
  "mail-committed",
] as const
export type Boundary = (typeof BOUNDARIES)[number]

async function work(): Promise<void> {
  const { SMTP_URL, MAIL_FROM } = env()
  const storage = documentStorage()
  const pool = openTitrePdfPool(1)
  const mail = smtpMail({ url: SMTP_URL, from: MAIL_FROM, demonstration: true })
  process.stdout.write("ready\n")
  while ((await issueNextTranche()).ok) dieAt("tranche-committed")
  while ((await storeNextTranche({ storage, pool, onFileWritten: () => dieAt("file-written") })).ok)
    dieAt("pages-committed")
  while ((await sendNextMail({ mail, onAccepted: () => dieAt("smtp-accepted") })).ok) dieAt("mail-committed")
  process.exit(0)
}

function dieAt(boundary: Boundary): void {
  if (process.env.DIE_AT === boundary) process.kill(process.pid, "SIGKILL")
}

if (process.env.KILLABLE_WORKER) await work()
