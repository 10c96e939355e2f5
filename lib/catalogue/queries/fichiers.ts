import type { Tx } from "@/lib/access/door.ts"
import type { StoredDocument } from "@/lib/documents/queries/stored.ts"
import { type CalendarDate, fromDatabase } from "@/lib/platform/dates.ts"

export type FichierVersion = {
  id: string
  version: number
  nom: string
  taille: number
  empreinte: string
  dateLe: CalendarDate
  deposeLe: Date
}

/** A page elsewhere, or a file that the portal keeps; one of the two. */
export type ServiceDocument = { id: string; titre: string; adresse: string | null; fichier: FichierVersion | null }

/** What there is to read about one service today, in its order: the last version of each file. */
export async function listServiceDocuments(tx: Tx, serviceId: string): Promise<ServiceDocument[]> {
  const rows = await tx.serviceDocument.findMany({
    where: { serviceId, retireLe: null },
    orderBy: { rang: "asc" },
    include: { fichiers: { orderBy: { version: "desc" }, take: 1, omit: { cleEnveloppee: true } } },
  })
  return rows.map(({ id, titre, adresse, fichiers }) => ({
    ...{ id, titre, adresse },
    fichier: fichiers.map(versionOf)[0] ?? null,
  }))
}

/** All versions of one file, for the staff, newest first; null for a link or for what is not of this service. */
export async function findServiceDocument(tx: Tx, serviceId: string, id: string) {
  const row = await tx.serviceDocument.findFirst({
    where: { id, serviceId, adresse: null },
    include: { fichiers: { orderBy: { version: "desc" }, omit: { cleEnveloppee: true } } },
  })
  return row && { id, titre: row.titre, retire: row.retireLe !== null, versions: row.fichiers.map(versionOf) }
}

type Row = Omit<FichierVersion, "dateLe"> & { dateLe: Date }

const versionOf = ({ id, version, nom, taille, empreinte, dateLe, deposeLe }: Row): FichierVersion => ({
  ...{ id, version, nom, taille, empreinte, deposeLe },
  dateLe: fromDatabase(dateLe),
})

/**
 * The bytes of one version for whoever may see its service: all of them for staff; for the others, what a published service shows
 * today, what a published version of the catalogue annexed, or what belongs to a service they use. Null otherwise, as for none.
 */
export async function findFichier(tx: Tx, id: string, { staff }: { staff: boolean }): Promise<StoredDocument | null> {
  const [row] = await tx.$queryRaw<StoredDocument[]>`
    select f.nom, f."mediaType", f.empreinte, f.adresse, f."cleEnveloppee" from service_fichier f
    join service_document d on d.id = f."documentId" join service s on s.id = d."serviceId"
    where f.id = ${id}::uuid and (${staff}::boolean
      or (d."retireLe" is null and (s.etat = 'publie' or exists (select from souscription o where o."serviceId" = s.id and o.etat = 'en_service'))
        and not exists (select from service_fichier n where n."documentId" = d.id and n.version > f.version))
      or exists (select from catalogue_version_service v join catalogue_version c on c.id = v."versionId" and c.etat = 'publiee'
        where v.slug = s.slug and v.contenu->'documents' @> jsonb_build_array(jsonb_build_object('empreinte', f.empreinte))))`
  return row ?? null
}
