import type { z } from "zod"
import type { Tx } from "@/lib/access/door.ts"
import { nameContains } from "@/lib/collectivites/queries/name-search.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import { regleOf } from "@/lib/operateur/rules.ts"
import { addDays, type CalendarDate, calendarDate, fromDatabase, yearOf } from "@/lib/platform/dates.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import { ecartsOf } from "./queries/lignes.ts"
import type { Ecart } from "./rules/ecarts.ts"
import type { lignesFilter } from "./schema.ts"
import type { CampagneState, Cas, CotisationRegle, TitreVolet } from "./types.ts"

export type CampagneRegle = CotisationRegle & {
  type: CollectiviteType
  hypothese: boolean
  deliberation: string | null
  deliberationId: string | null
}

export async function findRegles(tx: Tx, campagneId: string): Promise<CampagneRegle[]> {
  const rows = await tx.campagneRegle.findMany({ where: { campagneId }, orderBy: { type: "asc" } })
  return rows.map(({ type, hypothese, deliberation, deliberationId, ...row }) => ({
    ...{ type, hypothese, deliberation, deliberationId },
    ...regleOf(row),
  }))
}

export type CampagneRow = {
  id: string
  libelle: string
  exercice: number
  etat: CampagneState
  titres: number
  total: Cents
  creeLe: Date
}

export const listCampagnes = (tx: Tx): Promise<CampagneRow[]> => tx.$queryRaw<CampagneRow[]>`
  select c.id, c.libelle, c.exercice, c.etat, c."creeLe", l.titres, l.total
  from campagne c, lateral (
    select count(*)::int as titres, coalesce(sum(montant), 0)::bigint as total from campagne_ligne
    where "campagneId" = c.id and montant > 0 and decision is distinct from 'exclure') l
  order by c."creeLe" desc limit 100`

export type CampagneFile = {
  id: string
  libelle: string
  exercice: number
  etat: CampagneState
  genre: "municipale" | "totale"
  millesime: number
  dateEmission: CalendarDate
  echeance: CalendarDate
  secondePersonne: boolean
  services: { du: CalendarDate; au: CalendarDate } | null
  creeLe: Date
  soumisParId: string | null
  motifAbandon: string | null
  /** Names of who asked, approved and launched, with when. */
  gestes: { quoi: string; qui: string | null; quand: Date }[]
  regles: CampagneRegle[]
}

export async function findCampagne(tx: Tx, id: string): Promise<CampagneFile | null> {
  const row = await tx.campagne.findUnique({ where: { id } })
  if (!row) return null
  const people = [row.creeParId, row.soumisParId, row.approuveParId, row.lanceParId].filter((one) => one !== null)
  const names = new Map(
    (await tx.personne.findMany({ where: { id: { in: people } }, select: { id: true, nom: true } })).map((one) => [
      one.id,
      one.nom,
    ]),
  )
  const geste = (quoi: string, quiId: string | null, quand: Date | null) =>
    quand ? [{ quoi, qui: quiId ? (names.get(quiId) ?? null) : null, quand }] : []
  return {
    id: row.id,
    libelle: row.libelle,
    exercice: row.exercice,
    etat: row.etat,
    genre: row.populationGenre,
    millesime: row.millesime,
    dateEmission: fromDatabase(row.dateEmission),
    echeance: fromDatabase(row.echeance),
    secondePersonne: row.secondePersonne,
    services:
      row.servicesDu && row.servicesAu ? { du: fromDatabase(row.servicesDu), au: fromDatabase(row.servicesAu) } : null,
    creeLe: row.creeLe,
    soumisParId: row.soumisParId,
    motifAbandon: row.motifAbandon,
    gestes: [
      ...geste("Préparée", row.creeParId, row.creeLe),
      ...geste("Approbation demandée", row.soumisParId, row.soumisLe),
      ...geste("Approuvée", row.approuveParId, row.approuveLe),
      ...geste("Lancée", row.lanceParId, row.lanceLe),
      ...geste("Émission terminée", null, row.termineLe),
      ...geste("Abandonnée", null, row.abandonneLe),
    ],
    regles: await findRegles(tx, id),
  }
}

export type CampagneTotals = {
  membres: number
  aEmettre: number
  aDecider: number
  exclus: number
  total: Cents
  totalPrecedent: Cents
  parType: { type: CollectiviteType; nombre: number; montant: Cents; habitants: number }[]
}

