import type { Tx } from "@/lib/access/door.ts"
import { legalName } from "@/lib/collectivites/rules.ts"
import { type CalendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { formatRate } from "@/lib/platform/format.ts"
import { decimal } from "@/lib/platform/money.ts"
import type { ActeGenre, Annexe, Article, Contenu, Partie } from "../types.ts"

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

type CatalogueRow = {
  pilier: string
  nom: string
  pourQui: string
  mode: string
  prixUnitaire: string | null
  unite: string | null
  periodicite: "mois" | "an" | "unique" | null
}

const COST: Record<string, string> = {
  inclus: "Compris dans l’adhésion",
  cle_repartition: "Sur convention, par clé de répartition",
  a_l_euro: "Sur convention, au coût exact",
  non_precise: "Sur devis",
}
const PERIODS = { mois: "par mois", an: "par an", unique: "une fois" } as const

/** The catalogue as it stands that day: what the charte annexes (operator's strategy § 2). */
export async function findCatalogueAnnexe(tx: Tx, day: CalendarDate, dateWords: string): Promise<Annexe> {
  const rows = await tx.$queryRaw<CatalogueRow[]>`
    select p.nom as pilier, s.nom, s."pourQui", s.mode::text, t."prixUnitaire"::text as "prixUnitaire", t.unite, t.periodicite
    from service s join pilier p on p.id = s."pilierId"
    left join lateral (select * from tarif where "serviceId" = s.id and genre = 'usage' and daterange(depuis, jusqua) @> ${day}::date
      order by depuis desc, unite limit 1) t on true
    where s.etat = 'publie' and s.maturite <> 'perspective' order by p.rang, s.rang, s.nom`
  return {
    titre: "Annexe : le catalogue de services",
    intro: `Services publiés au ${dateWords}. Le catalogue évolue : sa version à jour est sur le portail de l’opérateur, et chaque service souscrit à part a sa propre convention.`,
    colonnes: ["Service", "Pour qui", "Ce qu’il coûte"],
    largeurs: [0.38, 0.32, 0.3],
    lignes: rows.map((row) => [`${row.nom} (${row.pilier})`, row.pourQui, costOf(row)]),
  }
}

function costOf({ mode, prixUnitaire, unite, periodicite }: CatalogueRow): string {
  if (mode !== "unitaire") return COST[mode] ?? ""
  if (prixUnitaire === null || periodicite === null) return "Sur devis"
  return `${formatRate(decimal(prixUnitaire))} HT par ${unite ?? "unité"}, ${PERIODS[periodicite]}`
}
