import { IncomingMessage, ServerResponse } from "node:http"
import { Socket } from "node:net"

type Run = (request: IncomingMessage, response: ServerResponse) => unknown

/**
 * For a library that speaks Node's requests and answers, inside a route that speaks the web's. The whole body is read before
 * and the whole answer kept: for exchanges of some kilobytes.
 */
export async function exchange(web: Request, run: Run): Promise<Response> {
  const request = new IncomingMessage(new Socket())
  const { pathname, search } = new URL(web.url)
  Object.assign(request, { method: web.method, url: pathname + search, headers: Object.fromEntries(web.headers) })
  request.push(Buffer.from(await web.arrayBuffer()))
  request.push(null)

  const response = new ServerResponse(request)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    const keep = (chunk: unknown) => {
      if (typeof chunk === "string" || chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk))
    }
    response.write = (chunk: unknown) => {
      keep(chunk)
      return true
    }
    response.end = (chunk?: unknown) => {
      keep(chunk)
      resolve(answerOf(response, Buffer.concat(chunks)))
      return response
    }
    Promise.resolve(run(request, response)).catch(reject)
  })
}

/** An answer that says that it has no body may have none, not even an empty one. */
const BODILESS = new Set([204, 205, 304])

function answerOf(response: ServerResponse, body: Buffer): Response {
  const headers = new Headers()
  for (const [name, value] of Object.entries(response.getHeaders())) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, String(one))
  }
  const status = response.statusCode
  return new Response(BODILESS.has(status) ? null : new Uint8Array(body), { status, headers })
}
