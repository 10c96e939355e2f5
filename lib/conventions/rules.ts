import type { ActeEtat, ActeGenre } from "@/generated/prisma/enums.ts"
import type { VersionFile } from "@/lib/catalogue/queries/versions.ts"
import { type FichierAnnexe, fichiersOf, prixWords, type ServicePublie } from "@/lib/catalogue/rules/versions.ts"
import { type CalendarDate, yearOf } from "@/lib/platform/dates.ts"
import { formatDay, formatRate } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { ACTE_LABELS, ACTE_TRANSITIONS, type Annexe, type Article, CHAMPS } from "./types.ts"

export function checkTransition(de: ActeEtat, vers: ActeEtat): Result<void, "acte-autre-etat"> {
  const allowed: readonly ActeEtat[] = ACTE_TRANSITIONS[de]
  return allowed.includes(vers) ? ok(undefined) : refuse("acte-autre-etat", { etat: ACTE_LABELS[de] })
}

/** The bytes that were shown are those that are signed: the form carries their digest. */
export const checkShown = (acte: { empreinte: string | null }, shown: string): Result<void, "document-change"> =>
  acte.empreinte !== null && acte.empreinte === shown ? ok(undefined) : refuse("document-change")

const PREFIXES = { charte: "CHA", convention: "CONV", avenant: "AVE" } as const satisfies Record<ActeGenre, string>

/** "CONV-2026-0012" */
export const acteNumero = (genre: ActeGenre, day: CalendarDate, rang: number): string =>
  `${PREFIXES[genre]}-${yearOf(day)}-${String(rang).padStart(4, "0")}`

/** Whether both sides are bound. */
export const isConclu = (etat: ActeEtat): boolean => etat === "contresigne" || etat === "scelle"
export const isOpen = (etat: ActeEtat): boolean => !isConclu(etat) && etat !== "refuse" && etat !== "caduc"

/** The operator's words with their blanks filled; a blank that nothing fills is an error of the model, not a hole in an act. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`the model of an act names an unknown value: ${name}`)
    return value
  })
}

export const fillArticles = (articles: readonly Article[], values: Readonly<Record<string, string>>): Article[] =>
  articles.map(({ titre, texte }) => ({ titre: fill(titre, values), texte: fill(texte, values) }))

/** Every blank of a model is one that its kind fills. */
export function checkChamps(genre: ActeGenre, texts: readonly string[]): Result<void, "champ-inconnu"> {
  const known: readonly string[] = CHAMPS[genre]
  const cited = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => String(name)))
  const unknown = [...new Set(cited.filter((name) => !known.includes(name)))]
  return unknown.length === 0
    ? ok(undefined)
    : refuse("champ-inconnu", { champs: unknown.map((name) => `{${name}}`).join(", ") })
}

/** "## Objet", then its text: how staff type the articles of a model. */
export function readArticles(text: string): Article[] {
  return text
    .split(/^##\s+/m)
    .slice(1)
    .map((part) => {
      const [titre = "", ...lines] = part.split("\n")
      return { titre: titre.trim(), texte: lines.join("\n").trim() }
    })
}

export const writeArticles = (articles: readonly Article[]): string =>
  articles.map(({ titre, texte }) => `## ${titre}\n${texte}`).join("\n\n")

/** "la commune d’Évreux" inside a sentence; other bodies keep the name that they bear. */
export const inSentence = (nom: string): string => nom.replace(/^Commune (?=d)/, "la commune ")

type Version = Pick<VersionFile, "numero" | "libelle" | "depuis" | "empreinte" | "services">

/** "Version 2, Catalogue 2026, en vigueur depuis le 1er janvier 2026" */
export const versionWords = ({ numero, libelle, depuis }: Omit<Version, "services" | "empreinte">): string =>
  `Version ${numero}, ${libelle}, en vigueur depuis le ${formatDay(depuis)}`

/** The frozen version of the catalogue that the charte annexes (operator's strategy § 2), with the digest that proves which. */
export const catalogueAnnexe = (version: Version): Annexe => ({
  titre: "Annexe : le catalogue de services",
  intro: `${versionWords(version)}. Empreinte SHA-256 de cette version : ${version.empreinte}. Le catalogue évolue : sa version à jour et ce qui a changé sont sur le portail de l’opérateur, et chaque service souscrit à part a sa propre convention.`,
  colonnes: ["Service", "Pour qui", "Ce qu’il coûte"],
  largeurs: [0.38, 0.32, 0.3],
  lignes: version.services
    .filter(({ maturite }) => maturite !== "perspective")
    .map((service) => [`${service.nom} (${service.pilier})`, service.pourQui, costOf(service)]),
})

/** What the catalogue gives to read, file by file, each known by its digest; null when it gives none. */
export const documentsAnnexe = (version: Version): Annexe | null =>
  fichiersAnnexe(fichiersOf(version.services), {
    titre: "Annexe : les documents du catalogue",
    joints: `Les fichiers joints à la version ${version.numero} du catalogue.`,
    premiere: "Service et document",
    nommer: ({ service, titre, nom }) => `${service} : ${titre} (${nom})`,
  })

/** What a convention annexes: the files of its service, as the version of the catalogue in force names them. */
export function serviceAnnexes(version: Version, slug: string): Annexe[] {
  const annexe = fichiersAnnexe(fichiersOf(version.services.filter((service) => service.slug === slug)), {
    titre: "Annexe : les documents du service",
    joints: `Les fichiers joints à ce service. ${versionWords(version)}.`,
    premiere: "Document",
    nommer: ({ titre, nom }) => `${titre} (${nom})`,
  })
  return annexe ? [annexe] : []
}

type Words = { titre: string; joints: string; premiere: string; nommer: (fichier: FichierAnnexe) => string }

function fichiersAnnexe(fichiers: readonly FichierAnnexe[], { titre, joints, premiere, nommer }: Words): Annexe | null {
  if (fichiers.length === 0) return null
  return {
    titre,
    intro: `${joints} Ils se téléchargent sur le portail de l’opérateur ; l’empreinte SHA-256 dit que l’on lit bien celui qui est annexé.`,
    colonnes: [premiere, "Version", "Empreinte SHA-256"],
    largeurs: [0.4, 0.22, 0.38],
    lignes: fichiers.map((fichier) => [
      nommer(fichier),
      `Version ${fichier.version} du ${formatDay(fichier.dateLe)}`,
      // Cut where a line may break: sixty-four signs hold in no column.
      fichier.empreinte.replace(/.{16}(?=.)/g, "$& "),
    ]),
  }
}

/** What a charte annexes of the catalogue. */
export const annexesOf = (version: Version): Annexe[] =>
  [catalogueAnnexe(version), documentsAnnexe(version)].filter((annexe) => annexe !== null)

const COST = {
  inclus: "Compris dans l’adhésion",
  cle_repartition: "Sur convention, par clé de répartition",
  a_l_euro: "Sur convention, au coût exact",
  non_precise: "Sur devis",
} as const
const PERIODS = { mois: "par mois", an: "par an", unique: "une fois" } as const

function costOf({ mode, tarifs }: ServicePublie): string {
  if (mode !== "unitaire") return COST[mode]
  const usage = tarifs.find(({ genre }) => genre === "usage")
  if (!usage) return "Sur devis"
  if (usage.bandes) return prixWords(usage)
  return `${formatRate(usage.prixUnitaire)} HT par ${usage.unite}, ${PERIODS[usage.periodicite]}`
}
