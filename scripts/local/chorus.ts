import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { dirname } from "node:path"
import { pathToFileURL } from "node:url"
import { extractXml } from "@stackforge-eu/factur-x"
import { isSiret } from "@/lib/collectivites/rules.ts"
import { escapeHtml, page, readFields, sendJson, sendPage } from "./page.ts"
import { close, type LocalServer, listen } from "./server.ts"

/** A Chorus Pro of the demonstration: the token, the directory, the deposit and its follow-up, by the messages of the real API. */

const FAULTS = [
  "none",
  "unknown-siret",
  "service-required",
  "engagement-required",
  /** Says no before it takes anything. */
  "down",
  /** Never answers a deposit, and takes none. */
  "slow",
  "wrong-token",
  /** Takes the file, then half of the answer is lost, or all of it. */
  "cut",
  "lost",
  /** Takes the file and refuses it later. */
  "reject",
] as const
export type ChorusFault = (typeof FAULTS)[number]

type Flux = {
  numero: string
  nomFichier: string
  facture: string
  acheteur: string
  depuis: number
  erreur: string | null
}
export type ChorusState = { fault: ChorusFault; flux: Flux[]; depots: number }

export type ChorusOptions = {
  port: number
  clientId: string
  clientSecret: string
  /** `login:password` of the technical account. */
  account: string
  /** Where it remembers; in memory alone without it. */
  file?: string
  /** How long a flow takes to be integrated, then an invoice to be available. */
  stepMs?: number
}

const SERVICES = ["SERVICES-GENERAUX", "NUMERIQUE"]
const DEFAULT_STEP_MS = 5_000
const TOKEN_SECONDS = 3_600
const MAX_BODY = 20 * 1024 * 1024

export async function startChorus(options: ChorusOptions): Promise<LocalServer & { state: ChorusState }> {
  const { file } = options
  const state: ChorusState =
    file && existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { fault: "none", flux: [], depots: 0 }
  const tokens = new Set<string>()
  const save = () => {
    if (!file) return
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(state))
  }
  const server = createServer((request, response) => {
    answer({ request, response, state, tokens, options, save }).catch((cause) => {
      console.error("chorus:", cause)
      if (!response.headersSent) sendJson(response, { codeRetour: 1, libelle: "erreur du serveur local" }, 500)
    })
  })
  await listen(server, options.port)
  return { url: `http://localhost:${options.port}`, state, close: () => close(server) }
}

type Exchange = {
  request: IncomingMessage
  response: ServerResponse
  state: ChorusState
  tokens: Set<string>
  options: ChorusOptions
  save: () => void
}

async function answer(exchange: Exchange): Promise<void> {
  const { request, response, state, tokens, options, save } = exchange
  const { pathname } = new URL(request.url ?? "/", "http://localhost")
  if (pathname === "/") return sendPage(response, listPage(state))
  if (pathname === "/controle" && request.method === "POST") {
    const { fault } = await readFields(request)
    if (!FAULTS.includes(fault as ChorusFault)) return sendJson(response, { error: "fault", allowed: FAULTS }, 400)
    state.fault = fault as ChorusFault
    save()
    if (!request.headers.accept?.includes("text/html")) return sendJson(response, { fault: state.fault })
    response.writeHead(303, { location: "/" })
    return void response.end()
  }
  if (pathname === "/api/oauth/token" && request.method === "POST") {
    const asked = await readFields(request)
    const known = asked.client_id === options.clientId && asked.client_secret === options.clientSecret
    if (!known || asked.grant_type !== "client_credentials") return sendJson(response, { error: "invalid_client" }, 401)
    const token = crypto.randomUUID()
    tokens.add(token)
    return sendJson(response, { access_token: token, token_type: "Bearer", expires_in: TOKEN_SECONDS, scope: "openid" })
  }
  const path = /^\/cpro\/(.+)$/.exec(pathname)?.[1]
  if (!path || request.method !== "POST")
    return sendJson(response, { codeRetour: 404, libelle: "adresse inconnue" }, 404)
  const bearer = request.headers.authorization?.replace("Bearer ", "") ?? ""
  const account = Buffer.from(String(request.headers["cpro-account"] ?? ""), "base64").toString()
  if (state.fault === "wrong-token" || !tokens.has(bearer) || account !== options.account)
    return sendJson(response, { error: "invalid_token" }, 401)
  if (state.fault === "down") return sendJson(response, { libelle: "service indisponible" }, 503)
  return call(path, JSON.parse(await bodyText(request)), exchange)
}

const OK = { codeRetour: 0, libelle: "TRA_MSG_00.000" }

