import { createHash } from "node:crypto"
import { gzipSync } from "node:zlib"
import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import { csvBal, fichierFautif, type LigneBal } from "../../tests/support/bal.ts"
import { stableDraw, stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import type { RegisterRow } from "./register.ts"

/** Invented: made-up streets and places, so that the worker has files to analyse and the screens something to show. */
const DEMONSTRATION = "Données de démonstration"

/** Rows, one defect in so many rows, days ago: the second file of Breteuil shows the way made. */
type File = { code: string; adresses: number; pas: number; days: number; certifiees?: number }
const FILES: readonly File[] = [
  { code: "27112", adresses: 240, pas: 6, days: 240 },
  { code: "27112", adresses: 252, pas: 21, days: 30 },
  { code: "27198", adresses: 180, pas: 9, days: 60 },
]

/** How many other communes of those that opened the service hand a file in. */
const OTHERS = 34

/** So that the département shows every shade: small files, some nearly sound, some hardly certified. */
const otherFiles = (codes: readonly string[]): File[] =>
  codes
    .filter((code) => !FILES.some((file) => file.code === code))
    .sort((a, b) => stableDraw(`bal:${a}`) - stableDraw(`bal:${b}`))
    .slice(0, OTHERS)
    .map((code) => ({
      ...{ code, adresses: 60 + Math.floor(stableDraw(`adresses:${code}`) * 120) },
      pas: 4 + Math.floor(stableDraw(`defauts:${code}`) ** 2 * 60),
      days: 10 + Math.floor(stableDraw(`depot:${code}`) * 300),
      certifiees: Math.min(1, stableDraw(`certifiees:${code}`) * 1.4),
    }))

/** `codes`: communes that opened the service. */
export function adressesRows(communes: readonly RegisterRow[], day: CalendarDate, codes: readonly string[]) {
  const files = [...FILES, ...otherFiles(codes)]
    .flatMap(({ code, days, ...file }) => {
      const commune = communes.find((row) => row.code === code)
      return commune ? [{ ...file, commune, le: addDays(day, -days) }] : []
    })
    .map((file, at) => ({ ...file, id: stableId("bal_depot", `${file.commune.code}:${at}`), csv: csvOf(file) }))
  const [first] = files
  return {
    bal_depot: files.map(
      ({ id, commune, csv, le }): Row => ({
        ...{ collectiviteId: commune.id, id, origine: "fichier", etat: "recu" },
        fichierNom: `demonstration-${commune.code}.csv`,
        taille: csv.length,
        empreinte: createHash("sha256").update(csv).digest("hex"),
        provenance: DEMONSTRATION,
        deposeLe: `${le}T09:00:00Z`,
        details: {},
      }),
    ),
    bal_fichier: files.map(
      ({ id, commune, csv }): Row => ({
        ...{ collectiviteId: commune.id, id: stableId("bal_fichier", id), depotId: id },
        contenu: `\\x${gzipSync(csv).toString("hex")}`,
      }),
    ),
    bal_guide: GUIDES.map(
      ([titre, texte]): Row => ({ id: stableId("bal_guide", titre), titre, texte, creeLe: `${day}T08:00:00Z` }),
    ),
    ...(first ? signalementRows(first.commune, day) : {}),
    ...campagneRows(
      communes.filter(({ code }) => codes.includes(code) && !files.some(({ commune }) => commune.code === code)),
      day,
    ),
  }
}

const CAMPAGNE_TAILLE = 8

/** Communes of the service without a file: what the team goes and sees first. */
function campagneRows(waiting: readonly RegisterRow[], day: CalendarDate) {
  const id = stableId("bal_campagne", "demonstration")
  return {
    bal_campagne: [
      {
        ...{
          id,
          nom: "Premiers fichiers d’adresses (démonstration)",
          etat: "ouverte",
          creeLe: `${addDays(day, -20)}T08:00:00Z`,
        },
        objectif: "Un premier fichier déposé dans chaque commune, avec une visite pour celles qui le demandent.",
        ...{ echeance: addDays(day, 90), creeParId: stableId("personne", "charge.mission") },
      },
    ] satisfies Row[],
    bal_campagne_commune: waiting.slice(0, CAMPAGNE_TAILLE).map(
      (commune, rang): Row => ({
        ...{ campagneId: id, concerneId: commune.id, rang: rang + 1, points: 100 },
        visitePrevueLe: rang < 3 ? addDays(day, 7 * (rang + 1)) : null,
        visiteFaiteLe: null,
        note: rang === 0 ? "Salle du conseil, avec le plan cadastral (démonstration)." : null,
      }),
    ),
  }
}

type ToWrite = { commune: RegisterRow } & Pick<File, "adresses" | "pas" | "certifiees">

function csvOf({ commune, adresses, pas, certifiees = 1 }: ToWrite): Buffer {
  const place = { insee: commune.code, nom: commune.nom, long: 0.912, lat: 48.838 }
  const lignes = fichierFautif(adresses, pas, place).map(
    (ligne, rang): LigneBal => ({
      ...{ ...ligne, source: DEMONSTRATION },
      ...(rang < adresses * certifiees ? {} : { certification_commune: "0" }),
    }),
  )
  return Buffer.from(csvBal(lignes))
}

const GUIDES = [
  [
    "Numéroter une voie",
    "Deux méthodes : classique (pairs d’un côté, impairs de l’autre) ou métrique (distance au début de la voie). Le conseil municipal nomme les voies par délibération ; le maire numérote par arrêté.",
  ],
  [
    "Certifier ses adresses",
    "Vérifiez le numéro, le nom de la voie et la position à l’entrée, puis cochez « certifiée ». Une rue vérifiée se certifie en une fois.",
  ],
] as const

function signalementRows(commune: RegisterRow, day: CalendarDate) {
  const id = stableId("bal_signalement", commune.code)
  const declareParId = stableId("personne", "secretaire.breteuil")
  const le = `${addDays(day, -12)}T10:00:00Z`
  return {
    bal_signalement: [
      {
        ...{ collectiviteId: commune.id, id, genre: "fourreau_bouche", etat: "declare", version: 1 },
        adresse: "4 rue du Lavoir (donnée de démonstration)",
        precisions: "Le technicien n’a pas pu passer la fibre entre la chambre et la maison.",
        ...{ declareParId, declareLe: le },
      },
    ] satisfies Row[],
    bal_signalement_suivi: [
      {
        collectiviteId: commune.id,
        id: stableId("bal_signalement_suivi", commune.code),
        signalementId: id,
        etat: "declare",
        le,
        personneId: declareParId,
      },
    ] satisfies Row[],
  }
}
