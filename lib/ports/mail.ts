import { createTransport } from "nodemailer"

/** Mail goes out by SMTP. At least once: the caller keeps one `messageId` per message, so that a repeat can be recognised. */

export type MailMessage = {
  /** Without angle brackets, stable over repeats: `<uuid>@<host>`. */
  messageId: string
  to: string
  subject: string
  text: string
  html?: string
  /** Where one click silences this kind of mail (RFC 8058); never on what the law asks to be told. */
  unsubscribeUrl?: string
  attachments?: readonly { filename: string; content: Buffer; contentType: string }[]
}

/** `permanent`: sending again changes nothing (5xx, refused address). */
export type MailReceipt =
  | { accepted: true; response: string }
  | { accepted: false; permanent: boolean; response: string }

export interface MailPort {
  send(message: MailMessage): Promise<MailReceipt>
}

export type SmtpSettings = { url: string; from: string; demonstration: boolean }

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"])

export function smtpMail({ url, from, demonstration }: SmtpSettings): MailPort {
  const server = new URL(url)
  if (demonstration && !LOOPBACK.has(server.hostname)) {
    throw new Error(`DEMONSTRATION: mail may only go to the local server, not to ${server.hostname}`)
  }
  const transport = createTransport({
    url,
    // A stalled server must not hold a worker: each phase is bounded.
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    dnsTimeout: 10_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ messageId, attachments, unsubscribeUrl, ...message }) {
      try {
        const { response } = await transport.sendMail({
          ...message,
          from,
          messageId: `<${messageId}>`,
          attachments: attachments?.map((file) => ({ ...file })),
          headers: { "Auto-Submitted": "auto-generated", ...unsubscribe(unsubscribeUrl) },
        })
        return { accepted: true, response }
      } catch (cause) {
        return refused(cause)
      }
    },
  }
}

const unsubscribe = (url: string | undefined): Record<string, string> =>
  url ? { "List-Unsubscribe": `<${url}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}

function refused(cause: unknown): MailReceipt {
  if (!(cause instanceof Error)) throw cause
  const { responseCode } = cause as Error & { responseCode?: number }
  return { accepted: false, permanent: (responseCode ?? 0) >= 500, response: cause.message }
}
