import type { Tx } from "@/lib/access/door.ts"
import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import type { CertificatQuiFinit } from "../types.ts"

/** Days before the end of a certificate at which it is told, the first first. */
export async function findCertificatJours(tx: Tx): Promise<number[]> {
  const { certificatJours } = await tx.operateur.findFirstOrThrow({ select: { certificatJours: true } })
  return certificatJours
}

/**
 * Certificates of tools in service that have reached their first notice, the nearest end first. One is known by its access and its
 * last day: renewed, it is another. A rank of reminder begins at 1, so that of the day it is past.
 */
export const listCertificatsQuiFinissent = (
  tx: Tx,
  day: CalendarDate,
  alertes: readonly number[],
): Promise<CertificatQuiFinit[]> => tx.$queryRaw<CertificatQuiFinit[]>`
  select a."collectiviteId", c."publicId", c.nom as collectivite, s.slug, s.nom as outil, m.contact,
    nullif(t.nom, c.nom) as titulaire, a."certificatJusqua"::text as jusqua, x.id as "objetId",
    (select min(r.rang) - 1 from rappel r where r."collectiviteId" = a."collectiviteId" and r.genre = 'outil-certificat'
      and r."objetId" = x.id) as dernier
  from module_acces a
  cross join lateral (select md5(a.id::text || a."certificatJusqua"::text)::uuid as id) x
  join collectivite c on c.id = a."collectiviteId" join collectivite t on t.id = a."titulaireId"
  join service s on s.id = a."serviceId" join module m on m."serviceId" = s.id
  where a."closLe" is null and a."certificatJusqua" <= ${addDays(day, Math.max(0, ...alertes))}::date
    and exists (select from souscription o where o."collectiviteId" = a."collectiviteId" and o."serviceId" = a."serviceId"
      and o.etat = 'en_service')
  order by a."certificatJusqua", a.id`
