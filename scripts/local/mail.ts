import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { pathToFileURL } from "node:url"
import { SMTPServer, type SMTPServerSession } from "smtp-server"
import { openMailbox, type StoredMail } from "./mailbox.ts"
import { escapeHtml, page, readFields, sendJson, sendPage } from "./page.ts"
import { close, type LocalServer, listen } from "./server.ts"

/** The demo's mail: a real SMTP server that keeps every message, and the page where they are read. */

/** `drop`: the message is kept, then the line falls before the answer: the sender cannot know and sends again. */
const FAULTS = ["none", "reject", "defer", "stall", "drop"] as const
export type MailFault = (typeof FAULTS)[number]

/** For everybody, and for single addresses in lower case: a mailbox that is gone while all others answer. */
type State = { fault: MailFault; faults: Map<string, MailFault> }

export type MailOptions = { smtpPort: number; webPort: number; folder: string }

export async function startMail({ smtpPort, webPort, folder }: MailOptions): Promise<LocalServer> {
  const mailbox = await openMailbox(folder)
  const state: State = { fault: "none", faults: new Map() }
  const smtp = createSmtp(mailbox, state)
  await new Promise<void>((resolve, reject) => {
    smtp.once("error", reject)
    smtp.listen(smtpPort, "localhost", resolve)
  })
  smtp.removeAllListeners("error")
  // A client that leaves in the middle is its own affair: the server goes on.
  smtp.on("error", (cause) => console.error("mail:", cause.message))
  const web = createServer((request, response) => {
    answer(request, response, mailbox, state).catch((cause) => {
      console.error("mail:", cause)
      if (!response.headersSent) sendPage(response, page("Erreur", "<p>La boîte locale a échoué.</p>"), [], 500)
    })
  })
  await listen(web, webPort)
  return {
    url: `http://localhost:${webPort}`,
    close: async () => {
      await close(web)
      await new Promise<void>((resolve) => smtp.close(() => resolve()))
    },
  }
}

type Mailbox = Awaited<ReturnType<typeof openMailbox>>

function createSmtp(mailbox: Mailbox, state: State): SMTPServer {
  const faultOf = (address: string): MailFault => state.faults.get(address.toLowerCase()) ?? state.fault
  const server: SMTPServer = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    disableReverseLookup: true,
    size: 25 * 1024 * 1024,
    closeTimeout: 500,
    onRcptTo({ address }, _, done) {
      const fault = faultOf(address)
      if (fault === "reject") return done(smtpError(550, "5.1.1 mailbox unavailable"))
      if (fault === "defer") return done(smtpError(451, "4.3.0 try again later"))
      done()
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = []
      stream.on("data", (chunk: Buffer) => chunks.push(chunk))
      stream.on("end", async () => {
        const recipients = session.envelope.rcptTo.map(({ address }) => address)
        const faults = recipients.map(faultOf)
        if (faults.includes("stall")) return
        await mailbox.store(recipients, Buffer.concat(chunks))
        if (faults.includes("drop")) return dropConnection(server, session)
        done()
      })
    },
  })
  return server
}

const smtpError = (responseCode: number, message: string): Error => Object.assign(new Error(message), { responseCode })

/** smtp-server keeps its connections in a set, each with its socket. */
function dropConnection(server: SMTPServer, session: SMTPServerSession) {
  for (const connection of server.connections as Set<{ id: string; _socket: { destroy(): void } }>) {
    if (connection.id === session.id) connection._socket.destroy()
  }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  mailbox: Mailbox,
  state: State,
): Promise<void> {
  const url = new URL(request.url ?? "/", "http://localhost")
  if (url.pathname === "/controle" && request.method === "POST") {
    const { fault, to } = await readFields(request)
    if (!FAULTS.includes(fault as MailFault)) return sendJson(response, { error: "fault", allowed: FAULTS }, 400)
    if (to) state.faults.set(to.toLowerCase(), fault as MailFault)
    else state.fault = fault as MailFault
    return sendJson(response, { fault: state.fault, faults: Object.fromEntries(state.faults) })
  }
  if (url.pathname === "/api/messages") {
    if (request.method === "DELETE") return sendJson(response, { removed: await mailbox.clear() })
    return sendJson(response, await mailbox.list(url.searchParams.get("to")))
  }
  if (url.pathname === "/") return sendPage(response, listPage(await mailbox.list(url.searchParams.get("to"), 200)))
  const [, , id = "", part] = url.pathname.split("/")
  const mail = url.pathname.startsWith("/messages/") ? await mailbox.find(id) : null
  if (!mail) return sendPage(response, page("Message inconnu", `<p><a href="/">Tous les messages</a></p>`), [], 404)
  if (part === "html") return sendPage(response, mail.html ?? "")
  sendPage(response, mailPage(mail))
}

const when = (mail: StoredMail): string =>
  new Intl.DateTimeFormat("fr-FR", { dateStyle: "medium", timeStyle: "medium", timeZone: "Europe/Paris" }).format(
    new Date(mail.receivedAt),
  )

const listPage = (mails: StoredMail[]): string =>
  page(
    "Boîte aux lettres de la démonstration",
    `<p class="mention">Aucun de ces messages n'a quitté cette machine.</p>
<form><label>Destinataire <input name="to" type="search"></label> <input type="submit" value="Filtrer"></form>
${mails.length === 0 ? "<p>Aucun message.</p>" : `<table><thead><tr><th scope="col">Reçu le</th><th scope="col">À</th><th scope="col">Objet</th></tr></thead><tbody>${mails.map(row).join("")}</tbody></table>`}`,
  )

const row = (mail: StoredMail): string =>
  `<tr><td>${escapeHtml(when(mail))}</td><td>${escapeHtml(mail.to.join(", "))}</td><td><a href="/messages/${mail.id}">${escapeHtml(mail.subject)}</a></td></tr>`

const mailPage = (mail: StoredMail): string =>
  page(
    mail.subject,
    `<p><a href="/">Tous les messages</a></p>
<p>De ${escapeHtml(mail.from)}<br>À ${escapeHtml(mail.to.join(", "))}<br>Reçu le ${escapeHtml(when(mail))}</p>
<pre>${linked(mail.text)}</pre>
${mail.attachments.length ? `<h2>Pièces jointes</h2><ul>${mail.attachments.map((file) => `<li>${escapeHtml(file.name)} (${file.bytes} octets)</li>`).join("")}</ul>` : ""}
${mail.html ? `<h2>Version mise en forme</h2><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="Version mise en forme" src="/messages/${mail.id}/html"></iframe>` : ""}`,
  )

const linked = (text: string): string =>
  escapeHtml(text).replace(/https?:\/\/[^\s<]+/g, (address) => `<a href="${address}">${address}</a>`)

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { SMTP_PORT = "3002", MAILBOX_PORT = "3003", PORTAIL_DATA_DIR = ".data" } = process.env
  const folder = `${PORTAIL_DATA_DIR}/mail`
  const { url } = await startMail({ smtpPort: Number(SMTP_PORT), webPort: Number(MAILBOX_PORT), folder })
  console.log(`mail: smtp://localhost:${SMTP_PORT} ${url}`)
}
