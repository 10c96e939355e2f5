import { createHash } from "node:crypto"
import { gzipSync } from "node:zlib"
import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import { csvBal, fichierFautif, type LigneBal } from "../../tests/support/bal.ts"
import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import type { RegisterRow } from "./register.ts"

/** Invented: made-up streets and places, so that the worker has files to analyse and the screens something to show. */
const DEMONSTRATION = "Données de démonstration"

/** Rows, one defect in so many rows, days ago: the second file of Breteuil shows the way made. */
const FILES: readonly { code: string; adresses: number; pas: number; days: number }[] = [
  { code: "27112", adresses: 240, pas: 6, days: 240 },
  { code: "27112", adresses: 252, pas: 21, days: 30 },
  { code: "27198", adresses: 180, pas: 9, days: 60 },
]

export function adressesRows(communes: readonly RegisterRow[], day: CalendarDate) {
  const files = FILES.flatMap(({ code, days, ...file }) => {
    const commune = communes.find((row) => row.code === code)
    return commune ? [{ ...file, commune, le: addDays(day, -days) }] : []
  }).map((file, at) => ({ ...file, id: stableId("bal_depot", `${file.commune.code}:${at}`), csv: csvOf(file) }))
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
  }
}

function csvOf({ commune, adresses, pas }: { commune: RegisterRow; adresses: number; pas: number }): Buffer {
  const place = { insee: commune.code, nom: commune.nom, long: 0.912, lat: 48.838 }
  const lignes = fichierFautif(adresses, pas, place).map((ligne): LigneBal => ({ ...ligne, source: DEMONSTRATION }))
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
