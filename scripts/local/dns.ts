import { createSocket } from "node:dgram"
import { createServer } from "node:http"
import { pathToFileURL } from "node:url"
import { readFields, sendJson } from "./page.ts"
import { close, type LocalServer, listen } from "./server.ts"

/** The demo's resolver: DNS over UDP (RFC 1035 § 4), for the zones that it is given; every other name does not exist. */

const FAULTS = ["none", "refuse", "stall", "break"] as const
export type DnsFault = (typeof FAULTS)[number]
/** "mairie.fr TXT" → its values. */
export type Zones = Record<string, string[]>

const TYPES = { 2: "NS", 15: "MX", 16: "TXT" } as const
const NOERROR = 0
const NXDOMAIN = 3
const REFUSED = 5

export async function startDns({ port, zones }: { port: number; zones: Zones }): Promise<LocalServer> {
  const state = { fault: "none" as DnsFault, zones: { ...zones } }
  const socket = createSocket("udp4")
  socket.on("message", (query, from) => {
    if (state.fault === "stall") return
    const reply = state.fault === "break" ? query.subarray(0, 5) : replyTo(query, state)
    if (reply) socket.send(reply, from.port, from.address)
  })
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject)
    socket.bind(port, "127.0.0.1", resolve)
  })
  const control = createServer((request, response) => {
    readFields(request)
      .then(({ fault, nom, type, valeur }) => {
        if (fault !== undefined && FAULTS.includes(fault as DnsFault)) state.fault = fault as DnsFault
        if (nom && type) state.zones[`${nom} ${type}`] = valeur ? [valeur] : []
        sendJson(response, state)
      })
      .catch(() => sendJson(response, { error: "body" }, 400))
  })
  await listen(control, port)
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      await close(control)
      await new Promise<void>((resolve) => socket.close(() => resolve()))
    },
  }
}

function replyTo(query: Buffer, { fault, zones }: { fault: DnsFault; zones: Zones }): Buffer | null {
  if (query.length < 17) return null
  const { name, end } = readName(query, 12)
  const question = query.subarray(12, end + 4)
  const type = TYPES[query.readUInt16BE(end) as keyof typeof TYPES]
  if (fault === "refuse") return message(query, REFUSED, question, [])
  const exists = Object.keys(zones).some((key) => key.startsWith(`${name} `))
  const values = (type && zones[`${name} ${type}`]) || []
  return message(
    query,
    exists ? NOERROR : NXDOMAIN,
    question,
    values.map((value) => record(query.readUInt16BE(end), value)),
  )
}

function readName(query: Buffer, start: number): { name: string; end: number } {
  const labels: string[] = []
  let at = start
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString("ascii", at + 1, at + 1 + length))
    at += length + 1
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 }
}

/** Header, the question as it was, the answers; recursion available. */
function message(query: Buffer, code: number, question: Buffer, answers: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(12)
  query.copy(header, 0, 0, 2)
  header.writeUInt16BE(0x8180 | code, 2)
  header.writeUInt16BE(1, 4)
  header.writeUInt16BE(answers.length, 6)
  return Buffer.concat([header, question, ...answers])
}

/** Its name points at the question's. */
function record(type: number, value: string): Buffer {
  const data =
    type === 16
      ? textData(value)
      : type === 15
        ? Buffer.concat([Buffer.from([0, 10]), nameData(value)])
        : nameData(value)
  const head = Buffer.alloc(12)
  head.writeUInt16BE(0xc00c, 0)
  head.writeUInt16BE(type, 2)
  head.writeUInt16BE(1, 4)
  head.writeUInt32BE(60, 6)
  head.writeUInt16BE(data.length, 10)
  return Buffer.concat([head, data])
}

/** In pieces of 255 bytes at most. */
function textData(value: string): Buffer {
  const bytes = Buffer.from(value)
  const pieces: Buffer[] = []
  for (let at = 0; at < bytes.length; at += 255) {
    const piece = bytes.subarray(at, at + 255)
    pieces.push(Buffer.from([piece.length]), piece)
  }
  return Buffer.concat(pieces)
}

const nameData = (name: string): Buffer =>
  Buffer.concat([
    ...name
      .replace(/\.$/, "")
      .split(".")
      .map((label) => Buffer.concat([Buffer.from([label.length]), Buffer.from(label)])),
    Buffer.from([0]),
  ])

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { DNS_PORT = "3011" } = process.env
  const { demoZones } = await import("../../prisma/seed/messageries.ts")
  const { url } = await startDns({ port: Number(DNS_PORT), zones: demoZones() })
  console.log(`dns: 127.0.0.1:${DNS_PORT} ${url}`)
}
