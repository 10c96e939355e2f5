import { connect } from "node:net"
import { Readable } from "node:stream"
import { env } from "@/lib/platform/env.ts"

export type Verdict =
  | { etat: "sain" }
  /** `signature`: what was found, in the scanner's words. */
  | { etat: "infecte"; signature: string }
  /** Nobody answered, or not in time, or not a verdict: nothing is known of the file. */
  | { etat: "indisponible"; cause: string }

export interface VirusScanPort {
  scan(bytes: Uint8Array): Promise<Verdict>
  /** Whether the scanner answers at this moment. */
  answers(): Promise<boolean>
}

/** The setting that says out loud that nothing is scanned. */
export const NO_SCAN = "aucun"

/** By the settings; null where the operator chose to scan nothing, which the pages then say. */
export const virusScan = (): VirusScanPort | null => {
  const { CLAMD_URL } = env()
  return CLAMD_URL === NO_SCAN ? null : clamd({ url: CLAMD_URL })
}

type Clamd = { url: string; timeoutMs?: number }

const CHUNK = 64 * 1024
const ANSWER_MAX = 4096

/**
 * ClamAV's daemon over TCP (clamd(8)): "zINSTREAM", then chunks each led by its length on four bytes, an empty one last.
 * The answer ends with a null byte: "stream: OK", "stream: <name> FOUND", or "<reason> ERROR".
 */
export function clamd({ url, timeoutMs = 30_000 }: Clamd): VirusScanPort {
  return {
    async scan(bytes) {
      const answer = await ask(url, timeoutMs, instream(bytes))
      if (!answer.ok) return { etat: "indisponible", cause: answer.cause }
      const found = /^stream: (.+) FOUND$/.exec(answer.text)
      if (found) return { etat: "infecte", signature: String(found[1]) }
      return answer.text === "stream: OK" ? { etat: "sain" } : { etat: "indisponible", cause: answer.text }
    },
    async answers() {
      const answer = await ask(url, Math.min(timeoutMs, 3_000), [Buffer.from("zPING\0")])
      return answer.ok && answer.text === "PONG"
    },
  }
}

function* instream(bytes: Uint8Array): Iterable<Buffer> {
  yield Buffer.from("zINSTREAM\0")
  for (let from = 0; from < bytes.length; from += CHUNK) {
    const chunk = bytes.subarray(from, from + CHUNK)
    const length = Buffer.alloc(4)
    length.writeUInt32BE(chunk.length)
    yield length
    yield Buffer.from(chunk)
  }
  yield Buffer.alloc(4)
}

type Answer = { ok: true; text: string } | { ok: false; cause: string }

/** Sends as fast as it is read, and waits for one answer; never throws. */
function ask(url: string, timeoutMs: number, parts: Iterable<Buffer>): Promise<Answer> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect({ host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) })
    let text = ""
    const settle = (answer: Answer) => {
      clearTimeout(limit)
      socket.destroy()
      resolve(answer)
    }
    const limit = setTimeout(() => settle({ ok: false, cause: `no answer within ${timeoutMs} ms` }), timeoutMs)
    socket.setEncoding("utf8")
    socket.on("data", (chunk: string) => {
      text += chunk
      const end = text.indexOf("\0")
      if (end >= 0) settle({ ok: true, text: text.slice(0, end) })
      else if (text.length > ANSWER_MAX) settle({ ok: false, cause: "the answer has no end" })
    })
    socket.on("close", () => settle({ ok: false, cause: "the line fell before the answer" }))
    // clamd may answer, then close, while we still write: its answer has been read by then, or "close" says so.
    socket.on("error", ({ message }) => settle({ ok: false, cause: message }))
    Readable.from(parts).pipe(socket, { end: false })
  })
}
