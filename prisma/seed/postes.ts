import { addDays, type CalendarDate, today } from "@/lib/platform/dates.ts"
import { stableDraw, stableId, stablePublicId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { COMPOSANTS, INSTALLATION, RELEVE_DAYS } from "./marches.ts"
import { personneId } from "./people.ts"
import { readAdhesions } from "./sources.ts"
import { PACK_CYBER, type Use, usesOfMembers } from "./souscriptions.ts"

// Workstations of the demonstration: invented, named by their place and the function of whoever uses them.

const PLACES = [
  ["Accueil", "Mairie", "Agent d'accueil"],
  ["Secrétariat", "Mairie", "Secrétaire de mairie"],
  ["Maire", "Mairie", "Maire"],
  ["Comptabilité", "Mairie", "Agent comptable"],
  ["Urbanisme", "Mairie", "Agent d'urbanisme"],
  ["Médiathèque", "Médiathèque", "Bibliothécaire"],
  ["École", "École", "Directrice d'école"],
  ["Ateliers", "Services techniques", "Responsable technique"],
] as const

type Etat = "a_installer" | "active" | "en_alerte" | "retire"
type Drawn = {
  use: Use
  numero: number
  nom: string
  site: string
  fonction: string
  etats: Record<string, Etat> | null
}

/** Where the demonstration shows a difference of each kind, an order that is late, and one that waits. */
const SHOWN = "27198"
const LATE = "200066462"
const STRANGER = { poste: "99", libelle: "PC-SALLE-DES-FETES" }
const REMOVED = 7

const packUses = (communes: readonly string[], day: CalendarDate): Use[] =>
  usesOfMembers(communes, day).filter(
    ({ slug, etat }) => slug === PACK_CYBER && etat !== "refusee" && etat !== "annulee",
  )

function postesOf(use: Use): Drawn[] {
  // One of them has left since.
  const length = use.quantite + (use.code === SHOWN ? 1 : 0)
  return Array.from({ length }, (_, at) => {
    const [nom, site, fonction] = PLACES[at % PLACES.length] ?? PLACES[0]
    const round = Math.floor(at / PLACES.length)
    const numero = at + 1
    return { use, numero, nom: round === 0 ? nom : `${nom} ${round + 1}`, site, fonction, etats: etatsOf(use, numero) }
  })
}

const all = (etat: Etat): Record<string, Etat> => Object.fromEntries(COMPOSANTS.map(({ code }) => [code, etat]))

/** Null: the provider says nothing of it. */
function etatsOf({ code, etat }: Use, numero: number): Record<string, Etat> | null {
  if (etat === "a_approuver") return null
  if (etat === "approuvee") return all("a_installer")
  if (code === SHOWN && numero === 4) return { ...all("active"), edr_soc: "en_alerte" }
  if (code === SHOWN && numero === 6) return all("a_installer")
  const draw = stableDraw(`poste:${code}:${numero}`)
  if (draw < 0.04) return { ...all("active"), edr_soc: "en_alerte" }
  return draw < 0.1 ? { ...all("active"), proxy: "a_installer" } : all("active")
}

export const demoComposants = (): string[] => COMPOSANTS.map(({ code }) => code)

const SAID = { a_installer: "a_installer", active: "actif", en_alerte: "en_alerte", retire: "retire" } as const

/** What the demonstration's provider runs when it first starts: what the seed's reading says. */
export function demoParc(): {
  client: string
  poste: string
  libelle: string
  composants: Record<string, (typeof SAID)[Etat]>
}[] {
  const members = readAdhesions().filter(({ type, scenario_b }) => type === "commune" && scenario_b)
  const postes = packUses(
    members.map(({ code }) => code),
    today(),
  ).flatMap(postesOf)
  const said = postes.flatMap(({ use, numero, nom, etats }) =>
    etats === null ? [] : [{ client: stablePublicId(use.code), poste: String(numero), libelle: nom, etats }],
  )
  const stranger = { client: stablePublicId(SHOWN), ...STRANGER, etats: all("active") }
  return [...said, stranger].map(({ etats, ...poste }) => ({
    ...poste,
    composants: Object.fromEntries(Object.entries(etats).map(([code, etat]) => [code, SAID[etat]])),
  }))
}

export function posteRows(communes: readonly string[], day: CalendarDate) {
  const uses = packUses(communes, day)
  const postes = uses.flatMap(postesOf)
  const releveLe = addDays(day, -RELEVE_DAYS)
  const told = postes.filter(({ etats }) => etats !== null)
  return {
    commandes: [...uses.map((use) => commandeRow(use, day)), removalRow(day)],
    postes: postes.map((poste) => posteRow(poste, day)),
    composants: told.flatMap((poste) => composantRowsOf(poste, releveLe)),
    inconnus: [inconnuRow(releveLe)],
    depannages: depannageRows(uses, day),
    releves: [releveRow(releveLe, told.length + 1)],
    lignes: [...told.map((poste, at) => ligneRow(poste, at + 2)), strangerRow(told.length + 2)],
  }
}

const key = ({ code, slug }: Use) => `${code}:${slug}`
const at = (day: CalendarDate) => `${day}T10:00:00Z`

function commandeRow(use: Use, day: CalendarDate): Row {
  const waits = use.etat === "a_approuver"
  const done = use.etat === "en_service"
  const sent = addDays(use.asked, 6)
  return {
    collectiviteId: stableId("collectivite", use.code),
    id: stableId("commande", key(use)),
    souscriptionId: stableId("souscription", key(use)),
    genre: "initiale",
    etat: waits ? "a_transmettre" : done ? "realisee" : "accusee",
    effetLe: addDays(use.asked, 30),
    demandeParId: personneId(use.by),
    demandeLe: at(use.asked),
    motif: null,
    essais: waits ? 0 : 1,
    transmiseLe: waits ? null : at(sent),
    accuseReference: waits ? null : `BC-DEMO-${use.code.slice(-5)}`,
    accuseLe: waits ? null : at(sent),
    suiviLe: waits ? null : use.code === LATE ? addDays(day, -4) : addDays(sent, 15),
    realiseeLe: done ? at(addDays(use.asked, 20)) : null,
  }
}

/** A post that left ten days ago and that the provider still runs. */
const removalRow = (day: CalendarDate): Row => ({
  collectiviteId: stableId("collectivite", SHOWN),
  id: stableId("commande", `${SHOWN}:retrait`),
  souscriptionId: stableId("souscription", `${SHOWN}:${PACK_CYBER}`),
  genre: "retrait",
  etat: "accusee",
  effetLe: addDays(day, -10),
  demandeParId: personneId("secretaire.breteuil"),
  demandeLe: at(addDays(day, -14)),
  motif: "Poste remplacé. Donnée de démonstration.",
  essais: 1,
  transmiseLe: at(addDays(day, -14)),
  accuseReference: "BC-DEMO-RETRAIT",
  accuseLe: at(addDays(day, -14)),
  suiviLe: addDays(day, 2),
  realiseeLe: null,
})

function posteRow({ use, numero, nom, site, fonction }: Drawn, day: CalendarDate): Row {
  const removed = use.code === SHOWN && numero === REMOVED
  return {
    collectiviteId: stableId("collectivite", use.code),
    id: stableId("poste", `${key(use)}:${numero}`),
    souscriptionId: stableId("souscription", key(use)),
    commandeId: stableId("commande", key(use)),
    retraitId: removed ? stableId("commande", `${SHOWN}:retrait`) : null,
    ...{ numero, nom, site, fonction },
    retireLe: removed ? addDays(day, -10) : null,
    prixUnitaire: "14.0000",
    periodicite: "mois",
    prixInstallation: INSTALLATION,
    categorieTva: "S",
    tauxTva: "20.00",
  }
}

const composantRowsOf = ({ use, numero, etats }: Drawn, releveLe: CalendarDate): Row[] =>
  Object.entries(etats ?? {}).map(([code, etat]) => ({
    collectiviteId: stableId("collectivite", use.code),
    id: stableId("poste-composant", `${key(use)}:${numero}:${code}`),
    posteId: stableId("poste", `${key(use)}:${numero}`),
    ...{ code, etat, releveLe },
  }))

const inconnuRow = (releveLe: CalendarDate): Row => ({
  collectiviteId: stableId("collectivite", SHOWN),
  id: stableId("poste-inconnu", SHOWN),
  serviceId: stableId("service", PACK_CYBER),
  reference: STRANGER.poste,
  libelle: STRANGER.libelle,
  actif: true,
  releveLe,
})

/** One that the provider turned down, one that it took and is late, one that is over. */
function depannageRows(uses: readonly Use[], day: CalendarDate): Row[] {
  const use = uses.find(({ code }) => code === SHOWN)
  if (!use) return []
  const row = (numero: number, objet: string, ago: number, more: Row): Row => ({
    ...{ collectiviteId: stableId("collectivite", SHOWN), id: stableId("depannage", `${SHOWN}:${numero}`) },
    souscriptionId: stableId("souscription", key(use)),
    posteId: stableId("poste", `${key(use)}:${numero}`),
    objet: `${objet} Donnée de démonstration.`,
    ...{ contactNom: "Secrétariat", contactTelephone: "02 32 00 00 00", demandeParId: personneId(use.by) },
    demandeLe: at(addDays(day, -ago)),
    essais: 1,
    ...{
      bloquant: false,
      reponse: null,
      reference: null,
      accuseLe: null,
      suiviLe: null,
      resolution: null,
      resoluLe: null,
    },
    ...more,
  })
  const taken = (reference: string, ago: number): Row => ({
    etat: "accuse",
    reference,
    accuseLe: at(addDays(day, -ago)),
  })
  return [
    row(1, "La sauvegarde s’arrête au milieu.", 3, { etat: "rejete", reponse: "Numéro de contrat inconnu." }),
    row(2, "Le poste ne s’allume plus.", 6, { ...taken("SAV-DEMO-2", 6), bloquant: true, suiviLe: addDays(day, -1) }),
    row(3, "Le filtrage bloque le site de la préfecture.", 20, {
      ...{ ...taken("SAV-DEMO-3", 20), etat: "resolu", suiviLe: addDays(day, -18) },
      ...{ resolution: "Site ajouté à la liste permise.", resoluLe: at(addDays(day, -18)) },
    }),
  ]
}

const RELEVE = stableId("releve", "demonstration")

const releveRow = (releveLe: CalendarDate, lus: number): Row => ({
  id: RELEVE,
  serviceId: stableId("service", PACK_CYBER),
  etat: "applique",
  origine: "releve-de-demonstration.csv",
  empreinte: "donnee-de-demonstration",
  releveLe,
  recuLe: at(releveLe),
  recuParId: personneId("gestionnaire"),
  annonces: lus,
  lus,
})

const ligneRow = ({ use, numero, nom, etats }: Drawn, ligne: number): Row => ({
  ...{ releveId: RELEVE, ligne, client: stablePublicId(use.code), numero: String(numero), libelle: nom },
  ...{ etats: etats ?? {}, verdict: "connu", concerneId: stableId("collectivite", use.code) },
  posteConnu: stableId("poste", `${key(use)}:${numero}`),
})

const strangerRow = (ligne: number): Row => ({
  ...{ releveId: RELEVE, ligne, client: stablePublicId(SHOWN), numero: STRANGER.poste, libelle: STRANGER.libelle },
  ...{ etats: all("active"), verdict: "inconnu", concerneId: stableId("collectivite", SHOWN), posteConnu: null },
})
