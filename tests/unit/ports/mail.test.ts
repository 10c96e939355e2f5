import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest"
import { smtpMail } from "@/lib/ports/mail.ts"
import { startMail } from "@/scripts/local/mail.ts"
import type { StoredMail } from "@/scripts/local/mailbox.ts"
import type { LocalServer } from "@/scripts/local/server.ts"
import { freePort } from "@/tests/support/free-port.ts"

let server: LocalServer
let folder: string
let mail: ReturnType<typeof smtpMail>

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "portail-mail-"))
  const smtpPort = await freePort()
  server = await startMail({ smtpPort, webPort: await freePort(), folder })
  mail = smtpMail({ url: `smtp://localhost:${smtpPort}`, from: "Portail <portail@example.org>", demonstration: true })
})

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const fail = (fault: string) =>
  fetch(`${server.url}/controle`, { method: "POST", body: new URLSearchParams({ fault }) }).then((answer) =>
    answer.json(),
  )

const received = async (to: string): Promise<StoredMail[]> =>
  (await fetch(`${server.url}/api/messages?to=${encodeURIComponent(to)}`)).json()

const message = (name: string) => ({
  messageId: `${name}@portail.test`,
  to: `${name}@example.org`,
  subject: "Votre accès à l’espace de Mézières-en-Vexin",
  text: "Bonjour,\n\nhttp://localhost:3000/connexion",
})

describe("mail over SMTP", () => {
  afterEach(() => fail("none"))

  test("arrives with its accents and the Message-ID that the caller gave", async () => {
    const receipt = await mail.send({
      ...message("mairie"),
      attachments: [{ filename: "titre.pdf", content: Buffer.from("%PDF"), contentType: "application/pdf" }],
    })
    expect(receipt).toMatchObject({ accepted: true })
    const [mailRead] = await received("mairie@example.org")
    expect(mailRead).toMatchObject({
      messageId: "<mairie@portail.test>",
      subject: "Votre accès à l’espace de Mézières-en-Vexin",
      to: ["mairie@example.org"],
      attachments: [{ name: "titre.pdf", bytes: 4 }],
    })
  })

  test("tells a refusal for good from one that may be tried again", async () => {
    await fail("reject")
    expect(await mail.send(message("inconnu"))).toMatchObject({ accepted: false, permanent: true })
    await fail("defer")
    expect(await mail.send(message("plus-tard"))).toMatchObject({ accepted: false, permanent: false })
    expect(await received("inconnu@example.org")).toEqual([])
  })

  test("repeats a message whose answer was lost under the same Message-ID", async () => {
    await fail("drop")
    expect(await mail.send(message("perdu"))).toMatchObject({ accepted: false, permanent: false })
    await fail("none")
    expect(await mail.send(message("perdu"))).toMatchObject({ accepted: true })
    const ids = (await received("perdu@example.org")).map(({ messageId }) => messageId)
    expect(ids).toEqual(["<perdu@portail.test>", "<perdu@portail.test>"])
  })

  test("shows a message as text, without running what it holds", async () => {
    await mail.send({ ...message("script"), subject: "<script>alert(1)</script>", html: "<script>alert(2)</script>" })
    const [stored] = await received("script@example.org")
    const html = await (await fetch(`${server.url}/messages/${stored?.id}`)).text()
    expect(html).toContain("&lt;script&gt;alert(1)")
    expect(html).toContain('sandbox="allow-popups')
  })

  test("a demonstration refuses any server but the local one", () => {
    const settings = { url: "smtp://mail.example.org", from: "portail@example.org", demonstration: true }
    expect(() => smtpMail(settings)).toThrow("only go to the local server")
  })

  test("answers in a bounded time when nobody listens", async () => {
    const settings = { url: `smtp://localhost:${await freePort()}`, from: "a@b.fr", demonstration: true }
    expect(await smtpMail(settings).send(message("personne"))).toMatchObject({ accepted: false, permanent: false })
  })

  test("is refused, put off or left waiting for one address alone, while the others answer", async () => {
    const failFor = (fault: string, to: string) =>
      fetch(`${server.url}/controle`, { method: "POST", body: new URLSearchParams({ fault, to }) })
    await failFor("reject", "Partie@example.org")
    await failFor("defer", "lente@example.org")
    expect(await mail.send(message("partie"))).toMatchObject({ accepted: false, permanent: true })
    expect(await mail.send(message("lente"))).toMatchObject({ accepted: false, permanent: false })
    expect(await mail.send(message("voisine"))).toMatchObject({ accepted: true })
    await failFor("none", "partie@example.org")
    expect(await mail.send(message("partie"))).toMatchObject({ accepted: true })
  })

  test("says how to unsubscribe by one click, only when the caller gives where", async () => {
    await mail.send({ ...message("abonnee"), unsubscribeUrl: "https://portail.test/api/desabonnement?p=1" })
    await mail.send(message("legale"))
    const [first] = await received("abonnee@example.org")
    expect(first?.listUnsubscribe).toBe("<https://portail.test/api/desabonnement?p=1>")
    expect((await received("legale@example.org"))[0]?.listUnsubscribe).toBeNull()
  })
})
