import type { Tx } from "@/lib/access/door.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import { fold } from "@/lib/platform/format.ts"
import type { RemisesFilter } from "../schema.ts"
import { GENRES } from "../types/genres.ts"

export const REMISES_PAGE = 50
const COUNT_BOUND = 1001

/** Kinds whose mail is made elsewhere, under their own name in the table of mails. */
const LEGAL_KINDS = Object.entries(GENRES).flatMap(([genre, file]) => (file.legale ? [genre] : []))

export type Remise = {
  id: string
  collectivite: string
  publicId: string
  destinataire: string
  sujet: string
  etat: "a_envoyer" | "envoye" | "rejete"
  essais: number
  reponse: string | null
  creeLe: Date
  envoyeLe: Date | null
  retourLe: Date | null
  traiteLe: Date | null
}

/** A mail that the law asks for: of a legal kind, or a notification that is legal. */
const LEGAL = sql`(m.genre = any(${LEGAL_KINDS}) or exists (select from notification n
  where m.genre = 'notification' and n."collectiviteId" = m."collectiviteId" and n.id = m."objetId" and n.legale))`

const COLUMNS = sql`m.id, c.nom as collectivite, c."publicId", m.destinataire, m.sujet, m.etat, m.essais, m.reponse,
  m."creeLe", m."envoyeLe", m."retourLe", m."traiteLe"`

const matching = ({ etat, cherche }: RemisesFilter) => sql`
  from courriel m join collectivite c on c.id = m."collectiviteId"
  where ${LEGAL} ${etat === "non-notifiees" ? sql`and m.etat = 'rejete' and m."traiteLe" is null` : empty}
  ${cherche ? sql`and (m.destinataire ilike ${like(cherche)} or c."nomPlie" like ${like(fold(cherche))})` : empty}`

const like = (text: string): string => `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`

export const listRemises = (tx: Tx, filter: RemisesFilter): Promise<Remise[]> => tx.$queryRaw<Remise[]>`
  select ${COLUMNS} ${matching(filter)}
  order by m."creeLe" desc, m.id desc limit ${REMISES_PAGE} offset ${(filter.page - 1) * REMISES_PAGE}`

export async function countRemises(tx: Tx, filter: RemisesFilter): Promise<number> {
  const [row] = await tx.$queryRaw<[{ n: number }]>`
    select count(*)::int as n from (select 1 ${matching(filter)} limit ${COUNT_BOUND}) bounded`
  return row.n
}

export type RemiseFile = Remise & { traitePar: string | null; traiteNote: string | null }

/** One legal mail, with who settled it. */
export async function findRemise(tx: Tx, id: string): Promise<RemiseFile | null> {
  const [row] = await tx.$queryRaw<RemiseFile[]>`
    select ${COLUMNS}, m."traiteNote", p.nom as "traitePar"
    from courriel m join collectivite c on c.id = m."collectiviteId" left join personne p on p.id = m."traiteParId"
    where m.id = ${id}::uuid and ${LEGAL}`
  return row ?? null
}

export type SansDestinataire = { publicId: string; collectivite: string; titre: string; dateEmission: string }

/** Titres that nobody could be told of: no official mailbox, nobody attached. They are not notified either. */
export async function findSansDestinataire(
  tx: Tx,
  shown: number,
): Promise<{ nombre: number; premiers: SansDestinataire[] }> {
  const untold = sql`from titre t where not exists (select from courriel m where m."collectiviteId" = t."collectiviteId"
    and m.genre = 'titre-emis' and m."objetId" = t.id)`
  const [{ n }] = await tx.$queryRaw<
    [{ n: number }]
  >`select count(*)::int as n from (select 1 ${untold} limit ${COUNT_BOUND}) b`
  const premiers = await tx.$queryRaw<SansDestinataire[]>`
    select c."publicId", c.nom as collectivite, u.exercice || '-' || u.serie || '-' || u.numero as titre, u."dateEmission"::text
    from (select t.* ${untold} order by t."dateEmission" desc, t.numero limit ${shown}) u
    join collectivite c on c.id = u."collectiviteId" order by u."dateEmission" desc, u.numero`
  return { nombre: n, premiers }
}
