import type {
  PersonneGenre,
  PopulationGenre,
  RattachementRole,
  SouscriptionEtat,
  TitreNature,
  TitreSuiviEtat,
} from "@/generated/prisma/enums.ts"
import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { AdhesionStatut, CollectiviteType } from "../types.ts"
import { POPULATION_CODE } from "./population.ts"

type Row = {
  id: string
  publicId: string
  nom: string
  type: CollectiviteType
  codeInsee: string | null
  siren: string | null
  departement: string
  codesPostaux: string[]
  categorieJuridique: string | null
  epci: { publicId: string; nom: string } | null
  fiche: Record<
    "siret" | "adresse" | "codePostal" | "ville" | "courrielOfficiel" | "telephone" | "codeService",
    string | null
  >
  majLe: Date | null
  adhesions: {
    statut: AdhesionStatut
    depuis: CalendarDate
    jusqua: CalendarDate | null
    synthetique: boolean
    source: string
  }[]
  /** Newest first; none for a body without population of its own. */
  populations: { millesime: number; genre: PopulationGenre; habitants: number; source: string }[]
  anciensNoms: string[]
}

export type Dossier = Omit<Row, "majLe"> & {
  /** Of the file that was read: a form sends it back, so that the second of two writers is told. */
  version: string
  statut: AdhesionStatut
}

/** One body of the register as staff know it, in one statement; null when the address names none. */
export async function findDossier(tx: Tx, publicId: string): Promise<Dossier | null> {
  const [row] = await tx.$queryRaw<Row[]>`
    select c.id, c."publicId", c.nom, c.type, c."codeInsee", c.siren, c.departement, c."codesPostaux", c."categorieJuridique",
      case when e.id is not null then json_build_object('publicId', e."publicId", 'nom', e.nom) end as epci, f."majLe",
      json_build_object('siret', f.siret, 'adresse', f.adresse, 'codePostal', f."codePostal", 'ville', f.ville,
        'courrielOfficiel', f."courrielOfficiel", 'telephone', f.telephone, 'codeService', f."codeService") as fiche,
      coalesce((select json_agg(json_build_object('statut', a.statut, 'depuis', a.depuis, 'jusqua', a.jusqua,
          'synthetique', a.synthetique, 'source', a.source) order by a.depuis desc)
        from adhesion a where a."collectiviteId" = c.id), '[]') as adhesions,
      coalesce((select json_agg(json_build_object('millesime', p.millesime, 'genre', p.genre, 'habitants', p.habitants,
          'source', p.source) order by p.millesime desc, p.genre)
        from population p where p.code = ${POPULATION_CODE}), '[]') as populations,
      array(select d.nom from denomination d where d."concerneId" = c.id and d.nom <> c.nom order by d.depuis desc) as "anciensNoms"
    from collectivite c left join collectivite e on e.id = c."epciId" left join fiche f on f."collectiviteId" = c.id
    where c."publicId" = ${publicId}`
  if (!row) return null
  const { majLe, ...dossier } = row
  const current = row.adhesions.find(({ jusqua }) => jusqua === null)
  return { ...dossier, version: majLe?.toISOString() ?? "", statut: current?.statut ?? "prospect" }
}

export type DossierRattachement = {
  id: string
  personneId: string
  role: RattachementRole
  fonction: string
  depuis: Date
  jusqua: Date | null
  nom: string
  courriel: string
  genre: PersonneGenre
}

/** People who may act for it today or later, or could once. */
export const listRattachements = (tx: Tx, collectiviteId: string) =>
  tx.$queryRaw<DossierRattachement[]>`
    select r.id, r."personneId", r.role, r.fonction, r.depuis, r.jusqua, p.nom, p.courriel, p.genre
    from rattachement r join personne p on p.id = r."personneId"
    where r."collectiviteId" = ${collectiviteId}::uuid
    order by r.jusqua nulls first, r.depuis desc limit 50`

export type LastSouscription = {
  id: string
  etat: SouscriptionEtat
  quantite: number
  demandeLe: CalendarDate
  service: string
}

export type LastTitre = {
  id: string
  numero: string
  objet: string
  montantTtc: number
  echeance: CalendarDate
  nature: TitreNature
  etat: TitreSuiviEtat
}

export type LastEngagements = { souscriptions: LastSouscription[]; titres: LastTitre[] }

/** The twenty last of each, in one statement; a titre with the last step of its follow-up, which is append-only. */
export async function findLastEngagements(tx: Tx, collectiviteId: string): Promise<LastEngagements> {
  const [row] = await tx.$queryRaw<LastEngagements[]>`
    select coalesce((select json_agg(s) from (
        select s.id, s.etat, s.quantite, (s."demandeLe" at time zone 'Europe/Paris')::date as "demandeLe", v.nom as service
        from souscription s join service v on v.id = s."serviceId"
        where s."collectiviteId" = ${collectiviteId}::uuid order by s."demandeLe" desc limit 20) s), '[]') as souscriptions,
      coalesce((select json_agg(t) from (
        select t.id, concat_ws('-', t.exercice, t.serie, t.numero) as numero, t.objet, t."montantTtc", t.echeance, t.nature,
          coalesce(s.etat::text, 'emis') as etat
        from titre t
        left join lateral (
          select etat from titre_suivi where "collectiviteId" = t."collectiviteId" and "titreId" = t.id order by le desc, id desc limit 1
        ) s on true
        where t."collectiviteId" = ${collectiviteId}::uuid order by t.exercice desc, t.numero desc limit 20) t), '[]') as titres`
  return row ?? { souscriptions: [], titres: [] }
}

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
