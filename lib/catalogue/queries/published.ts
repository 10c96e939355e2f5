import type { Tx } from "@/lib/access/door.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { type CalendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { empty, join, sql } from "@/lib/platform/db.ts"
import { fold } from "@/lib/platform/format.ts"
import { asJson } from "@/lib/platform/json.ts"
import { type Decimal, decimal } from "@/lib/platform/money.ts"
import type { Grille } from "../rules/grille.ts"
import type { OffreFilter } from "../schema.ts"
import type {
  CategorieTva,
  Maturite,
  OptionOfferte,
  Outil,
  Periodicite,
  Prorata,
  ServiceEtat,
  TarifGenre,
  TarifMode,
} from "../types.ts"

export type TarifEnVigueur = Grille & {
  id: string
  unite: string
  periodicite: Periodicite
  categorieTva: CategorieTva
  tauxTva: Decimal
  note: string | null
  deliberationId: string | null
}

export type OfferedService = {
  id: string
  slug: string
  nom: string
  /** The first paragraph of its description. */
  resume: string
  pilierId: string
  pilier: string
  mode: TarifMode
  maturite: Maturite
  prixUnitaire: Decimal | null
  unite: string | null
  periodicite: Periodicite | null
  /** Its price is that of a band of population. */
  parBande: boolean
}

/** A word as people type it: found inside the text, or close enough to one of its words. */
const CLOSE_ENOUGH = 0.45
const MOST_WORDS = 6

const wordsOf = (typed: string): string[] =>
  fold(typed)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .slice(0, MOST_WORDS)

/** What is published, with the price of the day; for one type of body when it is given. */
export function listOffered(
  tx: Tx,
  filter: OffreFilter,
  day: CalendarDate,
  type: CollectiviteType | null = null,
): Promise<OfferedService[]> {
  const words = filter.q ? wordsOf(filter.q) : []
  const clauses = [
    sql`s.etat = 'publie'`,
    ...words.map(
      (word) => sql`(s.recherche like ${`%${word}%`} or word_similarity(${word}, s.recherche) > ${CLOSE_ENOUGH})`,
    ),
    ...(filter.pilier ? [sql`s."pilierId" = ${filter.pilier}`] : []),
    ...(filter.prix === "inclus" ? [sql`s.mode = 'inclus'`] : []),
    ...(filter.prix === "carte" ? [sql`s.mode <> 'inclus'`] : []),
    ...(type ? [sql`(s.types = '{}' or ${type}::collectivite_type = any (s.types))`] : []),
  ]
  const folded = words.join(" ")
  return tx.$queryRaw<OfferedService[]>`
    select s.id, s.slug, s.nom, split_part(s.description, E'\n', 1) as resume, s."pilierId", p.nom as pilier, s.mode, s.maturite,
      t."prixUnitaire"::text as "prixUnitaire", t.unite, t.periodicite, t.bandes is not null as "parBande"
    from service s join pilier p on p.id = s."pilierId"
    left join lateral (${tarifAt(day)} limit 1) t on true
    where ${join(clauses, " and ")}
    order by ${folded ? sql`word_similarity(${folded}, s.recherche) desc,` : empty} p.rang, s.rang, s.nom`
}

const tarifAt = (day: CalendarDate) => sql`
  select * from tarif where "serviceId" = s.id and genre = 'usage' and daterange(depuis, jusqua) @> ${toDatabase(day)}::date
  order by depuis desc, unite`

export type ServiceOffert = Omit<OfferedService, "resume" | "prixUnitaire" | "unite" | "periodicite" | "parBande"> & {
  etat: ServiceEtat
  description: string
  pourQui: string
  pourDemarrer: string
  contact: string
  types: CollectiviteType[]
  exigeApprobation: boolean
  outil: Outil | null
  ouvertureImmediate: boolean
  populationMin: number | null
  populationMax: number | null
  capacite: number | null
  /** Ordered, followed and billed by the workstation. */
  parPoste: boolean
  regleProrata: Prorata
  /** The act that decided how it is paid. */
  deliberationId: string | null
  /** Prices of use; that of putting in place is apart, null when it is on quote or there is none. */
  tarifs: TarifEnVigueur[]
  installation: TarifEnVigueur | null
  options: OptionOfferte[]
}

/** One published service with its prices of the day; null for one that is not, or not any more. */
export async function findOffered(tx: Tx, slug: string, day: CalendarDate): Promise<ServiceOffert | null> {
  const date = toDatabase(day)
  const row = await tx.service.findFirst({
    where: { slug, etat: "publie" },
    include: {
      pilier: { select: { nom: true } },
      options: { where: { retireeLe: null }, orderBy: { rang: "asc" } },
      tarifs: {
        where: { depuis: { lte: date }, OR: [{ jusqua: null }, { jusqua: { gt: date } }] },
        orderBy: [{ depuis: "desc" }, { unite: "asc" }],
      },
    },
  })
  if (!row) return null
  const { pilier, tarifs, options, ...service } = row
  return {
    ...service,
    pilier: pilier.nom,
    options: options.map(optionOf),
    tarifs: tarifs.filter(({ genre }) => genre === "usage").map(tarifOf),
    installation: tarifs.filter(({ genre }) => genre === "installation").map(tarifOf)[0] ?? null,
  }
}

type TarifRow = Omit<TarifEnVigueur, "prixUnitaire" | "tauxTva" | "bandes"> & {
  prixUnitaire: Printed
  tauxTva: Printed
  bandes: unknown
}
type Printed = { toString(): string }

const tarifOf = ({ id, unite, periodicite, categorieTva, note, ...row }: TarifRow): TarifEnVigueur => ({
  ...{ id, unite, periodicite, categorieTva, note, assiette: row.assiette, deliberationId: row.deliberationId },
  prixUnitaire: decimal(row.prixUnitaire.toString()),
  bandes: asJson<TarifEnVigueur["bandes"]>(row.bandes),
  tauxTva: decimal(row.tauxTva.toString()),
})

type OptionRow = Omit<OptionOfferte, "prix"> & {
  prixUnitaire: Printed | null
  periodicite: Periodicite | null
  categorieTva: CategorieTva | null
  tauxTva: Printed | null
}

/** The table says that a price is whole or missing. */
export const optionOf = ({ id, nom, description, unite, ...price }: OptionRow): OptionOfferte => {
  const { prixUnitaire, periodicite, categorieTva, tauxTva } = price
  const known = prixUnitaire !== null && periodicite !== null && categorieTva !== null && tauxTva !== null
  return {
    ...{ id, nom, description, unite },
    prix: known
      ? {
          prixUnitaire: decimal(prixUnitaire.toString()),
          ...{ periodicite, categorieTva },
          tauxTva: decimal(tauxTva.toString()),
        }
      : null,
  }
}

/** The prices of one service that day, whatever became of it since: what is in service goes on. */
export async function findTarifs(tx: Tx, serviceId: string, day: CalendarDate) {
  const date = toDatabase(day)
  const rows = await tx.tarif.findMany({
    where: { serviceId, depuis: { lte: date }, OR: [{ jusqua: null }, { jusqua: { gt: date } }] },
    orderBy: [{ depuis: "desc" }, { unite: "asc" }],
  })
  const first = (wanted: TarifGenre) => rows.filter(({ genre }) => genre === wanted).map(tarifOf)[0] ?? null
  return { usage: first("usage"), installation: first("installation") }
}
