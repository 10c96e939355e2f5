import type { TarifGenre, TarifMode } from "@/generated/prisma/enums.ts"
import type { Tx } from "@/lib/access/door.ts"
import type { CollectiviteType } from "@/lib/collectivites/types.ts"
import type { StoredDocument } from "@/lib/documents/queries/stored.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { type Decimal, decimal } from "@/lib/platform/money.ts"
import { referenceOf } from "./rules.ts"
import type { DeliberationCitee } from "./types.ts"

const SERVICE = { select: { slug: true, nom: true } } as const
const LAST = { orderBy: { version: "desc" }, take: 1, select: { id: true, taille: true } } as const

export type DeliberationRow = Awaited<ReturnType<typeof listDeliberations>>[number]

/** All of them, the newest first, with how many tariffs rest on each. */
export async function listDeliberations(tx: Tx) {
  const rows = await tx.deliberation.findMany({
    orderBy: [{ delibereLe: "desc" }, { numero: "desc" }],
    include: {
      fichiers: LAST,
      _count: { select: { tarifs: true, regles: true, services: true, experimentations: true, impacts: true } },
    },
  })
  return rows.map(({ fichiers, _count, ...row }) => ({
    ...datesOf(row),
    fichier: fichiers[0] ?? null,
    repose: Object.values(_count).reduce((sum, count) => sum + count, 0),
  }))
}

export type DeliberationFile = NonNullable<Awaited<ReturnType<typeof findDeliberation>>>

/** One of them, with each version of its file and what it fixes. */
export async function findDeliberation(tx: Tx, id: string) {
  const row = await tx.deliberation.findUnique({
    where: { id },
    include: {
      fichiers: { orderBy: { version: "desc" }, omit: { cleEnveloppee: true } },
      tarifs: { orderBy: { depuis: "desc" }, include: { service: { select: { slug: true, nom: true } } } },
      regles: { orderBy: [{ depuis: "desc" }, { type: "asc" }] },
      services: { orderBy: { nom: "asc" }, select: { slug: true, nom: true, mode: true } },
      simulations: { orderBy: { creeLe: "desc" }, select: { id: true, libelle: true } },
      experimentations: { orderBy: { depuis: "desc" }, select: { id: true, objet: true, service: SERVICE } },
      impacts: { orderBy: { majLe: "desc" }, select: { etat: true, service: SERVICE } },
    },
  })
  if (!row) return null
  const { tarifs, regles, ...rest } = row
  return {
    ...datesOf(rest),
    tarifs: tarifs.map(({ id: tarif, service, genre, unite, prixUnitaire, depuis }) => ({
      ...{ id: tarif, service, genre, unite, prixUnitaire: decimal(prixUnitaire.toString()) },
      depuis: fromDatabase(depuis),
    })),
    regles: regles.map(({ id: regle, type, depuis }) => ({ id: regle, type, depuis: fromDatabase(depuis) })),
  }
}

type Dated = { delibereLe: Date; transmiseLe: Date | null; recueLe: Date | null; publieeLe: Date | null }

const datesOf = <T extends Dated>({ delibereLe, transmiseLe, recueLe, publieeLe, ...row }: T) => ({
  ...row,
  delibereLe: fromDatabase(delibereLe),
  transmiseLe: transmiseLe && fromDatabase(transmiseLe),
  recueLe: recueLe && fromDatabase(recueLe),
  publieeLe: publieeLe && fromDatabase(publieeLe),
})

/** What a form offers to rest a tariff on, the newest first. */
export async function listDeliberationChoices(tx: Tx): Promise<{ value: string; label: string }[]> {
  const rows = await tx.deliberation.findMany({ orderBy: [{ delibereLe: "desc" }, { numero: "desc" }] })
  return rows.map(({ id, objet, delibereLe, ...row }) => ({
    value: id,
    label: `${referenceOf({ ...row, delibereLe: fromDatabase(delibereLe) })} : ${objet}`,
  }))
}

/** The same with whether one must be chosen. */
export async function findCitationChoices(tx: Tx) {
  const { deliberationExigee } = await tx.operateur.findFirstOrThrow({ select: { deliberationExigee: true } })
  return { deliberations: await listDeliberationChoices(tx), exigee: deliberationExigee }
}

/** Those that a page quotes, by their identifier; a visitor is shown what is public, a member what fixes a tariff. */
export async function listCitees(tx: Tx, ids: readonly (string | null)[]): Promise<Map<string, DeliberationCitee>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await tx.deliberation.findMany({ where: { id: { in: wanted } }, include: { fichiers: LAST } })
  return new Map(
    rows.flatMap(({ id, publique, delibereLe, fichiers: [fichier], ...row }): [string, DeliberationCitee][] =>
      fichier
        ? [[id, { id, publique, fichier, reference: referenceOf({ ...row, delibereLe: fromDatabase(delibereLe) }) }]]
        : [],
    ),
  )
}

