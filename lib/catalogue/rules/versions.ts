import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { formatDay, formatRate } from "@/lib/platform/format.ts"
import type { Decimal } from "@/lib/platform/money.ts"
import {
  MATURITE_LABELS,
  type Maturite,
  PERIODICITE_LABELS,
  type Periodicite,
  TARIF_GENRE_LABELS,
  TARIF_MODE_LABELS,
  type TarifAssiette,
  type TarifGenre,
  type TarifMode,
} from "../types.ts"
import { boundsWords, isWithin } from "./conditions.ts"
import { type BandePrix, grilleWords } from "./grille.ts"

/** A service as a version keeps it: all that a collectivité signs for. */
export type ServicePublie = {
  slug: string
  nom: string
  pilier: string
  description: string
  pourQui: string
  mode: TarifMode
  maturite: Maturite
  types: CollectiviteType[]
  populationMin: number | null
  populationMax: number | null
  prestataire: string | null
  contratJusqua: CalendarDate | null
  tarifs: {
    genre: TarifGenre
    prixUnitaire: Decimal
    unite: string
    periodicite: Periodicite
    note: string | null
    /** Absent where the price is one, for each unit. */
    assiette?: TarifAssiette
    bandes?: BandePrix[]
  }[]
  /** Unit and period are absent from the versions published before options were priced by them. */
  options: { nom: string; prixUnitaire: Decimal | null; unite?: string | null; periodicite?: Periodicite | null }[]
  prerequis: string[]
  /** Absent where there is none. */
  documents?: DocumentPublie[]
}

/** A page elsewhere, or a file with the checksum of its bytes. */
export type DocumentPublie =
  | { titre: string; adresse: string }
  | { titre: string; fichier: string; version: number; nom: string; empreinte: string; dateLe: CalendarDate }

export type Detail = { champ: string; avant: string; apres: string }
export type Changement = {
  slug: string
  nom: string
  genre: "ajoute" | "retire" | "modifie"
  details: readonly Detail[]
  /** As it is now, or as it was for what is gone. */
  service: ServicePublie
}

export const CHANGEMENT_LABELS = { ajoute: "nouveau", retire: "retiré", modifie: "modifié" } as const

/** What one version says that the one before did not, in the order of the later one, then what is gone. */
export function compareVersions(avant: readonly ServicePublie[], apres: readonly ServicePublie[]): Changement[] {
  const before = new Map(avant.map((service) => [service.slug, service]))
  const now = new Set(apres.map(({ slug }) => slug))
  const kept = apres.flatMap((service): Changement[] => {
    const { slug, nom } = service
    const former = before.get(slug)
    if (!former) return [{ slug, nom, genre: "ajoute", details: [], service }]
    const details = detailsOf(former, service)
    return details.length > 0 ? [{ slug, nom, genre: "modifie", details, service }] : []
  })
  const gone = avant
    .filter(({ slug }) => !now.has(slug))
    .map((service): Changement => ({ slug: service.slug, nom: service.nom, genre: "retire", details: [], service }))
  return [...kept, ...gone]
}

const FIELDS: readonly [string, (service: ServicePublie) => string][] = [
  ["Nom", ({ nom }) => nom],
  ["Domaine", ({ pilier }) => pilier],
  ["Ce qu'il fait", ({ description }) => description],
  ["Pour qui", ({ pourQui }) => pourQui],
  ["Coût", ({ mode }) => TARIF_MODE_LABELS[mode]],
  ["Prix", ({ tarifs }) => tarifs.map(prixWords).join(" ; ") || "aucun"],
  ["Maturité", ({ maturite }) => MATURITE_LABELS[maturite]],
  ["Types de collectivités", ({ types }) => [...types].sort().join(", ") || "tous"],
  ["Taille", boundsWords],
  ["Prestataire", ({ prestataire }) => prestataire ?? "aucun"],
  ["Fin du contrat", ({ contratJusqua }) => (contratJusqua ? formatDay(contratJusqua) : "sans objet")],
  ["Options", ({ options }) => options.map(optionWords).sort().join(", ") || "aucune"],
  ["Demande d'abord", ({ prerequis }) => [...prerequis].sort().join(", ") || "rien"],
  ["Documents", ({ documents = [] }) => documents.map(documentWords).join(" ; ") || "aucun"],
]

export function prixWords({
  genre,
  prixUnitaire,
  unite,
  periodicite,
  bandes,
}: ServicePublie["tarifs"][number]): string {
  const what = genre === "usage" ? "" : `${TARIF_GENRE_LABELS[genre]}, `
  if (!bandes) return `${what}${formatRate(prixUnitaire)} HT par ${unite} ${PERIODICITE_LABELS[periodicite]}`
  return `${what}HT par ${unite} ${PERIODICITE_LABELS[periodicite]}, selon la population : ${grilleWords(bandes)}`
}

/** "Guide (version 2 du 3 mars 2026, SHA-256 1f0c…)"; a link is its title and its address. */
const documentWords = (document: DocumentPublie): string =>
  "adresse" in document
    ? `${document.titre} (${document.adresse})`
    : `${document.titre} (version ${document.version} du ${formatDay(document.dateLe)}, SHA-256 ${document.empreinte.slice(0, 12)}…)`

export type FichierAnnexe = Extract<DocumentPublie, { fichier: string }> & { service: string }

/** The files that a version holds, with the service they are about. */
export const fichiersOf = (services: readonly ServicePublie[]): FichierAnnexe[] =>
  services.flatMap(({ nom: service, documents = [] }) =>
    documents.flatMap((document) => ("fichier" in document ? [{ ...document, service }] : [])),
  )

const optionWords = ({ nom, prixUnitaire, unite, periodicite }: ServicePublie["options"][number]): string =>
  prixUnitaire === null
    ? nom
    : `${nom} (${[`${formatRate(prixUnitaire)} HT`, unite ? `par ${unite}` : null, periodicite ? PERIODICITE_LABELS[periodicite] : null].filter(Boolean).join(" ")})`

const detailsOf = (avant: ServicePublie, apres: ServicePublie): Detail[] =>
  FIELDS.map(([champ, read]) => ({ champ, avant: read(avant), apres: read(apres) })).filter(
    (detail) => detail.avant !== detail.apres,
  )

export type Nous = {
  type: CollectiviteType
  habitants: number | null
  /** Slugs of what it uses or has asked for. */
  utilises: ReadonlySet<string>
}

/** What changes for one collectivité: what it uses first, then what it may now have. */
export function changesFor(
  changements: readonly Changement[],
  nous: Nous,
): { utilises: Changement[]; ouverts: Changement[] } {
  const utilises = changements.filter(({ slug }) => nous.utilises.has(slug))
  const ouverts = changements.filter(
    ({ slug, genre, service }) =>
      !nous.utilises.has(slug) &&
      genre !== "retire" &&
      service.maturite !== "perspective" &&
      (service.types.length === 0 || service.types.includes(nous.type)) &&
      isWithin(service, nous.habitants),
  )
  return { utilises, ouverts }
}
