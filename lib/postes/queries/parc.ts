import type { Tx } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { namesOf } from "@/lib/souscriptions/queries/file.ts"
import { prixOf } from "@/lib/souscriptions/queries/member.ts"
import type { PosteEtranger } from "../rules/ecarts.ts"
import {
  COMMANDES_SANS_SUITE,
  type CommandeEtat,
  type CommandeGenre,
  type Composant,
  type ComposantEtat,
  type Poste,
} from "../types.ts"

export type CommandeSuivie = {
  id: string
  genre: CommandeGenre
  etat: CommandeEtat
  effetLe: CalendarDate
  demandeLe: Date
  demandePar: string | null
  motif: string | null
  accuseReference: string | null
  suiviLe: CalendarDate | null
  reponse: string | null
  version: number
  postes: { numero: number; nom: string }[]
}

export type Parc = NonNullable<Awaited<ReturnType<typeof findParc>>>

/** All that is known of the posts of one souscription; null when it is another's, or not sold by the workstation. */
export async function findParc(tx: Tx, collectiviteId: string, souscriptionId: string) {
  const row = await tx.souscription.findUnique({
    where: { collectiviteId_id: { collectiviteId, id: souscriptionId } },
    include: {
      collectivite: { select: { publicId: true, nom: true } },
      service: {
        include: { composants: { orderBy: { rang: "asc" }, select: { code: true, nom: true, description: true } } },
      },
      postes: { orderBy: { numero: "asc" }, include: POSTE },
      commandes: {
        orderBy: { demandeLe: "desc" },
        include: { postes: { select: NAMED }, retraits: { select: NAMED } },
      },
    },
  })
  if (!row?.service.parPoste) return null
  const { service, collectivite, etat, quantite, version } = row
  const names = await namesOf(
    tx,
    row.commandes.map(({ demandeParId }) => demandeParId),
  )
  const life = {
    enServiceLe: row.enServiceLe && fromDatabase(row.enServiceLe),
    termineeLe: row.termineeLe && fromDatabase(row.termineeLe),
  }
  return {
    ...{ id: souscriptionId, collectiviteId, collectivite, etat, quantite, version, ...life },
    service: { id: service.id, slug: service.slug, nom: service.nom, prorata: service.regleProrata },
    exigeApprobation: service.exigeApprobation,
    composants: service.composants satisfies Composant[],
    releveLe: service.releveLe && fromDatabase(service.releveLe),
    postes: row.postes.map((poste) => posteOf(poste, life)),
    etrangers: await listEtrangers(tx, collectiviteId, service.id),
    commandes: row.commandes.map((commande): CommandeSuivie => commandeOf(commande, names)),
  }
}

const NAMED = { numero: true, nom: true } as const
const POSTE = {
  composants: true,
  commande: { select: { genre: true, etat: true } },
  retrait: { select: { etat: true } },
} as const

type Life = { enServiceLe: CalendarDate | null; termineeLe: CalendarDate | null }
type PosteRow = Parameters<typeof prixOf>[0] & {
  id: string
  numero: number
  nom: string
  site: string
  fonction: string
  depuis: Date | null
  retireLe: Date | null
  prixInstallation: { toString(): string } | null
  composants: { code: string; etat: ComposantEtat; releveLe: Date }[]
  commande: { genre: CommandeGenre; etat: CommandeEtat }
  retrait: { etat: CommandeEtat } | null
}

/** The first posts begin with the souscription, the others on their own day; none outlives it. */
export function posteOf(row: PosteRow, { enServiceLe, termineeLe }: Life): Poste {
  const { id, numero, nom, site, fonction, commande, retrait, prixInstallation } = row
  const retireLe = row.retireLe && fromDatabase(row.retireLe)
  const last = row.composants
    .map(({ releveLe }) => fromDatabase(releveLe))
    .sort()
    .at(-1)
  return {
    ...{ id, numero, nom, site, fonction, commande, retrait },
    debut: row.depuis ? fromDatabase(row.depuis) : commande.genre === "initiale" ? enServiceLe : null,
    fin: earliest(retireLe, termineeLe),
    prix: prixOf(row),
    prixInstallation: prixInstallation && decimal(prixInstallation.toString()),
    etats: Object.fromEntries(row.composants.map(({ code, etat }) => [code, etat])),
    releveLe: last ?? null,
  }
}

const earliest = (a: CalendarDate | null, b: CalendarDate | null): CalendarDate | null =>
  a === null ? b : b === null ? a : a < b ? a : b

type CommandeRow = Omit<CommandeSuivie, "effetLe" | "suiviLe" | "demandePar"> & {
  effetLe: Date
  suiviLe: Date | null
  demandeParId: string
  retraits: { numero: number; nom: string }[]
}

function commandeOf(row: CommandeRow, names: ReadonlyMap<string, string>): CommandeSuivie {
  const { id, genre, etat, demandeLe, motif, accuseReference, reponse, version, postes, retraits } = row
  return {
    ...{ id, genre, etat, demandeLe, motif, accuseReference, reponse, version },
    effetLe: fromDatabase(row.effetLe),
    suiviLe: row.suiviLe && fromDatabase(row.suiviLe),
    demandePar: names.get(row.demandeParId) ?? null,
    postes: (genre === "retrait" ? retraits : postes).map(({ numero, nom }) => ({ numero, nom })),
  }
}

async function listEtrangers(tx: Tx, collectiviteId: string, serviceId: string): Promise<PosteEtranger[]> {
  const rows = await tx.posteInconnu.findMany({ where: { collectiviteId, serviceId }, orderBy: { reference: "asc" } })
  return rows.map(({ reference, libelle, actif, releveLe }) => ({
    ...{ reference, libelle, actif },
    releveLe: fromDatabase(releveLe),
  }))
}

/** By identifier alone: for the staff, who see every collectivité. */
export async function findParcOfAnyone(tx: Tx, souscriptionId: string) {
  const row = await tx.souscription.findFirst({ where: { id: souscriptionId }, select: { collectiviteId: true } })
  return row && findParc(tx, row.collectiviteId, souscriptionId)
}

/** The procedure and contacts of the services in use that have them: one page to print and pin up. */
export async function listIncidents(tx: Tx, collectiviteId: string) {
  const rows = await tx.service.findMany({
    where: { procedureIncident: { not: null }, souscriptions: { some: { collectiviteId, etat: "en_service" } } },
    include: {
      composants: { orderBy: { rang: "asc" }, select: { code: true, nom: true, description: true } },
      marche: { include: { prestataire: true } },
      souscriptions: {
        where: { collectiviteId, etat: "en_service" },
        select: {
          ...{ id: true, quantite: true },
          postes: {
            where: { retireLe: null, commande: { etat: { notIn: [...COMMANDES_SANS_SUITE] } } },
            ...{ select: NAMED, orderBy: { numero: "asc" } },
          },
        },
      },
    },
    orderBy: { nom: "asc" },
  })
  return rows.map(({ id, slug, nom, procedureIncident, contactIncident, composants, marche, souscriptions }) => ({
    ...{ id, slug, nom, contactIncident, composants },
    etapes: (procedureIncident ?? "").split("\n").filter(Boolean),
    prestataire: marche?.prestataire ?? null,
    souscription: souscriptions[0] ?? null,
    postes: souscriptions.flatMap(({ postes }) => postes),
  }))
}
