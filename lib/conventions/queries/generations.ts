import type { GenerationLigneEtat } from "@/generated/prisma/enums.ts"
import type { Tx } from "@/lib/access/door.ts"
import { sql } from "@/lib/platform/db.ts"
import type { ActeGenre, GenerationGenre } from "../types.ts"

/** Members without a charte under way; services that need a convention and have none. */
export const candidates = (genre: GenerationGenre) =>
  genre === "charte"
    ? sql`select a."collectiviteId", null::uuid as "souscriptionId" from adhesion a
        where a.statut = 'adherent' and a.jusqua is null and not exists (
          select from acte c where c."collectiviteId" = a."collectiviteId" and c.genre = 'charte'
            and c.etat in ('a_generer', 'a_signer', 'au_parapheur', 'signe'))`
    : sql`select s."collectiviteId", s.id as "souscriptionId" from souscription s join service v on v.id = s."serviceId"
        where s.etat in ('approuvee', 'en_service') and v."exigeConvention" and v.mode <> 'inclus' and s."conventionId" is null`

export async function countCandidates(tx: Tx, genre: GenerationGenre): Promise<number> {
  const [row] = await tx.$queryRaw<{ total: number }[]>`select count(*)::int as total from (${candidates(genre)}) c`
  return row?.total ?? 0
}

export type GenerationCounts = {
  total: number
  aFaire: number
  faites: number
  ecartees: number
  echecs: number
  /** Acts whose pages are drawn. */
  pretes: number
}

export type GenerationRow = GenerationCounts & {
  id: string
  genre: ActeGenre
  motif: string
  creeLe: Date
  par: string | null
}

/** Newest first; `id` set: that one. */
export const listGenerations = (tx: Tx, id: string | null = null): Promise<GenerationRow[]> =>
  tx.$queryRaw<GenerationRow[]>`
    select g.id, g.genre, g.motif, g."creeLe", p.nom as par, l.* from generation g left join personne p on p.id = g."creeParId", lateral (
      select count(*)::int as total, (count(*) filter (where l.etat = 'a_faire'))::int as "aFaire",
        (count(*) filter (where l.etat = 'faite'))::int as faites, (count(*) filter (where l.etat = 'ecartee'))::int as ecartees,
        (count(*) filter (where l.etat = 'echec'))::int as echecs,
        (count(*) filter (where a.etat is not null and a.etat <> 'a_generer'))::int as pretes
      from generation_ligne l left join acte a on a."collectiviteId" = l."collectiviteId" and a.id = l."acteId"
      where l."generationId" = g.id) l
    where (${id}::uuid is null or g.id = ${id}::uuid) order by g."creeLe" desc limit 50`

export type LigneRow = {
  id: string
  publicId: string
  nom: string
  etat: GenerationLigneEtat
  motif: string | null
  acteId: string | null
  numero: string | null
}

/** What needs somebody first, then the others by name. */
export const listLignes = (tx: Tx, generationId: string, limit: number): Promise<LigneRow[]> =>
  tx.$queryRaw<LigneRow[]>`
    select l.id, c."publicId", c.nom, l.etat, coalesce(l.motif, a.erreur) as motif, l."acteId", a.numero
    from generation_ligne l join collectivite c on c.id = l."collectiviteId"
    left join acte a on a."collectiviteId" = l."collectiviteId" and a.id = l."acteId"
    where l."generationId" = ${generationId}::uuid
    order by l.etat <> 'echec', l.etat <> 'ecartee', a.erreur is null, c."nomPlie", l.id limit ${limit}::int`
