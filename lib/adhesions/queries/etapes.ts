import type { Tx } from "@/lib/access/door.ts"
import type { Dossier } from "../rules/etapes.ts"

export type DossierEnCours = Dossier & { collectiviteId: string; id: string; publicId: string; collectivite: string }

const MOST = 1000

/** Where memberships on their way stand, or the one named, whatever its state. */
export const listDossiersEnCours = (tx: Tx, id: string | null = null): Promise<DossierEnCours[]> =>
  tx.$queryRaw<DossierEnCours[]>`
    select d."collectiviteId", d.id, c."publicId", c.nom as collectivite, d.etat, (d."creeLe" at time zone 'Europe/Paris')::date::text as "ouvertLe",
      d."deliberationNumero" is not null and d."deliberationDocumentId" is not null as deliberee,
      (select (max(s.le) at time zone 'Europe/Paris')::date::text from dossier_adhesion_suivi s
        where s."collectiviteId" = d."collectiviteId" and s."dossierAdhesionId" = d.id) as "bougeLe",
      d."representantId" is not null as representant, d."dateEffet"::text as "dateEffet", d."retraitEffetLe"::text as "retraitEffetLe",
      case when a.id is not null then json_build_object('etat', a.etat, 'aSignerAvant', a."aSignerAvant"::text) end as charte,
      d."titreId" is null and coalesce(d."montantPremiere", 0) > 0 as "premiereDue"
    from dossier_adhesion d join collectivite c on c.id = d."collectiviteId"
    left join acte a on a."collectiviteId" = d."collectiviteId" and a.id = d."acteId"
    where d.id = ${id}::uuid or (${id}::uuid is null and (d.etat in ('en_preparation', 'en_signature', 'conclu', 'retrait_demande')
      or (d.etat = 'en_vigueur' and d."titreId" is null and d."montantPremiere" > 0)))
    order by d."creeLe", d.id limit ${MOST}::int`

export type DemandeEnAttente = Pick<DossierEnCours, "collectiviteId" | "id" | "publicId" | "collectivite"> & {
  recueLe: Date
}

/** Requests that nobody answered, the oldest first. */
export const listDemandesEnAttente = (tx: Tx): Promise<DemandeEnAttente[]> =>
  tx.$queryRaw<DemandeEnAttente[]>`
    select d."collectiviteId", d.id, c."publicId", c.nom as collectivite, d."recueLe" from demande_adhesion d join collectivite c on c.id = d."collectiviteId"
    where d.etat in ('recue', 'en_cours') order by d."recueLe", d.id limit ${MOST}::int`
