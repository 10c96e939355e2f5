import type { CollectiviteId } from "@/lib/access/context.ts"
import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import { holds } from "./droits.ts"

/** A tool that takes the portal's word, as its OpenID client: null for any other. */
export async function findClient(tx: Tx, slug: string) {
  const row = await tx.module.findFirst({
    where: { connexion: "federee", service: { slug } },
    select: {
      retours: true,
      deconnexion: true,
      retoursSortie: true,
      secretRang: true,
      service: { select: { slug: true, nom: true } },
    },
  })
  if (!row) return null
  const { service, ...client } = row
  return { ...client, ...service }
}

/** What a tool is told of who comes, for one collectivité. */
export type Identite = {
  personneId: string
  collectiviteId: CollectiviteId
  nom: string
  courriel: string
  profil: string
  jusqua: Date | null
  publicId: string
  collectivite: string
  siren: string | null
  codeInsee: string | null
}

const identites = (where: ReturnType<typeof sql>, day: CalendarDate, slug: string) => sql`
  select d."personneId", d."collectiviteId", p.nom, p.courriel, d.profil, d.jusqua, c."publicId", c.nom as collectivite,
    c.siren, c."codeInsee"
  from module_droit d join service s on s.id = d."serviceId" join module m on m."serviceId" = s.id
  join personne p on p.id = d."personneId" join collectivite c on c.id = d."collectiviteId"
  where s.slug = ${slug} and not m.suspendu and p."desactiveeLe" is null and ${holds(day)}
    and exists (select from souscription o where o."collectiviteId" = d."collectiviteId" and o."serviceId" = s.id and o.etat = 'en_service')
    and ${where}
  order by c."nomPlie"`

type Account = { personneId: string; collectiviteId: string; slug: string; day: CalendarDate }

/** Asked again each time the tool asks: a right that has just been taken away is no longer told. */
export async function findIdentite(
  tx: Tx,
  { personneId, collectiviteId, slug, day }: Account,
): Promise<Identite | null> {
  const where = sql`d."personneId" = ${personneId}::uuid and d."collectiviteId" = ${collectiviteId}::uuid`
  const [row] = await tx.$queryRaw<Identite[]>(identites(where, day, slug))
  return row ?? null
}

/** In which of her collectivités a person may open this tool: for who comes from the tool itself. */
export const listIdentites = (
  tx: Tx,
  { personneId, collectivites, slug, day }: Omit<Account, "collectiviteId"> & { collectivites: readonly string[] },
): Promise<Identite[]> =>
  tx.$queryRaw<Identite[]>(
    identites(
      sql`d."personneId" = ${personneId}::uuid and d."collectiviteId" = any (${[...collectivites]}::uuid[])`,
      day,
      slug,
    ),
  )

/** Where a federated tool begins a sign-in; null when it signs people in by itself. */
export async function findInitiation(tx: Tx, slug: string): Promise<string | null> {
  const row = await tx.module.findFirst({
    where: { connexion: "federee", service: { slug } },
    select: { initiation: true },
  })
  return row?.initiation ?? null
}
