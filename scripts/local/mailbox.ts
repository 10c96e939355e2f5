import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises"
import { join } from "node:path"
import PostalMime from "postal-mime"

/** The messages kept as files, one `.eml` each, under a name that sorts by arrival. */

export type StoredMail = {
  id: string
  receivedAt: string
  from: string
  to: string[]
  subject: string
  messageId: string
  text: string
  html: string | null
  /** The header List-Unsubscribe, as it came. */
  listUnsubscribe: string | null
  attachments: { name: string; bytes: number }[]
}

const HEAD_BYTES = 8 * 1024
const ID = /^(\d{13})-\d{6}$/

export async function openMailbox(folder: string) {
  await mkdir(folder, { recursive: true })
  let sequence = 0

  /** Written aside then renamed: a reader never meets half a message. */
  async function store(recipients: readonly string[], raw: Buffer): Promise<void> {
    sequence += 1
    const id = `${Date.now()}-${String(sequence % 1_000_000).padStart(6, "0")}`
    const head = recipients.map((address) => `Delivered-To: ${address}\r\n`).join("")
    await writeFile(join(folder, `${id}.part`), Buffer.concat([Buffer.from(head), raw]))
    await rename(join(folder, `${id}.part`), join(folder, `${id}.eml`))
  }

  const find = (id: string): Promise<StoredMail | null> => findFor(id, null)

  async function findFor(id: string, to: string | null): Promise<StoredMail | null> {
    const received = ID.exec(id)?.[1]
    if (!received) return null
    const raw = await readFile(join(folder, `${id}.eml`)).catch(() => null)
    if (!raw || (to !== null && !isFor(raw, to))) return null
    const mail = await PostalMime.parse(raw)
    return {
      id,
      receivedAt: new Date(Number(received)).toISOString(),
      from: mail.from?.address ?? "",
      to: recipientsOf(mail),
      subject: mail.subject ?? "(sans objet)",
      messageId: mail.messageId ?? "",
      text: mail.text ?? "",
      html: mail.html ?? null,
      listUnsubscribe: mail.headers.find(({ key }) => key === "list-unsubscribe")?.value ?? null,
      attachments: mail.attachments.map((file) => ({
        name: file.filename ?? "sans nom",
        bytes: typeof file.content === "string" ? file.content.length : file.content.byteLength,
      })),
    }
  }

  const names = async () => (await readdir(folder)).filter((name) => name.endsWith(".eml")).sort()

  /** Newest first. */
  async function list(to: string | null, limit = Number.POSITIVE_INFINITY): Promise<StoredMail[]> {
    const found: StoredMail[] = []
    for (const name of (await names()).reverse()) {
      const mail = await findFor(name.slice(0, -".eml".length), to)
      if (mail) found.push(mail)
      if (found.length === limit) break
    }
    return found
  }

  async function clear(): Promise<number> {
    const all = await names()
    await Promise.all(all.map((name) => rm(join(folder, name), { force: true })))
    return all.length
  }

  return { store, find, list, clear }
}

const recipientsOf = ({ headers }: { headers: { key: string; value: string }[] }): string[] =>
  headers.filter(({ key }) => key === "delivered-to").map(({ value }) => value)

/** By the lines that `store` wrote on top: a campaign leaves hundreds of messages, not all to be parsed for one. */
const isFor = (raw: Buffer, to: string): boolean =>
  `\r\n${raw.subarray(0, HEAD_BYTES)}`.includes(`\r\nDelivered-To: ${to.toLowerCase()}\r\n`)
