import { systeme } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { depotFileName } from "../rules.ts"

const AT_ONCE = 200

/**
 * One deposit for each titre of that channel whose document is stored; a second one is impossible (key). It follows from the
 * tables alone, so nothing is lost when a process dies between the issue and the deposit.
 */
export const openDepots = (): Promise<Result<{ depots: number }, "rien">> =>
  write(systeme("echanges.open-depots", "operateur"), "depots.transmit", async (tx) => {
    const { siren, siret } = await tx.operateur.findFirstOrThrow({ select: { siren: true, siret: true } })
    const waiting = await tx.$queryRaw<{ collectiviteId: string; titreId: string; reference: string }[]>`
      select t."collectiviteId", t.id as "titreId", t.exercice || '-' || t.serie || '-' || t.numero as reference
      from titre t join document d on d."collectiviteId" = t."collectiviteId" and d.genre = 'titre' and d."objetId" = t.id
        and d.version = 1 and d.etat = 'disponible'
      where t.canal = 'depot' and not exists (select from depot e where e."collectiviteId" = t."collectiviteId" and e."titreId" = t.id)
      order by t."emisLe", t.numero limit ${AT_ONCE}::int`
    if (waiting.length === 0) return refuse("rien")
    const issuer = siren ?? siret?.slice(0, 9) ?? "sans-siren"
    const rows = waiting.map(({ reference, ...row }) => ({ ...row, nomFichier: depotFileName(issuer, reference) }))
    const depots = await tx.$executeRaw`
      with neufs as (
        insert into depot ("collectiviteId", "titreId", "nomFichier")
        select "collectiviteId", "titreId", "nomFichier" from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
          as r("collectiviteId" uuid, "titreId" uuid, "nomFichier" text)
        on conflict do nothing returning "collectiviteId", id
      )
      insert into depot_suivi ("collectiviteId", "depotId", etat) select "collectiviteId", id, 'a_deposer' from neufs`
    if (depots === 0) return refuse("rien")
    await tx.journal("depots.opened", { apres: { depots } })
    return ok({ depots })
  })
