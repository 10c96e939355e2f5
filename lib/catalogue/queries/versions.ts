import { z } from "zod"
import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { asJson } from "@/lib/platform/json.ts"
import { type Decimal, decimal } from "@/lib/platform/money.ts"
import type { BandePrix } from "../rules/grille.ts"
import type { DocumentPublie, ServicePublie } from "../rules/versions.ts"

export type CatalogueVersion = {
  id: string
  numero: number
  libelle: string
  note: string | null
  depuis: CalendarDate
  publieeLe: Date
  /** SHA-256 of the services, in their order. */
  empreinte: string
}
export type VersionFile = CatalogueVersion & { services: ServicePublie[] }

/** The version in force that day, with its services: what a charter annexes. Null before the first one. */
export async function findVersionEnVigueur(tx: Tx, day: CalendarDate): Promise<VersionFile | null> {
  const row = await tx.catalogueVersion.findFirst({
    where: { etat: "publiee", depuis: { lte: toDatabase(day) } },
    orderBy: { depuis: "desc" },
    include: SERVICES,
  })
  return row && fileOf(row)
}

export async function findVersion(tx: Tx, numero: number): Promise<VersionFile | null> {
  const row = await tx.catalogueVersion.findFirst({ where: { etat: "publiee", numero }, include: SERVICES })
  return row && fileOf(row)
}

export async function listVersions(tx: Tx): Promise<(CatalogueVersion & { services: number })[]> {
  const rows = await tx.catalogueVersion.findMany({
    where: { etat: "publiee" },
    orderBy: { numero: "desc" },
    include: { _count: { select: { services: true } } },
  })
  return rows.map(({ _count, ...row }) => ({ ...versionOf(row), services: _count.services }))
}

const SERVICES = { services: { orderBy: { rang: "asc" as const } } } as const

type Row = Omit<CatalogueVersion, "depuis"> & { depuis: Date }

const versionOf = ({ id, numero, libelle, note, depuis, publieeLe, empreinte }: Row): CatalogueVersion => ({
  ...{ id, numero, libelle, note, publieeLe, empreinte },
  depuis: fromDatabase(depuis),
})

const fileOf = (row: Row & { services: { contenu: unknown }[] }): VersionFile => ({
  ...versionOf(row),
  services: row.services.map(({ contenu }) => contenuShape.parse(contenu) as ServicePublie),
})

/** What was written by `findPublies`; the database keeps it as it was. */
const contenuShape = z.looseObject({ slug: z.string(), nom: z.string(), tarifs: z.array(z.unknown()) })

/** The published services as they stand that day: what a new version would hold. */
export async function findPublies(tx: Tx, day: CalendarDate): Promise<ServicePublie[]> {
  const date = toDatabase(day)
  const rows = await tx.service.findMany({
    where: { etat: "publie" },
    orderBy: [{ pilier: { rang: "asc" } }, { rang: "asc" }, { nom: "asc" }],
    include: {
      pilier: { select: { nom: true } },
      marche: { select: { jusqua: true, prestataire: { select: { nom: true } } } },
      options: { where: { retireeLe: null }, orderBy: { rang: "asc" } },
      prerequis: { include: { requis: { select: { nom: true } } } },
      documents: {
        where: { retireLe: null },
        orderBy: { rang: "asc" },
        include: { fichiers: { orderBy: { version: "desc" }, take: 1, omit: { cleEnveloppee: true } } },
      },
      tarifs: {
        where: { depuis: { lte: date }, OR: [{ jusqua: null }, { jusqua: { gt: date } }] },
        orderBy: [{ genre: "asc" }, { depuis: "desc" }, { unite: "asc" }],
      },
    },
  })
  return rows.map((row) => ({
    ...{ slug: row.slug, nom: row.nom, pilier: row.pilier.nom, description: row.description, pourQui: row.pourQui },
    ...{ mode: row.mode, maturite: row.maturite, types: row.types },
    ...{ populationMin: row.populationMin, populationMax: row.populationMax },
    prestataire: row.marche?.prestataire.nom ?? null,
    contratJusqua: row.marche && fromDatabase(row.marche.jusqua),
    tarifs: row.tarifs.map(({ genre, prixUnitaire, unite, periodicite, note, assiette, bandes }) => ({
      ...{ genre, unite, periodicite, note },
      // Said only where they are not what a price has always been.
      ...(assiette === "unite" ? {} : { assiette }),
      ...(bandes === null ? {} : { bandes: asJson<BandePrix[]>(bandes) }),
      prixUnitaire: exact(prixUnitaire),
    })),
    options: row.options.map(({ nom, prixUnitaire, unite, periodicite }) => ({
      ...{ nom, unite, periodicite },
      prixUnitaire: prixUnitaire && exact(prixUnitaire),
    })),
    prerequis: row.prerequis.map(({ requis }) => requis.nom).sort(),
    ...(row.documents.length > 0 ? { documents: row.documents.map(documentOf) } : {}),
  }))
}

type DocumentRow = {
  titre: string
  adresse: string | null
  fichiers: { id: string; version: number; nom: string; empreinte: string; dateLe: Date }[]
}

/** A file is named with its checksum: what is read later is what was annexed. */
function documentOf({ titre, adresse, fichiers: [fichier] }: DocumentRow): DocumentPublie {
  if (!fichier) return { titre, adresse: adresse ?? "" }
  const { id, version, nom, empreinte, dateLe } = fichier
  return { titre, fichier: id, version, nom, empreinte, dateLe: fromDatabase(dateLe) }
}

const exact = (value: { toString(): string }): Decimal => decimal(value.toString())

/** Slugs of what a collectivité uses or has asked for. */
export async function listUtilises(tx: Tx, collectiviteId: string): Promise<Set<string>> {
  const rows = await tx.souscription.findMany({
    where: { collectiviteId, etat: { in: ["a_approuver", "approuvee", "en_service"] } },
    select: { service: { select: { slug: true } } },
  })
  return new Set(rows.map(({ service }) => service.slug))
}