const BLOCKING = sql`l.cas && array['regle-manquante', 'population-manquante', 'ecart-important']`
const TO_ISSUE = sql`l.montant > 0 and l.decision is distinct from 'exclure'`

export async function findTotals(tx: Tx, id: string): Promise<CampagneTotals> {
  const rows = await tx.$queryRaw<(CampagneTotals["parType"][number] & Omit<CampagneTotals, "parType">)[]>`
    select l.type, count(distinct l."collectiviteId")::int as membres, (count(*) filter (where ${TO_ISSUE}))::int as "aEmettre",
      (count(*) filter (where ${BLOCKING} and l.decision is null))::int as "aDecider",
      (count(*) filter (where not coalesce(${TO_ISSUE}, false)))::int as exclus,
      coalesce(sum(l.montant) filter (where ${TO_ISSUE}), 0)::bigint as total,
      coalesce(sum(l."montantPrecedent"), 0)::bigint as "totalPrecedent", coalesce(sum(l.habitants), 0)::int as habitants
    from campagne_ligne l where l."campagneId" = ${id}::uuid group by l.type order by l.type`
  const add = (pick: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + pick(row), 0)
  return {
    membres: add((row) => row.membres),
    aEmettre: add((row) => row.aEmettre),
    aDecider: add((row) => row.aDecider),
    exclus: add((row) => row.exclus),
    total: rows.reduce((total, row) => total + row.total, 0n),
    totalPrecedent: rows.reduce((total, row) => total + row.totalPrecedent, 0n),
    parType: rows.map((row) => ({
      type: row.type,
      nombre: row.aEmettre,
      montant: row.total,
      habitants: row.habitants,
    })),
  }
}

export type LigneRow = {
  id: string
  collectivitePublicId: string
  nom: string
  type: CollectiviteType
  epci: string | null
  habitants: number | null
  montant: Cents | null
  montantPrecedent: Cents | null
  cas: Cas[]
  decision: "inclure" | "exclure" | null
  decisionMotif: string | null
  numero: number | null
  volet: TitreVolet
  ecarts: Ecart[]
}

/** `vue`: "a-decider", a decision is missing; "ecart", more than the threshold; "exclus", no titre. */
export type LigneFilter = z.output<typeof lignesFilter>

export const LIGNES_PER_PAGE = 50

const conditions = (id: string, { cherche, type, vue }: Pick<LigneFilter, "cherche" | "type" | "vue">) => {
  const named = nameContains(cherche)
  return sql`l."campagneId" = ${id}::uuid
    ${type ? sql`and l.type = ${type}::collectivite_type` : empty}
    ${named ? sql`and ((${named}) or c."codeInsee" = ${cherche} or c.siren = ${cherche})` : empty}
    ${vue === "a-decider" ? sql`and ${BLOCKING} and l.decision is null` : empty}
    ${vue === "ecart" ? sql`and 'ecart-important' = any (l.cas)` : empty}
    ${vue === "exclus" ? sql`and not coalesce(${TO_ISSUE}, false)` : empty}`
}

const ORDERS = {
  nom: sql`c."nomPlie"`,
  montant: sql`l.montant`,
  ecart: sql`abs(l.montant - l."montantPrecedent")`,
} as const

/** Of an export: more than the country has. */
export const EVERY_LIGNE = 200_000

export async function listLignes(
  tx: Tx,
  id: string,
  filter: LigneFilter,
  limit = LIGNES_PER_PAGE,
): Promise<LigneRow[]> {
  const order = ORDERS[filter.tri.replace("-", "") as keyof typeof ORDERS]
  const rows = await tx.$queryRaw<(Omit<LigneRow, "ecarts"> & { ecarts: unknown })[]>`
    select l.id, c."publicId" as "collectivitePublicId", c.nom, l.type, e.nom as epci, l.habitants, l.montant, l."montantPrecedent",
      l.cas, l.decision, l."decisionMotif", t.numero, l.volet, l.ecarts
    from campagne_ligne l join collectivite c on c.id = l."collectiviteId"
    left join collectivite e on e.id = c."epciId"
    left join titre t on t."collectiviteId" = l."collectiviteId" and t."campagneId" = l."campagneId" and t.volet = l.volet
    where ${conditions(id, filter)}
    order by ${order} ${filter.tri.startsWith("-") ? sql`desc` : sql`asc`} nulls last, c."nomPlie", l.volet, l.id
    limit ${limit} offset ${(filter.page - 1) * LIGNES_PER_PAGE}`
  return rows.map((row) => ({ ...row, ecarts: ecartsOf(row.ecarts) }))
}

