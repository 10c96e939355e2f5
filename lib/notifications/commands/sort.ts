import { randomUUID } from "node:crypto"
import { systeme } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { choixOf } from "../rules.ts"
import { GENRES, isGenre } from "../types/genres.ts"
import type { Choix } from "../types.ts"

const BATCH = 500

/** Reads each person's choice for what is new: a mail at once, the digest, or the portal alone. */
export const sortNotifications = (): Promise<Result<{ triees: number }, "rien">> =>
  write(systeme("notifications.sort", "operateur"), "notifications.send", async (tx) => {
    const rows = await claim(tx)
    if (rows.length === 0) return refuse("rien")
    await giveToStaff(
      tx,
      rows.filter(({ personneId }) => personneId === null).map(({ id }) => id),
    )
    const sorted = rows.map((row) => ({ ...row, canal: canalOf(row) }))
    for (const canal of ["immediat", "resume", "portail"] as const) await store(tx, canal, sorted)
    await queueMails(
      tx,
      sorted.filter(({ canal }) => canal === "immediat"),
    )
    await tx.journal("notification.triees", { apres: { nombre: rows.length } })
    return ok({ triees: rows.length })
  })

type Row = {
  collectiviteId: string
  id: string
  personneId: string | null
  genre: string
  legale: boolean
  titre: string
  courriel: string | null
  collectivite: string
  choix: Choix | null
}

const claim = (tx: WriteTx): Promise<Row[]> => tx.$queryRaw<Row[]>`
  select n."collectiviteId", n.id, n."personneId", n.genre, n.legale, n.titre, c.nom as collectivite,
    case when p."desactiveeLe" is null then p.courriel end as courriel, f.choix
  from notification n join collectivite c on c.id = n."collectiviteId"
  left join personne p on p.id = n."personneId"
  left join preference_notification f on f."personneId" = n."personneId" and f.genre = n.genre
  where n.canal is null order by n."creeLe" limit ${BATCH} for update of n skip locked`

/** Nobody's row is only shared out; whose account is closed, or whose mail is made elsewhere, reads it in the portal. */
function canalOf({ personneId, courriel, genre, legale, choix }: Row): Choix {
  if (personneId === null || courriel === null) return "portail"
  const file = isGenre(genre) ? GENRES[genre] : null
  if (file && "courrielAilleurs" in file) return "portail"
  return choixOf(genre, legale, choix)
}

/** Each of today's staff gets her own row, except who acted. */
async function giveToStaff(tx: WriteTx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx.$executeRaw`
    insert into notification ("collectiviteId", "personneId", "auteurId", genre, "objetId", titre, texte, lien, legale, "creeLe")
    select n."collectiviteId", a."personneId", n."auteurId", n.genre, n."objetId", n.titre, n.texte, n.lien, n.legale, n."creeLe"
    from notification n, agent a
    where n.id = any(${ids}::uuid[]) and n."personneId" is null and a."personneId" is distinct from n."auteurId"
      and daterange(a.depuis, a.jusqua) @> (now() at time zone 'Europe/Paris')::date
    on conflict ("collectiviteId", genre, "objetId", "personneId") do nothing`
}

type Sorted = Row & { canal: Choix }

async function store(tx: WriteTx, canal: Choix, rows: readonly Sorted[]): Promise<void> {
  const ids = rows.filter((row) => row.canal === canal).map(({ id }) => id)
  if (ids.length > 0)
    await tx.$executeRaw`update notification set canal = ${canal}::notification_canal where id = any(${ids}::uuid[])`
}

async function queueMails(tx: WriteTx, rows: readonly Sorted[]): Promise<void> {
  await tx.courriel.createMany({
    data: rows.map(({ collectiviteId, id, courriel, collectivite, titre }) => ({
      collectiviteId,
      genre: "notification",
      objetId: id,
      destinataire: courriel ?? "",
      messageId: randomUUID(),
      sujet: `${collectivite} : ${titre}`,
    })),
    skipDuplicates: true,
  })
}
