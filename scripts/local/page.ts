import type { IncomingMessage, ServerResponse } from "node:http"

/** What the pages of the local servers share: they are a demonstration's tools, not screens of the portal. */

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" }
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] ?? sign)

const STYLE = `:root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;margin:0 auto;max-width:60rem;padding:1.5rem}
h1{font-size:1.5rem}h2{font-size:1.125rem;margin-top:2rem}ul{list-style:none;padding:0;display:grid;gap:.5rem}
button{font:inherit;padding:.6rem 1rem;min-height:2.75rem;text-align:left;border:1px solid;border-radius:6px;background:Canvas;color:CanvasText;cursor:pointer;width:100%}
button:hover{background:Highlight;color:HighlightText}:focus-visible{outline:3px solid;outline-offset:2px}
.mention{border-left:4px solid;padding:.25rem 1rem}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.5rem;border-bottom:1px solid;vertical-align:top}
iframe{width:100%;height:32rem;border:1px solid;background:#fff}pre{white-space:pre-wrap;overflow-wrap:anywhere}`

export const page = (title: string, body: string): string => `<!doctype html>
<html lang="fr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}</main></body></html>`

/** `formTargets`: where a form may lead, redirections included (Chromium checks each of them). */
export function sendPage(response: ServerResponse, html: string, formTargets: readonly string[] = [], status = 200) {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "no-store",
    "content-security-policy": `default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; form-action 'self' ${formTargets.join(" ")}; base-uri 'none'`,
  })
  response.end(html)
}

export function sendJson(response: ServerResponse, value: unknown, status = 200) {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" })
  response.end(JSON.stringify(value))
}

/** The fields of a form or of a JSON body, at most 64 KB. */
export async function readFields(request: IncomingMessage): Promise<Record<string, string>> {
  let text = ""
  for await (const chunk of request) {
    text += chunk
    if (text.length > 65_536) throw new RangeError("body too long")
  }
  if (request.headers["content-type"]?.startsWith("application/json")) return JSON.parse(text)
  return Object.fromEntries(new URLSearchParams(text))
}
