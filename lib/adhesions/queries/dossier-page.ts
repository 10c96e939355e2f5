import type { Tx } from "@/lib/access/door.ts"
import type { CalendarDate } from "@/lib/platform/dates.ts"
import { listMandats } from "@/lib/signatures/queries/mandats.ts"
import { isHolding } from "@/lib/signatures/rules.ts"
import { manquesOf } from "../rules/life.ts"
import type { DossierEtat } from "../types.ts"
import { findAnnuelle, findBody, findDossierOfAnyone, listDossierSuivis } from "./dossiers.ts"
import { listDossiersEnCours } from "./etapes.ts"

export type DossierPage = NonNullable<Awaited<ReturnType<typeof findDossierPage>>>

/** All that the page of one membership shows; null for an unknown one. */
export async function findDossierPage(tx: Tx, id: string, day: CalendarDate) {
  const dossier = await findDossierOfAnyone(tx, id)
  if (!dossier) return null
  const { collectiviteId } = dossier
  const [enCours] = await listDossiersEnCours(tx, id)
  if (!enCours) return null
  const body = await findBody(tx, collectiviteId)
  const annuelle = await findAnnuelle(tx, body, dossier.dateEffet ?? day)
  const all = await listMandats(tx, collectiviteId)
  const named = all.find((mandat) => mandat.id === dossier.representantId)
  return {
    dossier,
    enCours,
    body,
    mandats: all.filter((mandat) => mandat.genre === "mandat" && isHolding(mandat, day)),
    representant: named ? `${named.nom}, ${named.fonction}` : null,
    manques: manquesOf({ ...dossier, cotisationConnue: annuelle.montant !== null }),
    suivis: await listDossierSuivis(tx, collectiviteId, id),
  }
}

export type OpenDossier = { id: string; nom: string; etat: DossierEtat; dernier: string; depuis: Date }

/** Memberships on their way, in or out, those that moved least recently first. */
export const listOpenDossiers = (tx: Tx, limit: number): Promise<OpenDossier[]> =>
  tx.$queryRaw<OpenDossier[]>`
    select d.id, c.nom, d.etat, s.fait as dernier, s.le as depuis
    from dossier_adhesion d join collectivite c on c.id = d."collectiviteId",
      lateral (select fait, le from dossier_adhesion_suivi s where s."collectiviteId" = d."collectiviteId"
        and s."dossierAdhesionId" = d.id order by le desc, id desc limit 1) s
    where d.etat in ('en_preparation', 'en_signature', 'conclu', 'retrait_demande') order by s.le limit ${limit}::int`
