import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { dirname } from "node:path"
import { pathToFileURL } from "node:url"
import { addDays, today } from "@/lib/platform/dates.ts"
import type { BonDeCommande, DemandeDepannage } from "@/lib/ports/fournisseur.ts"
import { escapeHtml, page, readFields, sendJson, sendPage } from "./page.ts"
import { close, type LocalServer, listen } from "./server.ts"

/** The demo's provider of workstation services: takes orders, installs when told to, and says what runs. */

/** Of the line, then of what it says: late by weeks, one post too many announced, a post that nobody ordered. */
const FAULTS = ["none", "refuse", "fail", "stall", "break", "garbage", "late", "miscount", "unknown"] as const
export type FournisseurFault = (typeof FAULTS)[number]

type Etat = "a_installer" | "actif" | "en_alerte" | "retire"
export type PosteFourni = { client: string; poste: string; libelle: string; composants: Record<string, Etat> }
type State = {
  fault: FournisseurFault
  postes: PosteFourni[]
  commandes: Record<string, { numero: string; suiviLe: string }>
  /** Absent from what was remembered before repairs were asked for. */
  depannages?: Record<string, { numero: string; suiviLe: string; objet: string; client: string }>
}

export type FournisseurOptions = {
  port: number
  jeton: string
  /** Codes of the components installed on each post. */
  composants: readonly string[]
  /** What it already runs when it first starts. */
  postes?: readonly PosteFourni[]
  /** Where it remembers; in memory alone without it. */
  file?: string
}

const DAYS_TO_FOLLOW = 15
const DAYS_TO_REPAIR = 3
const LATE_DAYS = 30

export async function startFournisseur(options: FournisseurOptions): Promise<LocalServer> {
  const { file } = options
  const state: State =
    file && existsSync(file)
      ? JSON.parse(readFileSync(file, "utf8"))
      : { fault: "none", postes: structuredClone([...(options.postes ?? [])]), commandes: {} }
  const save = () => {
    if (!file) return
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(state))
  }
  const server = createServer((request, response) => {
    answer(request, response, state, options, save).catch((cause) => {
      console.error("fournisseur:", cause)
      if (!response.headersSent) sendJson(response, { message: "erreur du serveur local" }, 500)
    })
  })
  await listen(server, options.port)
  return { url: `http://localhost:${options.port}`, close: () => close(server) }
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  state: State,
  { jeton, composants }: FournisseurOptions,
  save: () => void,
): Promise<void> {
  const { pathname } = new URL(request.url ?? "/", "http://localhost")
  if (pathname === "/") return sendPage(response, listPage(state))
  if (pathname === "/controle" && request.method === "POST") {
    const { fault, act } = await readFields(request)
    if (fault !== undefined && !FAULTS.includes(fault as FournisseurFault))
      return sendJson(response, { error: "fault", allowed: FAULTS }, 400)
    if (fault !== undefined) state.fault = fault as FournisseurFault
    if (act === "installer") install(state)
    save()
    if (request.headers.accept?.includes("text/html")) return redirectHome(response)
    return sendJson(response, { fault: state.fault, postes: state.postes.length })
  }
  if (request.headers.authorization !== `Bearer ${jeton}`) return sendJson(response, { message: "jeton refusé" }, 401)
  if (state.fault === "stall") return
  if (state.fault === "break") return void request.socket.destroy()
  if (state.fault === "fail") return sendJson(response, { message: "indisponible" }, 503)
  if (state.fault === "garbage") return void response.end("<html>maintenance</html>")
  if (pathname === "/v1/parc" && request.method === "GET") return sendJson(response, readingOf(state, composants))
  if (pathname === "/v1/commandes" && request.method === "POST") {
    const bon = JSON.parse(await bodyText(request)) as BonDeCommande
    if (state.fault === "refuse") return sendJson(response, { message: "client inconnu au marché" }, 422)
    const taken = state.commandes[bon.id] ?? take(state, bon, composants)
    save()
    return sendJson(response, taken, 202)
  }
  if (pathname === "/v1/depannages" && request.method === "POST") {
    // The portal alone speaks to this server, and what it sends has this shape.
    const demande = JSON.parse(await bodyText(request)) as DemandeDepannage
    if (state.fault === "refuse") return sendJson(response, { message: "client inconnu au marché" }, 422)
    const { numero, suiviLe } = takeRepair(state, demande)
    save()
    return sendJson(response, { numero, suiviLe }, 202)
  }
  sendJson(response, { message: "adresse inconnue" }, 404)
}

