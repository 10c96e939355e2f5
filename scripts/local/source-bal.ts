import { createHash } from "node:crypto"
import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

export type LocalSource = {
  url: string
  /** What `/bal.csv` answers from now on. */
  serve(csv: string): void
  /** Requests received, by path. */
  asked(path: string): number
  close(): Promise<void>
}

/** Plays the place where a commune publishes its file: it can redirect, stall, lie about its type, and send for ever. */
export async function startLocalSource(port = 0): Promise<LocalSource> {
  let csv = "cle_interop;commune_insee\n"
  const counts = new Map<string, number>()
  const answers: Record<string, (response: ServerResponse, etag: string | undefined) => void> = {
    "/bal.csv": (response, etag) => sendFile(response, csv, etag),
    "/redirection": (response) => redirect(response, "/bal.csv"),
    "/boucle": (response) => redirect(response, "/boucle"),
    "/vers-metadonnees": (response) => redirect(response, "http://169.254.169.254/latest/meta-data/"),
    "/vers-machine": (response) => redirect(response, "http://127.0.0.1:22/"),
    "/vers-nom-interne": (response) => redirect(response, "http://intranet.exemple.fr/bal.csv"),
    "/vers-fichier": (response) => redirect(response, "file:///etc/passwd"),
    "/page": (response) => response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><p>Accueil"),
    "/archive": (response) => response.writeHead(200, { "content-type": "application/zip" }).end("PK"),
    "/compresse": (response) =>
      response.writeHead(200, { "content-type": "text/csv", "content-encoding": "gzip" }).end("bombe"),
    "/absent": (response) => response.writeHead(404).end(),
    "/panne": (response) => response.writeHead(503).end(),
    "/muet": () => undefined,
    "/annonce-enorme": (response) =>
      response.writeHead(200, { "content-type": "text/csv", "content-length": String(3e9) }).flushHeaders(),
    "/sans-fin": (response) => sendForever(response),
    "/goutte": (response) => drip(response),
  }
  const server = createServer((request, response) => {
    const path = (request.url ?? "/").split("?")[0] ?? "/"
    counts.set(path, (counts.get(path) ?? 0) + 1)
    const answer = answers[path] ?? answers["/absent"]
    answer?.(response, request.headers["if-none-match"])
  })
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve(next) {
      csv = next
    },
    asked: (path) => counts.get(path) ?? 0,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

const redirect = (response: ServerResponse, location: string) => response.writeHead(302, { location }).end()

function sendFile(response: ServerResponse, csv: string, known: string | undefined) {
  const etag = `"${createHash("sha256").update(csv).digest("hex").slice(0, 16)}"`
  if (known === etag) response.writeHead(304, { etag }).end()
  else response.writeHead(200, { "content-type": "text/csv; charset=utf-8", etag }).end(csv)
}

function sendForever(response: ServerResponse) {
  response.writeHead(200, { "content-type": "text/csv" })
  const part = "x".repeat(64 * 1024)
  const more = () => {
    while (!response.destroyed && response.write(part));
    if (!response.destroyed) response.once("drain", more)
  }
  more()
}

function drip(response: ServerResponse) {
  response.writeHead(200, { "content-type": "text/csv" })
  const timer = setInterval(() => response.write("a"), 50)
  response.once("close", () => clearInterval(timer))
}
