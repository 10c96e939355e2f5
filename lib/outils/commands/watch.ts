import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { notify } from "@/lib/notifications/commands/notify.ts"
import { dayInParis } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { FIN_LABELS } from "../types.ts"

type Ended = {
  collectiviteId: string
  id: string
  personneId: string
  fin: "echeance" | "habilitation" | "service"
  nom: string
  publicId: string
  slug: string
  service: string
}

const BATCH = 50

/**
 * Rights that hold no more: their date has come, the person left the collectivité or her mandate ended, or the tool is no
 * longer in service. They already open nothing; here they end for good, so that coming back does not give them back.
 */
export const endDroits = (now: Date): Promise<Result<{ droits: number }, "rien">> =>
  write(systeme("outils.fins", "operateur"), "outils.end", async (tx) => {
    const day = dayInParis(now)
    const ended = await tx.$queryRaw<Ended[]>`
      with due as (
        select d."collectiviteId", d.id, (case when d.jusqua <= ${day}::date then 'echeance'
          when not portail_habilitee(d."collectiviteId", d."personneId", ${day}::date) then 'habilitation'
          else 'service' end)::droit_fin as fin
        from module_droit d
        where d.fin is null and (d.jusqua <= ${day}::date
          or not portail_habilitee(d."collectiviteId", d."personneId", ${day}::date)
          or not exists (select from souscription s where s."collectiviteId" = d."collectiviteId"
            and s."serviceId" = d."serviceId" and s.etat = 'en_service'))
          -- Those of a body that disappears today pass to who takes over first (commands/carry.ts).
          and not exists (select from succession x where x."predecesseurId" = d."collectiviteId" and x."acheveeLe" is null
            and x.le <= ${day}::date)
        order by d.id limit ${BATCH} for update of d skip locked)
      update module_droit d set fin = due.fin, "finiLe" = ${now}::timestamptz
      from due, collectivite c, service s
      where d."collectiviteId" = due."collectiviteId" and d.id = due.id and c.id = d."collectiviteId" and s.id = d."serviceId"
      returning d."collectiviteId", d.id, d."personneId", d.fin::text, c.nom, c."publicId", s.slug, s.nom as service`
    if (ended.length === 0) return refuse("rien")
    for (const one of ended) await tellOfEnd(tx, one)
    return ok({ droits: ended.length })
  })

/** Whom it was, and those who keep the accounts: the tool's own account is theirs to close. */
async function tellOfEnd(tx: WriteTx, { collectiviteId, id, personneId, fin, nom, publicId, slug, service }: Ended) {
  await tx.journal("outil.droit-fini", {
    ...{ concerneId: collectiviteId, objet: `module_droit/${id}`, apres: { service: slug, personneId, fin } },
  })
  const avis = { genre: "outil-acces-fin", collectiviteId, objetId: id } as const
  const lien = `/c/${publicId}/outils/${slug}`
  await notify(tx, {
    ...{ ...avis, lien, destinataires: [personneId] },
    titre: `${service} : votre accès a pris fin`,
    texte: `Vous n'ouvrez plus cet outil pour ${nom} : ${FIN_LABELS[fin]}.`,
  })
  await notify(tx, {
    ...{ ...avis, lien, destinataires: "secretaires" },
    titre: `${service} : un accès a pris fin`,
    texte: `Motif : ${FIN_LABELS[fin]}. Faites aussi fermer le compte dans l'outil s'il y en a un.`,
  })
}
