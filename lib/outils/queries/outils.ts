import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { listMemberSouscriptions } from "@/lib/souscriptions/queries/member.ts"
import { currentOf } from "@/lib/souscriptions/rules/life.ts"
import type { Outil } from "../types.ts"

/** The tools of the pack for one collectivité, in the order of the catalogue. */
export async function listOutils(tx: Tx, collectiviteId: string, now: Date): Promise<Outil[]> {
  const rows = await tx.module.findMany({
    where: { service: { etat: "publie" } },
    orderBy: { service: { rang: "asc" } },
    include: {
      service: {
        select: {
          ...{ id: true, slug: true, nom: true },
          maintenances: { where: { annulee: false, fin: { gte: now } }, orderBy: { debut: "asc" } },
          moduleAcces: { where: { collectiviteId } },
        },
      },
    },
  })
  const current = currentOf(await listMemberSouscriptions(tx, collectiviteId))
  return rows.map(({ service, aQuoiSert, adresse, tutoriel, contact, perturbation }) => {
    const [acces] = service.moduleAcces
    const mine = current.get(service.id)
    return {
      ...{ slug: service.slug, nom: service.nom, aQuoiSert, adresse, tutoriel, contact, perturbation },
      souscription: mine ? { id: mine.id, etat: mine.etat } : null,
      acces: acces
        ? {
            ...{ comptes: acces.comptes, identifiant: acces.identifiant },
            certificatJusqua: acces.certificatJusqua && fromDatabase(acces.certificatJusqua),
            dernierUsageLe: acces.dernierUsageLe && fromDatabase(acces.dernierUsageLe),
          }
        : null,
      arrets: service.maintenances.map(({ id, debut, fin, objet }) => ({ id, debut, fin, objet })),
    }
  })
}

export type ModuleRow = {
  slug: string
  nom: string
  enService: number
  utilise: number
  certificats: number
  perturbation: string | null
  prochainArret: Date | null
}

/** Each tool over all members: who has it, who uses it, whose certificate ends within two months. */
export const listModules = (tx: Tx): Promise<ModuleRow[]> =>
  tx.$queryRaw<ModuleRow[]>`
    select s.slug, s.nom, m.perturbation,
      (select count(distinct o."collectiviteId")::int from souscription o where o."serviceId" = s.id and o.etat = 'en_service') as "enService",
      (select count(*)::int from module_acces a where a."serviceId" = s.id and a."dernierUsageLe" is not null) as utilise,
      (select count(*)::int from module_acces a where a."serviceId" = s.id and a."certificatJusqua" <= (now() at time zone 'Europe/Paris')::date + 60) as certificats,
      (select min(debut) from maintenance x where x."serviceId" = s.id and not x.annulee and x.fin > now()) as "prochainArret"
    from module m join service s on s.id = m."serviceId" order by s.rang, s.nom`

/** One tool for the staff, with its stops and the certificates that end soon. */
export async function findModule(tx: Tx, slug: string) {
  const service = await tx.service.findUnique({
    where: { slug },
    select: { id: true, nom: true, module: true, maintenances: { orderBy: { debut: "desc" }, take: 20 } },
  })
  if (!service?.module) return null
  const certificats = await tx.$queryRaw<{ nom: string; publicId: string; jusqua: string }[]>`
    select c.nom, c."publicId", a."certificatJusqua"::text as jusqua from module_acces a join collectivite c on c.id = a."collectiviteId"
    where a."serviceId" = ${service.id}::uuid and a."certificatJusqua" <= (now() at time zone 'Europe/Paris')::date + 60 order by a."certificatJusqua", c.nom limit 50`
  return { nom: service.nom, module: service.module, maintenances: service.maintenances, certificats }
}
