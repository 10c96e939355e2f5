import { addDays, type CalendarDate, calendarDate, yearOf } from "@/lib/platform/dates.ts"
import { fold } from "@/lib/platform/format.ts"
import { decimal } from "@/lib/platform/money.ts"
import { assiettesOf } from "@/lib/redevances/rules/assiette.ts"
import { BAREMES_PUBLIES, findBareme } from "@/lib/redevances/rules/bareme.ts"
import { computeRedevance, explainRedevance } from "@/lib/redevances/rules/calcul.ts"
import type { CreanceEtat, Domaine, Nature } from "@/lib/redevances/types.ts"
import { stableDraw, stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { personneId } from "./people.ts"

/** Those that the sources name, by their role where it says more than a name; what they are said to have is invented. */
const OPERATEURS = [
  { key: "orange", nom: "Orange", alias: ["France Télécom", "Orange SA"], presence: 1 },
  { key: "sfr", nom: "SFR", alias: ["SFR SA", "Altice France"], presence: 0.45 },
  { key: "rip", nom: "Délégataire du réseau public de fibre", alias: ["RIP", "Délégataire RIP"], presence: 0.9 },
  { key: "operateur-4", nom: "Opérateur de démonstration n° 4", alias: ["Opérateur 4"], presence: 0.2 },
  { key: "operateur-5", nom: "Opérateur de démonstration n° 5", alias: ["Opérateur 5"], presence: 0.12 },
] as const

const NOTE = "Patrimoine et créances de démonstration : longueurs inventées."
/** Invented: where each operator wants its letters is for staff to complete. */
const ADRESSE = { adresse: "Adresse de démonstration", codePostal: "27000", ville: "Évreux" }
const BRETEUIL = "27112"
const BACK = 5

type Ligne = { nature: Nature; domaine: Domaine; quantite: string; fourreaux: number; lieu: string | null }
type Etat = { code: string; operateur: string; annee: number; lignes: Ligne[] }
type Claim = { etat: CreanceEtat; days: number; part?: number; note?: string }

export const operateurTelecomRows = (): Row[] =>
  OPERATEURS.map(({ key, nom, alias }) => ({
    ...{ id: stableId("operateur-telecom", key), nom, note: NOTE },
    alias: [nom, ...alias].map(fold),
    // One is still to be completed by staff: no titre can be made on it until then.
    ...(key === "operateur-5" ? {} : ADRESSE),
  }))

/** Tables in the order of their keys; `codes` are the communes that opened the service. */
export function redevanceRows(codes: readonly string[], today: CalendarDate): Record<string, Row[]> {
  const etats = codes.flatMap((code) => etatsOf(code, yearOf(today)))
  const adopted = codes.filter((code) => code === BRETEUIL || stableDraw(`deliberation:${code}`) < 0.7)
  const claims = etats.flatMap((etat) => claimRows(etat, adopted, today))
  return {
    mandat_rodp: codes.filter((code) => stableDraw(`mandat:${code}`) < 0.6 || code === BRETEUIL).map(mandatRow),
    deliberation_rodp: adopted.map((code) => deliberationRow(code, yearOf(today))),
    patrimoine_etat: etats.map(etatRow),
    patrimoine_ligne: etats.flatMap(ligneRows),
    creance_rodp: claims.map(({ creance }) => creance),
    creance_rodp_suivi: claims.flatMap(({ suivis }) => suivis),
  }
}

const tenant = (code: string) => stableId("collectivite", code)
const keyOf = ({ code, operateur, annee }: Etat) => `${code}:${operateur}:${annee}`

/** Networks grow a little each year; now and then a year is missing, or one declares half of the year before. */
function etatsOf(code: string, year: number): Etat[] {
  return OPERATEURS.filter(
    ({ key, presence }) => stableDraw(`rodp:${code}:${key}`) < presence || (code === BRETEUIL && key !== "operateur-5"),
  ).flatMap(({ key }) => {
    const size = 2 + stableDraw(`taille:${code}:${key}`) * 26
    return Array.from({ length: BACK + 1 }, (_, i) => year - BACK + i).flatMap((annee, i): Etat[] => {
      if (annee < year && stableDraw(`manque:${code}:${key}:${annee}`) < 0.06) return []
      const halved = annee === year && stableDraw(`baisse:${code}:${key}`) < 0.05
      const drop = halved || (code === BRETEUIL && key === "sfr" && annee === year)
      return [{ code, operateur: key, annee, lignes: lignesOf(code, key, size * (1 + i * 0.02) * (drop ? 0.4 : 1)) }]
    })
  })
}

function lignesOf(code: string, key: string, size: number): Ligne[] {
  const draw = (what: string) => stableDraw(`${what}:${code}:${key}`)
  const line = (nature: Nature, domaine: Domaine, quantite: number, lieu: string | null = null, fourreaux = 1) => ({
    ...{ nature, domaine, lieu, fourreaux },
    quantite: Math.max(quantite, 0.1).toFixed(3),
  })
  return [
    line("souterrain", "routier", size * 0.55),
    ...(draw("fourreaux") < 0.4 ? [line("souterrain", "routier", size * 0.06, "Bourg, gaines communes", 3)] : []),
    line("aerien", "routier", size * 0.45),
    line("emprise", "routier", 1 + draw("armoires") * 6, "Armoires de rue"),
    ...(draw("chemins") < 0.3 ? [line("souterrain", "non_routier", 0.1 + draw("rural") * 0.6, "Chemins ruraux")] : []),
    ...(draw("mat") < 0.1 ? [{ ...line("mat", "non_routier", 1, "Pylône"), quantite: "1.000" }] : []),
  ]
}

const mandatRow = (code: string): Row => ({
  ...{ collectiviteId: tenant(code), id: stableId("mandat-rodp", code), donneLe: "2025-02-03" },
  donneParId: personneId(code === BRETEUIL ? "maire.breteuil" : "gestionnaire"),
})

const deliberationRow = (code: string, year: number): Row => ({
  ...{ collectiviteId: tenant(code), id: stableId("deliberation-rodp", code), annee: year - BACK, permanente: true },
  ...{
    plafond: true,
    arrondi: "centime",
    prorata: false,
    numero: `${year - BACK}-14`,
    adopteeLe: `${year - BACK}-02-15`,
  },
  ...{ exigibiliteMois: 1, exigibiliteJour: 1, prepareParId: personneId("gestionnaire") },
})

const etatRow = (etat: Etat): Row => ({
  ...{ collectiviteId: tenant(etat.code), id: stableId("patrimoine", keyOf(etat)), annee: etat.annee },
  operateurTelecomId: stableId("operateur-telecom", etat.operateur),
  ...{ source: "operateur", recuLe: `${etat.annee}-02-20`, note: "Donnée de démonstration." },
  saisiParId: personneId(etat.code === BRETEUIL ? "secretaire.breteuil" : "charge.mission"),
})

const ligneRows = (etat: Etat): Row[] =>
  etat.lignes.map((ligne, rang) => ({
    ...{ ...ligne, collectiviteId: tenant(etat.code), rang: rang + 1 },
    id: stableId("patrimoine-ligne", `${keyOf(etat)}:${rang}`),
    etatId: stableId("patrimoine", keyOf(etat)),
  }))

/** What was asked and what came: about half of the claims of the years that have rates. */
function claimOf({ code, operateur, annee }: Etat, year: number): Claim | null {
  if (code === BRETEUIL) return STORY[`${operateur}:${annee - year}`] ?? null
  const draw = stableDraw(`creance:${code}:${operateur}:${annee}`)
  if (annee === year)
    return draw < 0.25 ? { etat: "preparee", days: 0 } : draw < 0.6 ? { etat: "envoyee", days: 40 } : null
  if (annee === year - 2) {
    if (draw < 0.55) return { etat: "payee", days: 60, part: 1 }
    if (draw < 0.65) return { etat: "contestee", days: 60, note: "L'opérateur conteste les longueurs aériennes." }
    return draw < 0.75 ? { etat: "envoyee", days: 60, part: 0.5 } : null
  }
  return annee === year - BACK && draw < 0.35 ? { etat: "payee", days: 90, part: 1 } : null
}

/** By operator and years before this one. */
const STORY: Record<string, Claim> = {
  "orange:-5": { etat: "payee", days: 90, part: 1 },
  "orange:-2": { etat: "payee", days: 60, part: 1 },
  "rip:-2": { etat: "contestee", days: 60, note: "L'opérateur conteste les longueurs aériennes." },
  "sfr:-2": { etat: "envoyee", days: 60, part: 0.5 },
  "orange:0": { etat: "preparee", days: 0 },
}

function claimRows(etat: Etat, adopted: readonly string[], today: CalendarDate) {
  const claim = claimOf(etat, yearOf(today))
  const bareme = findBareme(BAREMES_PUBLIES, etat.annee)
  if (!claim || !bareme || !adopted.includes(etat.code)) return []
  const lignes = etat.lignes.map((ligne) => ({ ...ligne, quantite: decimal(ligne.quantite) }))
  const assiettes = assiettesOf(lignes, etat.annee, false)
  const calcul = computeRedevance({ annee: etat.annee, assiettes, taux: bareme, arrondi: "centime" })
  const total = calcul.total
  const base = { collectiviteId: tenant(etat.code), id: stableId("creance", keyOf(etat)) }
  const sent = claim.etat === "preparee" ? null : addDays(calendarDate(`${etat.annee}-04-15`), claim.days)
  const creance: Row = {
    ...{ ...base, annee: etat.annee, etat: claim.etat, montant: total.toString(), exigibleLe: `${etat.annee}-01-01` },
    operateurTelecomId: stableId("operateur-telecom", etat.operateur),
    calcul: {
      ...{ etapes: explainRedevance(calcul), source: bareme.source },
      lignes: calcul.lignes.map(({ nature, domaine, quantite, unite, taux, montant }) => ({
        ...{ nature, domaine, quantite, unite, taux, montant: montant.toString() },
      })),
    },
    etatPatrimoineId: stableId("patrimoine", keyOf(etat)),
    deliberationId: stableId("deliberation-rodp", etat.code),
    ...{ envoyeeLe: sent, echeance: sent && addDays(sent, 30), prepareParId: personneId("gestionnaire") },
  }
  return [{ creance, suivis: suiviRows(claim, base, sent ?? calendarDate(`${etat.annee}-03-10`), total) }]
}

function suiviRows(
  claim: Claim,
  base: { collectiviteId: string; id: string },
  sent: CalendarDate,
  total: bigint,
): Row[] {
  const step = (etat: CreanceEtat, days: number, montantPaye = 0n, note: string | null = null): Row => ({
    ...{ collectiviteId: base.collectiviteId, id: stableId("creance-suivi", `${base.id}:${etat}:${days}`) },
    ...{ creanceId: base.id, etat, jour: addDays(sent, days), le: `${addDays(sent, days)}T09:00:00Z` },
    ...{ personneId: personneId("gestionnaire"), montantPaye: montantPaye.toString(), note },
  })
  const paid = claim.part === undefined ? 0n : (total * BigInt(claim.part * 100)) / 100n
  return [
    step("preparee", -20),
    ...(claim.etat === "preparee" ? [] : [step("envoyee", 0)]),
    ...(claim.etat === "contestee" ? [step("contestee", 25, 0n, claim.note)] : []),
    ...(paid > 0n ? [step(claim.etat, 45, paid)] : []),
  ]
}