function take(state: State, bon: BonDeCommande, composants: readonly string[]) {
  for (const { numero, nom } of bon.postes) {
    const known = state.postes.find(({ client, poste }) => client === bon.client.reference && poste === String(numero))
    if (bon.genre === "retrait") {
      if (known) known.composants = all(composants, "retire")
    } else if (!known) {
      const composantsOf = all(composants, "a_installer")
      state.postes.push({ client: bon.client.reference, poste: String(numero), libelle: nom, composants: composantsOf })
    }
  }
  const numero = `BC-${String(Object.keys(state.commandes).length + 1).padStart(4, "0")}`
  const receipt = { numero, suiviLe: addDays(today(), DAYS_TO_FOLLOW) }
  state.commandes[bon.id] = receipt
  return receipt
}

function takeRepair(state: State, { id, objet, bloquant, client }: DemandeDepannage) {
  state.depannages ??= {}
  state.depannages[id] ??= {
    numero: `SAV-${String(Object.keys(state.depannages).length + 1).padStart(4, "0")}`,
    suiviLe: addDays(today(), bloquant ? 1 : DAYS_TO_REPAIR),
    ...{ objet, client: client.reference },
  }
  return state.depannages[id]
}

const all = (composants: readonly string[], etat: Etat): Record<string, Etat> =>
  Object.fromEntries(composants.map((code) => [code, etat]))

function install({ postes }: State) {
  for (const poste of postes) {
    for (const [code, etat] of Object.entries(poste.composants))
      if (etat === "a_installer") poste.composants[code] = "actif"
  }
}

function readingOf({ fault, postes }: State, composants: readonly string[]) {
  const stranger = {
    client: postes[0]?.client ?? "",
    poste: "999",
    libelle: "PC-INCONNU",
    composants: all(composants, "actif"),
  }
  const listed = fault === "unknown" ? [...postes, stranger] : postes
  return {
    releveLe: fault === "late" ? addDays(today(), -LATE_DAYS) : today(),
    total: listed.length + (fault === "miscount" ? 1 : 0),
    postes: listed,
  }
}

async function bodyText(request: IncomingMessage): Promise<string> {
  let text = ""
  for await (const chunk of request) {
    text += chunk
    if (text.length > 1_000_000) throw new RangeError("body too long")
  }
  return text
}

function redirectHome(response: ServerResponse) {
  response.writeHead(303, { location: "/" })
  response.end()
}

const listPage = ({ fault, postes, commandes, depannages = {} }: State): string =>
  page(
    "Prestataire de la démonstration",
    `<p class="mention">Il prend les commandes du portail et dit ce qui tourne sur chaque poste. Panne en cours : ${escapeHtml(fault)}.</p>
<form method="post" action="/controle"><button name="act" value="installer">Installer tout ce qui est commandé</button></form>
<form method="post" action="/controle">${FAULTS.map((name) => `<button name="fault" value="${name}">${name}</button>`).join(" ")}</form>
<h2>${postes.length} postes, ${Object.keys(commandes).length} commandes</h2>
<table><thead><tr><th scope="col">Client</th><th scope="col">Poste</th><th scope="col">Nom</th><th scope="col">Composants</th></tr></thead><tbody>${postes
      .map(
        ({ client, poste, libelle, composants }) =>
          `<tr><td>${escapeHtml(client)}</td><td>${escapeHtml(poste)}</td><td>${escapeHtml(libelle)}</td><td>${escapeHtml(
            Object.entries(composants)
              .map(([code, etat]) => `${code} : ${etat}`)
              .join(", "),
          )}</td></tr>`,
      )
      .join("")}</tbody></table>
<h2>${Object.keys(depannages).length} dépannages</h2>
<ul>${Object.values(depannages)
      .map(({ numero, client, objet }) => `<li>${escapeHtml(`${numero}, client ${client} : ${objet}`)}</li>`)
      .join("")}</ul>`,
  )

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  const { FOURNISSEUR_PORT = "3010", FOURNISSEUR_JETON = "", PORTAIL_DATA_DIR = ".data" } = process.env
  const { demoComposants, demoParc } = await import("../../prisma/seed/postes.ts")
  const { url } = await startFournisseur({
    port: Number(FOURNISSEUR_PORT),
    jeton: FOURNISSEUR_JETON,
    composants: demoComposants(),
    postes: demoParc(),
    file: `${PORTAIL_DATA_DIR}/fournisseur.json`,
  })
  console.log(`fournisseur: ${url}`)
}
