import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import type { AdhesionStatut } from "../types.ts"

const SELECT = {
  id: true,
  publicId: true,
  nom: true,
  type: true,
  codeInsee: true,
  siren: true,
  departement: true,
  codesPostaux: true,
  categorieJuridique: true,
  epci: { select: { publicId: true, nom: true } },
  fiches: true,
  adhesions: { orderBy: { depuis: "desc" } },
  denominations: { orderBy: { depuis: "desc" } },
} as const

export type Dossier = NonNullable<Awaited<ReturnType<typeof findDossier>>>

/** One body of the register as staff know it; null when the address names none. */
export async function findDossier(tx: Tx, publicId: string) {
  const row = await tx.collectivite.findUnique({ where: { publicId }, select: SELECT })
  if (!row) return null
  const { fiches, adhesions, denominations, ...body } = row
  const [fiche] = fiches
  const current = adhesions.find(({ jusqua }) => jusqua === null)
  return {
    ...body,
    fiche: {
      siret: fiche?.siret ?? null,
      adresse: fiche?.adresse ?? null,
      codePostal: fiche?.codePostal ?? null,
      ville: fiche?.ville ?? null,
      courrielOfficiel: fiche?.courrielOfficiel ?? null,
      telephone: fiche?.telephone ?? null,
    },
    /** Of the file that was read: a form sends it back, so that the second of two writers is told. */
    version: fiche?.majLe.toISOString() ?? "",
    statut: current?.statut ?? ("prospect" as const),
    adhesions: adhesions.map(({ statut, depuis, jusqua, synthetique, source }) => ({
      statut,
      depuis: fromDatabase(depuis),
      jusqua: jusqua && fromDatabase(jusqua),
      synthetique,
      source,
    })),
    anciensNoms: denominations.filter(({ nom }) => nom !== body.nom).map(({ nom }) => nom),
  }
}

type Coded = { type: string; codeInsee: string | null; siren: string | null; departement: string }

/** Newest first; empty for a body without population of its own. */
export function listPopulations(tx: Tx, { type, codeInsee, siren, departement }: Coded) {
  const code = { commune: codeInsee, epci: siren, departement: `D${departement}` }[type] ?? null
  if (code === null) return Promise.resolve([])
  return tx.population.findMany({ where: { code }, orderBy: [{ millesime: "desc" }, { genre: "asc" }] })
}

/** People who may act for it today or later, or could once. */
export const listRattachements = (tx: Tx, collectiviteId: string) =>
  tx.rattachement.findMany({
    where: { collectiviteId },
    select: {
      id: true,
      personneId: true,
      role: true,
      fonction: true,
      depuis: true,
      jusqua: true,
      personne: { select: { nom: true, courriel: true, genre: true } },
    },
    orderBy: [{ jusqua: { sort: "asc", nulls: "first" } }, { depuis: "desc" }],
    take: 50,
  })

export const listLastSouscriptions = (tx: Tx, collectiviteId: string) =>
  tx.souscription.findMany({
    where: { collectiviteId },
    select: { id: true, etat: true, quantite: true, demandeLe: true, service: { select: { nom: true } } },
    orderBy: { demandeLe: "desc" },
    take: 20,
  })

export type LastTitre = {
  id: string
  exercice: number
  serie: string
  numero: number
  objet: string
  montantTtc: bigint
  echeance: Date
  etat: string
}

/** With the last step of each: the follow-up is append-only. */
export const listLastTitres = (tx: Tx, collectiviteId: string) =>
  tx.$queryRaw<LastTitre[]>`
    select t.id, t.exercice, t.serie, t.numero, t.objet, t."montantTtc", t.echeance, coalesce(s.etat::text, 'emis') as etat
    from titre t
    left join lateral (
      select etat from titre_suivi where "collectiviteId" = t."collectiviteId" and "titreId" = t.id order by le desc, id desc limit 1
    ) s on true
    where t."collectiviteId" = ${collectiviteId}::uuid
    order by t.exercice desc, t.numero desc limit 20`

export type CommunesCount = { communes: number; adherentes: number }

/** An EPCI sees its communes as counts. */
export async function countCommunes(tx: Tx, epciId: string): Promise<CommunesCount> {
  const [row] = await tx.$queryRaw<CommunesCount[]>`
    select count(*)::int as communes, (count(*) filter (where a.statut = 'adherent'))::int as adherentes
    from collectivite c left join adhesion a on a."collectiviteId" = c.id and a.jusqua is null
    where c."epciId" = ${epciId}::uuid and c.type = 'commune'`
  return row ?? { communes: 0, adherentes: 0 }
}

/** What it is of the operator's today. */
export async function findStatut(tx: Tx, collectiviteId: string): Promise<AdhesionStatut> {
  const row = await tx.adhesion.findFirst({ where: { collectiviteId, jusqua: null }, select: { statut: true } })
  return row?.statut ?? "prospect"
}
