import type { Tx } from "@/lib/access/door.ts"
import type { TarifMode } from "@/lib/catalogue/types.ts"
import { type CalendarDate, dayInParis, latest } from "@/lib/platform/dates.ts"
import { sql } from "@/lib/platform/db.ts"
import { isSurDevis } from "../rules/devis.ts"
import type { Attente, Avancement, Changement } from "../rules/etapes.ts"
import type { DevisPropose, Prix, SouscriptionEtat } from "../types.ts"

export type AvancementRow = Avancement & {
  collectiviteId: string
  id: string
  publicId: string
  collectivite: string
  service: string
}

type Quote = Pick<DevisPropose, "etat" | "optionId" | "valableJusquau"> & { decideLe: CalendarDate | null }
type Change = Omit<Changement, "demandeLe" | "approuveeLe"> & { demandeLe: string; decideLe: string | null }
type Raw = Omit<AvancementRow, "demandeLe" | "approuveeLe" | "attentes" | "changements"> & {
  demandeLe: Date
  decideLe: Date | null
  mode: TarifMode
  prix: Prix | null
  etat: SouscriptionEtat
  options: { id: string; nom: string; prix: boolean }[]
  devis: Quote[]
  changements: Change[]
}

const MOST = 2000

/** Of a souscription `s`: what was asked for and waits, then the amendments that wait for their signatures. */
const CHANGEMENTS = sql`coalesce((select json_agg(x order by x."demandeLe", x.id) from (
    select d.id, d.etat::text, true as demande, d."demandeLe", d."decideLe",
      d.etat = 'a_approuver' or d."decideParId" is not null as approbation, null::json as acte
    from avenant_demande d where d."collectiviteId" = s."collectiviteId" and d."souscriptionId" = s.id
      and d.etat in ('a_approuver', 'demandee')
    union all
    select coalesce(d.id, n.id), 'etablie', d.id is not null, coalesce(d."demandeLe", n."creeLe"), d."decideLe",
      d."decideParId" is not null, case when a.id is not null then json_build_object('etat', a.etat, 'aSignerAvant', a."aSignerAvant"::text) end
    from avenant n left join avenant_demande d on d."collectiviteId" = n."collectiviteId" and d."avenantId" = n.id
    left join acte a on a."collectiviteId" = n."collectiviteId" and a.id = n."acteId"
    where n."collectiviteId" = s."collectiviteId" and n."souscriptionId" = s.id and n.etat = 'a_signer') x), '[]')`

/** Where each souscription on its way stands; of one collectivité, of one souscription, or of all, the oldest first. */
export async function listAvancements(
  tx: Tx,
  { collectiviteId = null, id = null }: { collectiviteId?: string | null; id?: string | null } = {},
): Promise<AvancementRow[]> {
  const moving = sql`(s.etat in ('a_approuver', 'approuvee') or (s.etat = 'en_service' and (exists (
      select from souscription_option o where o."collectiviteId" = s."collectiviteId" and o."souscriptionId" = s.id
        and o."prixUnitaire" is null and o.jusqua is null)
    or exists (select from avenant_demande d where d."collectiviteId" = s."collectiviteId" and d."souscriptionId" = s.id
      and d.etat in ('a_approuver', 'demandee'))
    or exists (select from avenant n where n."collectiviteId" = s."collectiviteId" and n."souscriptionId" = s.id
      and n.etat = 'a_signer'))))`
  const rows = await tx.$queryRaw<Raw[]>`
    select s."collectiviteId", s.id, c."publicId", c.nom as collectivite, v.nom as service, v.mode, v."exigeConvention", s.etat, s."demandeLe",
      s."decideLe", s."dateSouhaitee"::text as "dateSouhaitee",
      case when s."prixUnitaire" is not null then json_build_object('prixUnitaire', s."prixUnitaire"::text) end as prix,
      coalesce((select f.etat = 'a_approuver' from souscription_suivi f where f."collectiviteId" = s."collectiviteId"
        and f."souscriptionId" = s.id order by f.le, f.id limit 1), false) as approbation,
      case when a.id is not null then json_build_object('etat', a.etat, 'aSignerAvant', a."aSignerAvant"::text) end as convention,
      (select count(*)::int from souscription_tache t where t."collectiviteId" = s."collectiviteId" and t."souscriptionId" = s.id
        and t."faiteLe" is null) as restantes,
      coalesce((select json_agg(json_build_object('id', o.id, 'nom', o.nom, 'prix', o."prixUnitaire" is not null) order by o.id)
        from souscription_option o where o."collectiviteId" = s."collectiviteId" and o."souscriptionId" = s.id and o.jusqua is null), '[]') as options,
      coalesce((select json_agg(json_build_object('etat', d.etat, 'optionId', d."optionId", 'valableJusquau', d."valableJusquau"::text,
          'decideLe', (d."decideLe" at time zone 'Europe/Paris')::date::text) order by d.rang)
        from devis d where d."collectiviteId" = s."collectiviteId" and d."souscriptionId" = s.id), '[]') as devis,
      ${CHANGEMENTS} as changements
    from souscription s join collectivite c on c.id = s."collectiviteId" join service v on v.id = s."serviceId"
    left join acte a on a."collectiviteId" = s."collectiviteId" and a.id = s."conventionId"
    where (${collectiviteId}::uuid is null or s."collectiviteId" = ${collectiviteId}::uuid)
      and (s.id = ${id}::uuid or (${id}::uuid is null and ${moving}))
    order by s."demandeLe", s.id limit ${MOST}::int`
  return rows.map(avancementOf)
}

function avancementOf({ demandeLe, decideLe, options, devis, mode, prix, changements, ...row }: Raw): AvancementRow {
  const asked = dayInParis(demandeLe)
  const of = (optionId: string | null) => devis.filter((one) => one.optionId === optionId)
  const quoted = isSurDevis({ mode, prix }) || of(null).length > 0
  return {
    ...row,
    demandeLe: asked,
    approuveeLe: decideLe ? dayInParis(decideLe) : asked,
    attentes: [
      ...(quoted ? [attenteOf("service", null, of(null), asked)] : []),
      ...options.flatMap(({ id, nom, prix: known }) =>
        known && of(id).length === 0 ? [] : [attenteOf(id, nom, of(id), asked)],
      ),
    ],
    changements: changements.map(changementOf),
  }
}

function changementOf({ demandeLe, decideLe, ...change }: Change): Changement {
  const asked = dayInParis(new Date(demandeLe))
  return { ...change, demandeLe: asked, approuveeLe: decideLe ? dayInParis(new Date(decideLe)) : asked }
}

/** A quote refused, lapsed or withdrawn: another is owed from that day. */
function attenteOf(cle: string, option: string | null, devis: readonly Quote[], asked: CalendarDate): Attente {
  const over = devis
    .filter(({ etat }) => etat === "refuse" || etat === "echu")
    .map(({ decideLe, valableJusquau }) => decideLe ?? valableJusquau)
  return {
    ...{ cle, option },
    depuis: over.reduce(latest, asked),
    propose: devis.find(({ etat }) => etat === "propose")?.valableJusquau ?? null,
    accepte: devis.some(({ etat }) => etat === "accepte"),
  }
}