/** How many lines the filter keeps, counted up to `bound`. */
export async function countLignes(tx: Tx, id: string, filter: LigneFilter, bound: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (
      select from campagne_ligne l join collectivite c on c.id = l."collectiviteId" where ${conditions(id, filter)} limit ${bound}) kept`
  return row?.count ?? 0
}

/** Every line that waits for a person, by name; one page of them. */
export const listCasADecider = (tx: Tx, id: string): Promise<LigneRow[]> =>
  listLignes(tx, id, { cherche: "", type: undefined, vue: "a-decider", tri: "nom", page: 1 })

export type Progress = {
  etat: CampagneState
  titres: number
  emis: number
  pdfs: number
  courriels: number
  courrielsEnvoyes: number
  courrielsRejetes: number
  /** Documents that failed, to be tried again. */
  echecs: number
}

/** Counts of what is done, exact at any moment. */
export async function findProgress(tx: Tx, id: string): Promise<Progress | null> {
  const [row] = await tx.$queryRaw<Progress[]>`
    select c.etat,
      (select count(*)::int from campagne_ligne l where l."campagneId" = c.id and ${TO_ISSUE}) as titres,
      (select count(*)::int from titre t where t."campagneId" = c.id) as emis,
      (select count(*)::int from titre t join document d on d."collectiviteId" = t."collectiviteId" and d.genre = 'titre' and d."objetId" = t.id
        where t."campagneId" = c.id) as pdfs,
      m.tous as courriels, m.envoyes as "courrielsEnvoyes", m.rejetes as "courrielsRejetes",
      (select count(*)::int from titre_page_echec e join titre t on t."collectiviteId" = e."collectiviteId" and t.id = e."titreId"
        where t."campagneId" = c.id) as echecs
    from campagne c, lateral (
      select count(*)::int as tous, (count(*) filter (where m.etat = 'envoye'))::int as envoyes, (count(*) filter (where m.etat = 'rejete'))::int as rejetes
      from courriel m join titre t on t."collectiviteId" = m."collectiviteId" and t.id = m."objetId"
      where m.genre = 'titre-emis' and t."campagneId" = c.id) m
    where c.id = ${id}::uuid`
  return row ?? null
}

export type CampagneDefaults = {
  exercice: number
  taux: string
  genre: "municipale" | "totale"
  millesime: number
  dateEmission: CalendarDate
  echeance: CalendarDate
  /** "totale 2022, municipale 2023…" */
  connues: string
  /** The calendar year before, once its services were given. */
  services: { du: CalendarDate; au: CalendarDate }
}

/** What the form of a new campaign starts from: the settings, and the first exercice without a campaign. */
export async function findCampagneDefaults(tx: Tx, day: CalendarDate): Promise<CampagneDefaults> {
  const operateur = await tx.operateur.findFirstOrThrow()
  const taken = await tx.campagne.aggregate({ _max: { exercice: true }, where: { etat: { not: "abandonnee" } } })
  const regle = await tx.regleCotisation.findFirst({
    where: { type: "commune", mode: "taux_population" },
    orderBy: { depuis: "desc" },
  })
  const known = await tx.$queryRaw<{ genre: string; millesime: number }[]>`
    select distinct genre::text, millesime from population order by millesime desc, genre`
  const exercice = Math.max((taken._max.exercice ?? 0) + 1, yearOf(day))
  const dateEmission = exercice > yearOf(day) ? calendarDate(`${exercice}-03-01`) : day
  return {
    exercice,
    taux: (regle?.taux?.toFixed(2) ?? "").replace(".", ","),
    genre: operateur.populationGenre,
    millesime: operateur.populationMillesime,
    dateEmission,
    echeance: addDays(dateEmission, operateur.delaiPaiement),
    services: { du: calendarDate(`${exercice - 1}-01-01`), au: calendarDate(`${exercice - 1}-12-31`) },
    connues: known.map((one) => `${one.genre} ${one.millesime}`).join(", "),
  }
}
