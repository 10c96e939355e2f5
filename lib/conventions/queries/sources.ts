import type { Tx } from "@/lib/access/door.ts"
import { legalName } from "@/lib/collectivites/rules.ts"
import { type CalendarDate, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import { asJson } from "@/lib/platform/json.ts"
import type { ActeGenre, Article, Contenu, Partie } from "../types.ts"

export type Modele = { titre: string; preambule: string; articles: readonly Article[]; hypothese: boolean }

/** The operator's words in force that day; null where it has none. */
export async function findModele(tx: Tx, genre: ActeGenre, day: CalendarDate): Promise<Modele | null> {
  const row = await tx.modeleActe.findFirst({
    where: { genre, depuis: { lte: toDatabase(day) } },
    orderBy: { depuis: "desc" },
    select: { titre: true, preambule: true, articles: true, hypothese: true },
  })
  return row && { ...row, articles: row.articles as Article[] }
}

export type ModeleDate = Modele & { depuis: CalendarDate }

/** All the words that a kind of act has had, newest first. */
export async function listModeles(tx: Tx, genre: ActeGenre): Promise<ModeleDate[]> {
  const rows = await tx.modeleActe.findMany({ where: { genre }, orderBy: { depuis: "desc" } })
  return rows.map(({ titre, preambule, articles, hypothese, depuis }) => ({
    ...{ titre, preambule, hypothese, depuis: fromDatabase(depuis) },
    articles: asJson<Article[]>(articles),
  }))
}

export type OperateurSide = Contenu["operateur"] & {
  preavisRetraitMois: number
  delaiSignature: number
  niveauOf: (genre: ActeGenre) => Contenu["niveau"]
  ville: string
}

export async function findOperateurSide(tx: Tx): Promise<OperateurSide> {
  const row = await tx.operateur.findFirstOrThrow({ omit: { logo: true } })
  return {
    nom: row.nom,
    marque: row.marque,
    accent: row.accent,
    ville: row.ville,
    adresse: place(row.adresse, row.codePostal, row.ville),
    identifiant: identifier(row.siret, row.siren),
    representant: [row.ordonnateurNom, row.ordonnateurQualite].filter(Boolean).join(", "),
    preavisRetraitMois: row.preavisRetraitMois,
    delaiSignature: row.delaiSignature,
    niveauOf: (genre) => (row.signatureExterne.includes(genre) ? "externe" : "simple"),
  }
}

/** The body as it is today: an act keeps the name that it bore. */
export async function findCollectiviteSide(tx: Tx, collectiviteId: string, representant: string): Promise<Partie> {
  const body = await tx.collectivite.findUniqueOrThrow({
    where: { id: collectiviteId },
    select: { nom: true, type: true, siren: true, codesPostaux: true, fiches: true },
  })
  const [fiche] = body.fiches
  const codePostal = fiche?.codePostal ?? body.codesPostaux[0] ?? null
  return {
    nom: legalName(body.type, body.nom),
    adresse: place(fiche?.adresse ?? null, codePostal, fiche?.ville ?? null),
    identifiant: identifier(fiche?.siret ?? null, body.siren),
    representant,
  }
}

const place = (adresse: string | null, codePostal: string | null, ville: string | null): string | null =>
  [adresse, [codePostal, ville].filter(Boolean).join(" ")].filter(Boolean).join(", ") || null

const identifier = (siret: string | null, siren: string | null): string | null =>
  siret ? `SIRET ${siret}` : siren ? `SIREN ${siren}` : null