async function call(
  path: string,
  asked: Record<string, unknown>,
  { request, response, state, options, save }: Exchange,
) {
  if (path === "structures/v1/rechercher") {
    const siret = String((asked.structure as Record<string, unknown> | undefined)?.identifiantStructure ?? "")
    const known = state.fault !== "unknown-siret" && isSiret(siret)
    return sendJson(response, { ...OK, listeStructures: known ? [{ idStructureCPP: Number(siret.slice(0, 9)) }] : [] })
  }
  if (path === "structures/v1/consulter") {
    const service = state.fault === "service-required"
    const engagement = state.fault === "engagement-required"
    const parametres = { codeServiceDoitEtreRenseigne: service, numeroEJDoitEtreRenseigne: engagement }
    return sendJson(response, { ...OK, parametres: { ...parametres, gestionNumeroEJOuCodeService: false } })
  }
  if (path === "structures/v1/rechercher/services")
    return sendJson(response, {
      ...OK,
      listeServices: SERVICES.map((codeService) => ({ codeService, estActif: true })),
    })
  if (path === "factures/v1/rechercher/fournisseur") {
    const found = state.flux.filter(({ facture }) => facture === asked.numeroFacture)
    const listeFactures = found
      .filter((flux) => etatOf(flux, options) !== "IN_REJETE")
      .map((flux) => ({ numeroFacture: flux.facture, statut: statutOf(flux, options), numeroFluxDepot: flux.numero }))
    return sendJson(response, { ...OK, listeFactures })
  }
  if (path === "transverses/v1/consulterCRDetaille") {
    const flux = state.flux.find(({ numero }) => numero === asked.numeroFluxDepot)
    if (!flux) return sendJson(response, { codeRetour: 20_001, libelle: "Le flux est inconnu" })
    const listeErreurDP = flux.erreur ? [{ numeroDP: flux.facture, libelleErreurDP: flux.erreur }] : []
    return sendJson(response, {
      ...OK,
      etatCourantDepotFlux: etatOf(flux, options),
      listeErreurTechnique: [],
      listeErreurDP,
    })
  }
  if (path === "factures/v1/deposer/flux") {
    // The caller gives up; nothing was taken.
    if (state.fault === "slow") return
    const taken = await take(state, asked)
    save()
    if (typeof taken === "string") return sendJson(response, { codeRetour: 20_003, libelle: taken })
    if (state.fault === "lost") return void request.socket.destroy()
    const said = JSON.stringify({
      ...OK,
      numeroFluxDepot: taken.numero,
      dateDepot: new Date().toISOString().slice(0, 10),
    })
    if (state.fault !== "cut") return sendJson(response, JSON.parse(said))
    response.writeHead(200, { "content-type": "application/json" })
    return void response.end(said.slice(0, said.length / 2))
  }
  sendJson(response, { codeRetour: 404, libelle: "adresse inconnue" }, 404)
}

/** Reads the invoice as a platform does: what it cannot read it does not take. */
async function take(state: ChorusState, asked: Record<string, unknown>): Promise<Flux | string> {
  const nomFichier = String(asked.nomFichier ?? "")
  if (asked.syntaxeFlux !== "IN_DP_E2_CII_FACTURX" || nomFichier.length === 0 || nomFichier.length > 50)
    return "Le nom du fichier ou la syntaxe du flux est incorrect"
  const read = await extractXml(Buffer.from(String(asked.fichierFlux ?? ""), "base64")).catch(() => null)
  if (!read) return "Le fichier n'est pas une facture Factur-X lisible"
  const facture = /<rsm:ExchangedDocument><ram:ID>([^<]+)</.exec(read.xml)?.[1] ?? ""
  const acheteur = /<ram:BuyerTradeParty><ram:GlobalID schemeID="0009">(\d{14})</.exec(read.xml)?.[1] ?? ""
  const twice = state.flux.some((flux) => flux.facture === facture && flux.erreur === null)
  state.depots += 1
  const erreur = twice
    ? `Doublon : la facture ${facture} a déjà été déposée`
    : state.fault === "reject"
      ? "Le destinataire n'accepte pas ce cadre de facturation"
      : null
  const numero = `CPP${String(state.depots).padStart(9, "0")}`
  const flux = { numero, nomFichier, facture, acheteur, depuis: Date.now(), erreur }
  state.flux.push(flux)
  return flux
}

const stepsOf = ({ depuis }: Flux, { stepMs = DEFAULT_STEP_MS }: ChorusOptions): number =>
  stepMs === 0 ? Number.POSITIVE_INFINITY : Math.floor((Date.now() - depuis) / stepMs)

function etatOf(flux: Flux, options: ChorusOptions): string {
  if (stepsOf(flux, options) < 1) return "IN_EN_COURS_DE_TRAITEMENT"
  return flux.erreur ? "IN_REJETE" : "IN_INTEGRE"
}

const statutOf = (flux: Flux, options: ChorusOptions): string =>
  stepsOf(flux, options) >= 2 ? "MISE_A_DISPOSITION" : "DEPOSEE"

async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request) {
    size += chunk.length
    if (size > MAX_BODY) throw new RangeError("body too long")
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString("utf8")
}

const listPage = ({ fault, flux }: ChorusState): string =>
  page(
    "Chorus Pro de la démonstration",
    `<p class="mention">Il reçoit les factures du portail. Panne en cours : ${escapeHtml(fault)}.</p>
<form method="post" action="/controle">${FAULTS.map((name) => `<button name="fault" value="${name}">${name}</button>`).join(" ")}</form>
<h2>${flux.length} flux reçus</h2>
<table><thead><tr><th scope="col">Flux</th><th scope="col">Facture</th><th scope="col">Destinataire</th><th scope="col">Erreur</th></tr></thead><tbody>${flux
      .slice(-500)
      .map(
        (one) =>
          `<tr><td>${escapeHtml(one.numero)}</td><td>${escapeHtml(one.facture)}</td><td>${escapeHtml(one.acheteur)}</td><td>${escapeHtml(one.erreur ?? "")}</td></tr>`,
      )
      .join("")}</tbody></table>`,
  )

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const {
    CHORUS_PORT = "3009",
    CHORUS_CLIENT_ID = "",
    CHORUS_CLIENT_SECRET = "",
    PORTAIL_DATA_DIR = ".data",
  } = process.env
  const { CHORUS_LOGIN = "", CHORUS_PASSWORD = "" } = process.env
  const { url } = await startChorus({
    port: Number(CHORUS_PORT),
    clientId: CHORUS_CLIENT_ID,
    clientSecret: CHORUS_CLIENT_SECRET,
    account: `${CHORUS_LOGIN}:${CHORUS_PASSWORD}`,
    file: `${PORTAIL_DATA_DIR}/chorus.json`,
  })
  console.log(`chorus: ${url}`)
}
