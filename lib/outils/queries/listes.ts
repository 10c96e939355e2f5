import { z } from "zod"
import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import type { Ecartee } from "../rules/comptes.ts"
import { holds } from "./droits.ts"

const ecartees = z.array(z.object({ ligne: z.number(), raison: z.string(), texte: z.string() }))

export type Liste = {
  fichier: string
  recueLe: Date
  comptes: number
  collectivites: number
  ecartees: readonly Ecartee[]
}

/** The provider's last list of one tool, with the lines that were set aside. */
export async function findListe(tx: Tx, serviceId: string): Promise<Liste | null> {
  const row = await tx.moduleListe.findFirst({ where: { serviceId }, orderBy: { recueLe: "desc" } })
  return row && { ...row, ecartees: ecartees.parse(row.ecartees) }
}

export type AccesRow = {
  publicId: string
  nom: string
  nommes: number
  fournisseur: number | null
  /** Listed by the provider without a right here, and the other way round; null where no list was received. */
  sansDroit: number | null
  sansCompte: number | null
}

/** Each collectivité that has the tool: those where the two sides disagree first. */
export const listAcces = (tx: Tx, serviceId: string, day: CalendarDate): Promise<AccesRow[]> =>
  tx.$queryRaw<AccesRow[]>`
    with droit as (
      select d."collectiviteId", lower(p.courriel) as courriel from module_droit d join personne p on p.id = d."personneId"
      where d."serviceId" = ${serviceId}::uuid and ${holds(day)}
    ), place as (
      select c.id, c."publicId", c.nom, a.comptes as fournisseur, a."listeLe",
        (select count(*)::int from droit where droit."collectiviteId" = c.id) as nommes,
        (select count(*)::int from module_compte k where k."collectiviteId" = c.id and k."serviceId" = ${serviceId}::uuid
          and not exists (select from droit where droit."collectiviteId" = c.id and droit.courriel = k.courriel)) as en_trop,
        (select count(*)::int from droit where droit."collectiviteId" = c.id and not exists (select from module_compte k
          where k."collectiviteId" = c.id and k."serviceId" = ${serviceId}::uuid and k.courriel = droit.courriel)) as en_moins
      from collectivite c
      left join module_acces a on a."collectiviteId" = c.id and a."serviceId" = ${serviceId}::uuid
        and a."titulaireId" = c.id and a."closLe" is null
      where exists (select from souscription s where s."collectiviteId" = c.id and s."serviceId" = ${serviceId}::uuid and s.etat = 'en_service')
    )
    select "publicId", nom, nommes, fournisseur, (case when "listeLe" is not null then en_trop end) as "sansDroit",
      (case when "listeLe" is not null then en_moins end) as "sansCompte"
    from place order by ("listeLe" is not null and en_trop + en_moins > 0) desc, nommes > 0 desc, nom limit 500`
