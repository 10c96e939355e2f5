import { createHash } from "node:crypto"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { CatalogueRows, ServiceRow } from "./catalogue.ts"
import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { personneId } from "./people.ts"

// Two versions of the catalogue, so that the demonstration has something to compare: the earlier one is invented.

/** What the earlier version did not hold: the source dates their sale from 2025 and its end. */
const NEW_IN_2026 = ["pack-cyber", "messagerie-nom-de-domaine"]

export function versionRows(
  { piliers, services, tarifs, prestataires, marches }: CatalogueRows,
  { options, documents }: { options: readonly Row[]; documents: readonly Row[] },
) {
  const about = { piliers, tarifs, prestataires, marches, options, documents }
  const now = services.map((service) => contenuOf(service, about))
  const before = now
    .filter(({ slug }) => !NEW_IN_2026.includes(slug))
    .map((service) =>
      service.slug === "parapheur-electronique" ? { ...service, pourQui: "Maires et adjoints" } : service,
    )
  return [
    version(1, "Catalogue 2025 (donnée de démonstration)", "2025-01-01" as CalendarDate, before),
    version(2, "Catalogue 2026", "2026-01-01" as CalendarDate, now),
  ]
}

type Contenu = Record<string, unknown> & { slug: string; nom: string; pilier: string }
type Context = Pick<CatalogueRows, "piliers" | "tarifs" | "prestataires" | "marches"> & {
  options: readonly Row[]
  documents: readonly Row[]
}

/** The shape of lib/catalogue/rules/versions.ts. */
function contenuOf(service: ServiceRow, { piliers, tarifs, ...around }: Context): Contenu {
  const { prestataires, marches, options } = around
  const documents = around.documents.filter(({ serviceId }) => serviceId === service.id)
  const marche = marches.find(({ id }) => id === service.marcheId)
  const prestataire = prestataires.find(({ id }) => id === marche?.prestataireId)
  return {
    slug: service.slug,
    nom: String(service.nom),
    pilier: String(piliers.find(({ id }) => id === service.pilierId)?.nom),
    description: service.description,
    pourQui: service.pourQui,
    mode: service.mode,
    maturite: service.maturite,
    types: service.types,
    populationMin: null,
    populationMax: null,
    prestataire: prestataire?.nom ?? null,
    contratJusqua: marche?.jusqua ?? null,
    tarifs: tarifs
      .filter(({ serviceId }) => serviceId === service.id)
      .sort((a, b) => String(b.genre).localeCompare(String(a.genre)))
      .map(({ genre, prixUnitaire, unite, periodicite, note }) => ({
        ...{ genre, unite, periodicite, note },
        prixUnitaire: String(Number(prixUnitaire)),
      })),
    options: options
      .filter(({ serviceId }) => serviceId === service.id)
      .map(({ nom, prixUnitaire, unite, periodicite }) => ({
        ...{ nom, unite, periodicite },
        prixUnitaire: prixUnitaire === null ? null : String(Number(prixUnitaire)),
      })),
    prerequis: [],
    ...(documents.length > 0 ? { documents: documents.map(({ titre, adresse }) => ({ titre, adresse })) } : {}),
  }
}

function version(numero: number, libelle: string, depuis: CalendarDate, services: Contenu[]) {
  const id = stableId("catalogue-version", String(numero))
  const empreinte = createHash("sha256").update(JSON.stringify(services)).digest("hex")
  const row: Row = {
    ...{ id, numero, libelle, depuis, empreinte, etat: "preparation" },
    note: numero === 1 ? null : "Le pack cyber et la messagerie avec nom de domaine entrent au catalogue.",
    publieeLe: `${depuis}T08:00:00Z`,
    publieeParId: personneId("gestionnaire"),
  }
  const content = services.map(
    (contenu, rang): Row => ({
      versionId: id,
      rang,
      slug: contenu.slug,
      nom: contenu.nom,
      pilier: contenu.pilier,
      contenu: contenu as Row[string],
    }),
  )
  return { id, row, content }
}
