import { createServer, type Server, type Socket } from "node:net"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { clamd } from "@/lib/ports/virus-scan.ts"
import { openClamd } from "../../support/clamd.ts"
import { eicar } from "../../support/files.ts"
import { freePort } from "../../support/free-port.ts"

describe("a real clamd", () => {
  let real: Awaited<ReturnType<typeof openClamd>>
  beforeAll(async () => {
    real = await openClamd()
  }, 30_000)
  afterAll(() => real.close())

  it("answers, passes what is clean, of any size, and names what it finds", async () => {
    const scanner = clamd({ url: real.url })
    expect(await scanner.answers()).toBe(true)
    expect(await scanner.scan(Buffer.from("bonjour"))).toEqual({ etat: "sain" })
    expect(await scanner.scan(Buffer.alloc(0))).toEqual({ etat: "sain" })
    expect(await scanner.scan(Buffer.alloc(20 * 1024 * 1024, 1))).toEqual({ etat: "sain" })
    expect(await scanner.scan(Buffer.from(eicar()))).toMatchObject({
      etat: "infecte",
      signature: expect.stringContaining("Eicar"),
    })
  })

  it("gives no verdict on what is larger than it takes", async () => {
    const verdict = await clamd({ url: real.url }).scan(Buffer.alloc(31 * 1024 * 1024, 1))
    expect(verdict.etat).toBe("indisponible")
  })
})

describe("a scanner that fails", () => {
  const servers: Server[] = []
  afterAll(() => {
    for (const server of servers) server.close()
  })

  async function answering(answer: (socket: Socket) => void) {
    const server = createServer(answer)
    servers.push(server)
    const port = await freePort()
    await new Promise<void>((resolve) => server.listen(port, "localhost", resolve))
    return clamd({ url: `tcp://localhost:${port}`, timeoutMs: 300 })
  }

  it("is unavailable, never a verdict: absent, silent, cut off, endless, or in error", async () => {
    const bytes = Buffer.from("bonjour")
    const etat = async (scanner: ReturnType<typeof clamd>) => (await scanner.scan(bytes)).etat
    expect(await etat(clamd({ url: `tcp://localhost:${await freePort()}` }))).toBe("indisponible")
    expect(await etat(await answering(() => undefined))).toBe("indisponible")
    expect(await etat(await answering((socket) => socket.destroy()))).toBe("indisponible")
    expect(await etat(await answering((socket) => socket.write("x".repeat(10_000))))).toBe("indisponible")
    expect(await etat(await answering((socket) => socket.end("INSTREAM size limit exceeded. ERROR\0")))).toBe(
      "indisponible",
    )
    expect(await (await answering((socket) => socket.end("stream: OK"))).scan(bytes)).toMatchObject({
      cause: expect.stringContaining("line fell"),
    })
  })
})
