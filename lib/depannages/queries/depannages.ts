import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, toDatabase } from "@/lib/platform/dates.ts"
import type { Depannage } from "../types.ts"

const WITH = {
  poste: { select: { nom: true, numero: true } },
  souscription: {
    select: { service: { select: { nom: true } }, collectivite: { select: { nom: true, publicId: true } } },
  },
} as const

/** Of one collectivité, what is open first. */
export async function listMesDepannages(tx: Tx, collectiviteId: string): Promise<Depannage[]> {
  const rows = await tx.depannage.findMany({
    where: { collectiviteId },
    include: WITH,
    orderBy: [{ resoluLe: { sort: "desc", nulls: "first" } }, { demandeLe: "desc" }],
    take: 100,
  })
  return rows.map(fileOf)
}

/** For the staff: what was rejected, what is late, what blocks, then the rest; what is closed is in the member's list. */
export async function listDepannagesOuverts(tx: Tx, day: CalendarDate): Promise<Depannage[]> {
  const rows = await tx.depannage.findMany({
    where: { etat: { not: "resolu" } },
    include: WITH,
    orderBy: { demandeLe: "asc" },
    take: 500,
  })
  const late = toDatabase(day)
  const rank = ({ etat, suiviLe, bloquant }: (typeof rows)[number]) =>
    etat === "rejete" ? 0 : suiviLe && suiviLe < late ? 1 : bloquant ? 2 : 3
  return rows.sort((a, b) => rank(a) - rank(b)).map(fileOf)
}

export async function findDepannage(tx: Tx, id: string): Promise<Depannage | null> {
  const row = await tx.depannage.findFirst({ where: { id }, include: WITH })
  return row && fileOf(row)
}

type Row = Omit<
  Depannage,
  "poste" | "suiviLe" | "service" | "collectivite" | "collectivitePublicId" | "souscriptionId"
> & {
  suiviLe: Date | null
  souscriptionId: string
  poste: { nom: string; numero: number } | null
  souscription: { service: { nom: string }; collectivite: { nom: string; publicId: string } }
}

const fileOf = ({ poste, souscription, suiviLe, ...row }: Row): Depannage => ({
  ...row,
  poste: poste && `${poste.nom} (n° ${poste.numero})`,
  service: souscription.service.nom,
  collectivite: souscription.collectivite.nom,
  collectivitePublicId: souscription.collectivite.publicId,
  suiviLe: suiviLe && fromDatabase(suiviLe),
})

export type Depannable = {
  souscriptionId: string
  service: string
  telephone: string | null
  postes: { id: string; nom: string; numero: number }[]
}

/** What one may ask a repair of: services sold by the workstation that are in service, with their posts. */
export async function listDepannables(tx: Tx, collectiviteId: string): Promise<Depannable[]> {
  const rows = await tx.souscription.findMany({
    where: { collectiviteId, etat: "en_service", service: { parPoste: true } },
    select: {
      id: true,
      service: { select: { nom: true, marche: { select: { prestataire: { select: { telephone: true } } } } } },
      postes: {
        where: { retireLe: null },
        select: { id: true, nom: true, numero: true },
        orderBy: { numero: "asc" },
      },
    },
    orderBy: { demandeLe: "asc" },
  })
  return rows.map(({ id, service, postes }) => ({
    ...{ souscriptionId: id, service: service.nom, postes },
    telephone: service.marche?.prestataire.telephone ?? null,
  }))
}
