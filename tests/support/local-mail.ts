import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type MailPort, smtpMail } from "@/lib/ports/mail.ts"
import { startMail } from "@/scripts/local/mail.ts"
import type { StoredMail } from "@/scripts/local/mailbox.ts"
import { freePort } from "./free-port.ts"

export type LocalMail = {
  mail: MailPort
  /** For one address, or for all. */
  fail: (fault: string, to?: string) => Promise<void>
  received: (to: string) => Promise<StoredMail[]>
  close: () => Promise<void>
}

/** The local SMTP server of the demonstration, for one test file, and the portal's own port to it. */
export async function openLocalMail(): Promise<LocalMail> {
  const folder = await mkdtemp(join(tmpdir(), "portail-mail-"))
  const smtpPort = await freePort()
  const server = await startMail({ smtpPort, webPort: await freePort(), folder })
  return {
    mail: smtpMail({ url: `smtp://localhost:${smtpPort}`, from: "Portail <portail@example.org>", demonstration: true }),
    fail: async (fault, to) => {
      const body = new URLSearchParams({ fault, ...(to ? { to } : {}) })
      await fetch(`${server.url}/controle`, { method: "POST", body })
    },
    received: async (to) => (await fetch(`${server.url}/api/messages?to=${encodeURIComponent(to)}`)).json(),
    close: async () => {
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}
