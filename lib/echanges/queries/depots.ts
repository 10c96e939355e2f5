import type { Tx } from "@/lib/access/door.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import type { Cents } from "@/lib/platform/money.ts"
import type { EchangesFilter } from "../schema.ts"
import { DEPOT_ETATS, type DepotEtat } from "../types.ts"

export type DepotRow = {
  id: string
  collectivitePublicId: string
  titreId: string
  nom: string
  reference: string
  montant: Cents
  etat: DepotEtat
  message: string | null
  numeroFlux: string | null
  prochainEssaiLe: Date
}

export const DEPOTS_PER_PAGE = 50

/** What waits for a person first, then the newest. */
export const listDepots = (tx: Tx, { etat, page }: EchangesFilter): Promise<DepotRow[]> => tx.$queryRaw<DepotRow[]>`
  select d.id, c."publicId" as "collectivitePublicId", t.id as "titreId", t.debiteur ->> 'nom' as nom,
    t.exercice || '-' || t.serie || '-' || t.numero as reference, t."montantTtc" as montant, d.etat, d.message, d."numeroFlux",
    d."prochainEssaiLe"
  from depot d join titre t on t."collectiviteId" = d."collectiviteId" and t.id = d."titreId"
  join collectivite c on c.id = d."collectiviteId"
  where true ${etat ? sql`and d.etat = ${etat}::depot_etat` : empty}
  order by d.etat in ('a_corriger', 'rejete') desc, d."creeLe" desc, t.numero
  limit ${DEPOTS_PER_PAGE} offset ${(page - 1) * DEPOTS_PER_PAGE}`

/** How many deposits are in each state, none left out. */
export async function countDepots(tx: Tx): Promise<Record<DepotEtat, number>> {
  const rows = await tx.$queryRaw<{ etat: DepotEtat; nombre: number }[]>`
    select etat, count(*)::int as nombre from depot group by etat`
  const known = new Map(rows.map(({ etat, nombre }) => [etat, nombre]))
  return Object.fromEntries(DEPOT_ETATS.map((etat) => [etat, known.get(etat) ?? 0])) as Record<DepotEtat, number>
}

export type DepotSuivi = { id: string; etat: DepotEtat; le: Date; message: string | null }
export type DepotFile = DepotRow & {
  nomFichier: string
  codeService: string | null
  numeroEngagement: string | null
  fichierId: string | null
  deposeLe: Date | null
  suivis: DepotSuivi[]
}

export async function findDepot(tx: Tx, id: string): Promise<DepotFile | null> {
  const row = await tx.depot.findFirst({
    where: { id },
    include: {
      suivis: { orderBy: [{ le: "asc" }, { id: "asc" }] },
      titre: true,
      collectivite: { select: { publicId: true } },
    },
  })
  if (!row) return null
  const { titre, collectivite, ...depot } = row
  return {
    ...depot,
    collectivitePublicId: collectivite.publicId,
    nom: (titre.debiteur as { nom: string }).nom,
    reference: `${titre.exercice}-${titre.serie}-${titre.numero}`,
    montant: titre.montantTtc,
  }
}

/** A member's own: where its invoice stands. Null when the titre leaves another way, or its deposit is not open yet. */
export const findDepotOfTitre = (tx: Tx, collectiviteId: string, titreId: string) =>
  tx.depot.findFirst({
    where: { collectiviteId, titreId },
    select: { etat: true, deposeLe: true, numeroFlux: true },
  })
