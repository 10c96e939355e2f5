import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { p12Sceau, type SceauPort } from "@/lib/ports/sceau.ts"
import { ensureTestCertificate } from "./certificate.ts"
import { escapeHtml, page, readFields, sendJson, sendPage } from "./page.ts"
import { close, type LocalServer, listen } from "./server.ts"

/** The demo's parapheur: it takes documents, shows them in a list, signs or refuses them when somebody says so. */

/** `garbage`: a file that is no PDF; `altered`: signed, but not the document that was deposited. */
const FAULTS = ["none", "refuse", "fail", "stall", "break", "garbage", "altered"] as const
export type ParapheurFault = (typeof FAULTS)[number]

type Dossier = {
  id: string
  titre: string
  signataire: { nom: string; courriel: string; fonction: string }
  pdf: Buffer
  etat: "en_cours" | "signe" | "refuse"
  motif: string
  signe: Buffer | null
  le: string | null
}
type State = { fault: ParapheurFault; dossiers: Map<string, Dossier> }
type Options = { port: number; jeton: string; folder: string }

const NIVEAU = "signature électronique avancée (parapheur de démonstration)"
const MAX_BYTES = 30_000_000

export async function startParapheur({ port, jeton, folder }: Options): Promise<LocalServer> {
  const file = join(folder, "parapheur.p12")
  ensureTestCertificate(file, jeton, "Parapheur de démonstration")
  const sceau = p12Sceau({ file, passphrase: jeton })
  const state: State = { fault: "none", dossiers: new Map() }
  const server = createServer((request, response) => {
    answer(request, response, state, { jeton, sceau }).catch((cause) => {
      console.error("parapheur:", cause)
      if (!response.headersSent) sendJson(response, { message: "erreur du serveur local" }, 500)
    })
  })
  await listen(server, port)
  return { url: `http://localhost:${port}`, close: () => close(server) }
}

type Tools = { jeton: string; sceau: SceauPort }

async function answer(request: IncomingMessage, response: ServerResponse, state: State, { jeton, sceau }: Tools) {
  const { pathname } = new URL(request.url ?? "/", "http://localhost")
  if (pathname === "/") return sendPage(response, listPage(state))
  if (pathname === "/controle" && request.method === "POST") return control(request, response, state, sceau)
  if (request.headers.authorization !== `Bearer ${jeton}`) return sendJson(response, { message: "jeton refusé" }, 401)
  if (state.fault === "stall") return
  if (state.fault === "break") return void request.socket.destroy()
  if (state.fault === "fail") return sendJson(response, { message: "indisponible" }, 503)
  if (pathname === "/dossiers" && request.method === "POST") return deposit(request, response, state)
  const [, id = "", document] = /^\/dossiers\/([^/]+)(\/document)?$/.exec(pathname) ?? []
  const dossier = state.dossiers.get(decodeURIComponent(id))
  if (!dossier) return sendJson(response, { message: "dossier inconnu" }, 404)
  if (document) return sendSigned(response, state, dossier)
  const { etat, motif, le, signataire } = dossier
  sendJson(response, etat === "signe" ? { etat, le, signataire: signataire.nom, niveau: NIVEAU } : { etat, motif })
}

async function deposit(request: IncomingMessage, response: ServerResponse, state: State) {
  if (state.fault === "refuse") return sendJson(response, { message: "signataire inconnu du parapheur" }, 422)
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MAX_BYTES) return sendJson(response, { message: "document trop gros" }, 413)
    chunks.push(chunk)
  }
  const headers = { "content-type": request.headers["content-type"] ?? "" }
  const form = await new Response(new Uint8Array(Buffer.concat(chunks)), { headers }).formData()
  const envoi = JSON.parse(String(form.get("dossier")))
  const document = form.get("document")
  if (!(document instanceof File)) return sendJson(response, { message: "document absent" }, 400)
  const id = `PAR-${String(envoi.reference)}`
  if (!state.dossiers.has(id)) {
    const pdf = Buffer.from(await document.arrayBuffer())
    const { titre, signataire } = envoi
    state.dossiers.set(id, { id, titre, signataire, pdf, etat: "en_cours", motif: "", signe: null, le: null })
  }
  sendJson(response, { dossier: id }, 201)
}

function sendSigned(response: ServerResponse, { fault }: State, { signe }: Dossier) {
  if (!signe) return sendJson(response, { message: "pas encore signé" }, 409)
  const bytes = fault === "garbage" ? Buffer.from("<html>maintenance</html>") : Buffer.from(signe)
  // One letter of the first page, so that the seal of the parapheur itself no longer holds.
  if (fault === "altered") bytes[200] = (bytes[200] ?? 0) ^ 1
  response.writeHead(200, { "content-type": "application/pdf" })
  response.end(bytes)
}

async function control(request: IncomingMessage, response: ServerResponse, state: State, sceau: SceauPort) {
  const { fault, act, dossier: id, motif = "Refusé dans le parapheur" } = await readFields(request)
  if (fault !== undefined && !FAULTS.includes(fault as ParapheurFault))
    return sendJson(response, { error: "fault", allowed: FAULTS }, 400)
  if (fault !== undefined) state.fault = fault as ParapheurFault
  for (const dossier of state.dossiers.values()) {
    if (dossier.etat !== "en_cours" || (id && dossier.id !== id)) continue
    if (act === "refuser") Object.assign(dossier, { etat: "refuse", motif })
    if (act === "signer") await sign(dossier, sceau)
  }
  if (request.headers.accept?.includes("text/html")) {
    response.writeHead(303, { location: "/" })
    return void response.end()
  }
  sendJson(response, {
    fault: state.fault,
    dossiers: [...state.dossiers.values()].map(({ id, etat }) => ({ id, etat })),
  })
}

async function sign(dossier: Dossier, sceau: SceauPort) {
  const le = new Date()
  const { nom, fonction, courriel } = dossier.signataire
  const mention = { nom, motif: `${fonction}, ${dossier.titre}`, lieu: "Parapheur", contact: courriel, le }
  Object.assign(dossier, { signe: await sceau.seal(dossier.pdf, mention), etat: "signe", le: le.toISOString() })
}

const listPage = ({ fault, dossiers }: State): string =>
  page(
    "Parapheur de la démonstration",
    `<p class="mention">Il reçoit les documents que l'opérateur veut signer ici. Panne en cours : ${escapeHtml(fault)}.</p>
<form method="post" action="/controle">${FAULTS.map((name) => `<button name="fault" value="${name}">${name}</button>`).join(" ")}</form>
<h2>${dossiers.size} dossiers</h2><ul>${[...dossiers.values()]
      .map(
        ({ id, titre, signataire, etat }) =>
          `<li>${escapeHtml(titre)}, ${escapeHtml(signataire.nom)} : ${etat}${
            etat === "en_cours"
              ? `<form method="post" action="/controle"><input type="hidden" name="dossier" value="${escapeHtml(id)}"><button name="act" value="signer">Signer</button><button name="act" value="refuser">Refuser</button></form>`
              : ""
          }</li>`,
      )
      .join("")}</ul>`,
  )

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { PARAPHEUR_PORT = "3009", PARAPHEUR_JETON = "", PORTAIL_DATA_DIR = ".data" } = process.env
  await startParapheur({ port: Number(PARAPHEUR_PORT), jeton: PARAPHEUR_JETON, folder: PORTAIL_DATA_DIR })
}