/** The same for a visitor: only what the operator shows to all. */
export async function listCiteesPubliques(tx: Tx, ids: readonly (string | null)[]) {
  const citees = await listCitees(tx, ids)
  return new Map([...citees].filter(([, { publique }]) => publique))
}

/** Those of the prices of a service. */
export const idsOf = ({
  deliberationId,
  tarifs,
}: {
  deliberationId: string | null
  tarifs: readonly { deliberationId: string | null }[]
}) => [deliberationId, ...tarifs.map((tarif) => tarif.deliberationId)]

/** Of the lines of a member's titres: the act of the cotisation, or of the price of that day. */
export async function listCiteesOfTitres(
  tx: Tx,
  collectiviteId: string,
  titreIds: readonly string[],
): Promise<DeliberationCitee[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    select distinct a.id from titre_ligne l, lateral (
      select (l.base->>'deliberationId')::uuid as id
      union all (select t."deliberationId" from tarif t where t."serviceId" = l."serviceId" and t.genre::text = l.base->>'genre'
        and t.depuis <= (l.base->>'au')::date and (t."prixUnitaire" = (l.base->>'prixUnitaire')::numeric or t.bandes is not null)
        order by t.depuis desc limit 1)
      union all (select v."deliberationId" from service v where v.id = l."serviceId")) a
    where l."collectiviteId" = ${collectiviteId}::uuid and l."titreId" = any(${[...titreIds]}::uuid[]) and a.id is not null`
  const citees = await listCitees(
    tx,
    rows.map(({ id }) => id),
  )
  return [...citees.values()].sort((a, b) => a.reference.localeCompare(b.reference))
}

export type SansDeliberation = {
  tarifs: {
    id: string
    service: string
    genre: TarifGenre
    unite: string
    prixUnitaire: Decimal
    depuis: CalendarDate
    /** What was written before the portal kept the act. */
    deliberation: string | null
  }[]
  regles: { id: string; type: CollectiviteType; depuis: CalendarDate; deliberation: string | null }[]
  services: { id: string; nom: string; mode: TarifMode }[]
}

/** What runs or is to come without its act, that one of that day may fix. */
export async function listSansDeliberation(tx: Tx, delibereLe: CalendarDate): Promise<SansDeliberation> {
  const day = new Date(`${delibereLe}T00:00:00Z`)
  const open = { deliberationId: null, depuis: { gte: day } }
  const [tarifs, regles, services] = [
    await tx.tarif.findMany({
      where: open,
      include: { service: { select: { nom: true } } },
      orderBy: [{ service: { nom: "asc" } }, { depuis: "desc" }],
    }),
    await tx.regleCotisation.findMany({ where: { ...open, hypothese: false }, orderBy: { depuis: "desc" } }),
    await tx.service.findMany({
      where: { deliberationId: null, etat: { not: "retire" } },
      select: { id: true, nom: true, mode: true },
      orderBy: { nom: "asc" },
    }),
  ]
  return {
    tarifs: tarifs.map(({ id, service, genre, unite, prixUnitaire, depuis, deliberation }) => ({
      ...{ id, service: service.nom, genre, unite, deliberation },
      ...{ prixUnitaire: decimal(prixUnitaire.toString()), depuis: fromDatabase(depuis) },
    })),
    regles: regles.map(({ id, type, depuis, deliberation }) => ({
      ...{ id, type, deliberation },
      depuis: fromDatabase(depuis),
    })),
    services,
  }
}

/** How much rests on it: it no longer changes then. */
export async function countResting(tx: Tx, id: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: number }[]>`
    select (select count(*) from tarif where "deliberationId" = d.id)::int + (select count(*) from regle_cotisation where "deliberationId" = d.id)::int
      + (select count(*) from campagne_regle where "deliberationId" = d.id)::int + (select count(*) from simulation_tarif where "deliberationId" = d.id)::int
      + (select count(*) from experimentation where "deliberationId" = d.id)::int + (select count(*) from fiche_impact where "deliberationId" = d.id)::int
      + (select count(*) from service where "deliberationId" = d.id)::int as n
    from deliberation d where d.id = ${id}::uuid`
  return row?.n ?? 0
}

export type Reader = "agent" | "membre" | "public"

/** The bytes of one version: all of them for staff, the last of what fixes a tariff for members, of what is public for visitors. */
export async function findDeliberationFichier(tx: Tx, id: string, reader: Reader): Promise<StoredDocument | null> {
  const [row] = await tx.$queryRaw<StoredDocument[]>`
    select f.nom, f."mediaType", f.empreinte, f.adresse, f."cleEnveloppee"
    from deliberation_fichier f join deliberation d on d.id = f."deliberationId"
    where f.id = ${id}::uuid and (${reader === "agent"}::boolean
      or (not exists (select from deliberation_fichier n where n."deliberationId" = d.id and n.version > f.version) and (d.publique
        or (${reader === "membre"}::boolean and (exists (select from tarif where "deliberationId" = d.id)
          or exists (select from regle_cotisation where "deliberationId" = d.id)
          or exists (select from service where "deliberationId" = d.id))))))`
  return row ?? null
}
