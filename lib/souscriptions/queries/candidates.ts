import type { Tx } from "@/lib/access/door.ts"
import { checkConditions } from "@/lib/catalogue/rules/conditions.ts"
import type { Maturite, ServiceEtat, TarifMode } from "@/lib/catalogue/types.ts"
import { POPULATION_CODE } from "@/lib/collectivites/queries/population.ts"
import type { AdhesionStatut, CollectiviteType } from "@/lib/collectivites/types.ts"
import { type CalendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { sentence } from "@/lib/platform/result.ts"
import { checkEligible } from "../rules/life.ts"
import { SOUSCRIPTION_REFUSALS } from "../types.ts"
import type { PopulationRef } from "./facturation.ts"

export type Candidate = {
  collectiviteId: string
  publicId: string
  nom: string
  type: CollectiviteType
  habitants: number | null
  /** Why it may not ask for the service, in words; null where it may. */
  refus: string | null
}

type Row = Omit<Candidate, "refus"> & { statut: AdhesionStatut; manquants: string[]; choisie: boolean }
type Service = {
  id: string
  etat: ServiceEtat
  maturite: Maturite
  mode: TarifMode
  types: CollectiviteType[]
  populationMin: number | null
  populationMax: number | null
  capacite: number | null
}

/** Every member of that day with what `findEligibility` would answer it, in one reading: staff ask it of all at once. */
export async function listCandidates(
  tx: Tx,
  service: Service,
  population: PopulationRef,
  day: CalendarDate,
): Promise<Candidate[]> {
  const date = toDatabase(day)
  const rows = await tx.$queryRaw<Row[]>`
    select c.id as "collectiviteId", c."publicId", c.nom, c.type, a.statut, p.habitants,
      array(select r.nom from service_prerequis q join service r on r.id = q."requisId"
        where q."serviceId" = ${service.id}::uuid and not exists (select from souscription s
          where s."collectiviteId" = c.id and s."serviceId" = r.id and s.etat = 'en_service') order by r.nom) as manquants,
      exists (select from experimentation_membre m join experimentation e on e.id = m."experimentationId"
        where m."collectiviteId" = c.id and e."serviceId" = ${service.id}::uuid and ${date}::date between e.depuis and e.jusqua) as choisie
    from adhesion a join collectivite c on c.id = a."collectiviteId"
    left join population p on p.code = ${POPULATION_CODE} and c.type in ('commune', 'epci')
      and p.genre = ${population.genre}::population_genre and p.millesime = ${population.millesime}::int
    where a.statut = 'adherent' and daterange(a.depuis, a.jusqua) @> ${date}::date`
  const [places] = await tx.$queryRaw<{ prises: number }[]>`select portail_places_prises(${service.id}::uuid) as prises`
  const placesPrises = places?.prises ?? 0
  return rows.map(({ statut, manquants, choisie, ...row }) => {
    const eligible = checkEligible({ service, type: row.type, statut })
    const met = eligible.ok
      ? checkConditions(service, {
          ...{ habitants: row.habitants, placesPrises, servie: false },
          prerequis: manquants.map((nom) => ({ nom, slug: "", enService: false })),
          experimentation: choisie ? { jusqua: day } : null,
        })
      : eligible
    return { ...row, refus: met.ok ? null : sentence(SOUSCRIPTION_REFUSALS[met.refusal], met.details) }
  })
}
