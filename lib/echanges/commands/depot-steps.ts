import { systeme } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { waitSeconds } from "../rules.ts"
import type { DepotEtat } from "../types.ts"

export type DepotKey = { collectiviteId: string; id: string }
export type ClaimedDepot = DepotKey & {
  titreId: string
  etat: DepotEtat
  essais: number
  nomFichier: string
  numeroFlux: string | null
}

const JOB = systeme("echanges.deposit", "operateur")

/** The next deposit in one of these states whose time has come, locked until the transaction ends. */
export async function claimDepot(tx: Tx, etats: readonly DepotEtat[]): Promise<ClaimedDepot | null> {
  const [row] = await tx.$queryRaw<ClaimedDepot[]>`
    select "collectiviteId", id, "titreId", etat, essais::int, "nomFichier", "numeroFlux" from depot
    where etat::text = any(${[...etats]}::text[]) and "prochainEssaiLe" <= now()
    order by "prochainEssaiLe" limit 1 for update skip locked`
  return row ?? null
}

export type DepotChange = {
  etat: DepotEtat
  message?: string | null
  numeroFlux?: string
  /** Seconds until it is looked at again. */
  wait?: number
  /** The tries start again from none. */
  settled?: true
}

/** State, follow-up and what it means for the titre, together. */
export async function changeDepot(tx: WriteTx, depot: ClaimedDepot, change: DepotChange): Promise<void> {
  const { etat, message = null, numeroFlux, wait = 0, settled = false } = change
  await tx.$executeRaw`
    update depot set etat = ${etat}::depot_etat, message = ${message}, "numeroFlux" = coalesce(${numeroFlux ?? null}::text, "numeroFlux"),
      "deposeLe" = case when ${etat} = 'depose' then now() else "deposeLe" end,
      essais = case when ${settled} then 0 else essais end, "prochainEssaiLe" = now() + make_interval(secs => ${wait}::int)
    where "collectiviteId" = ${depot.collectiviteId}::uuid and id = ${depot.id}::uuid`
  if (etat === depot.etat && !message) return
  const { collectiviteId, id: depotId } = depot
  await tx.depotSuivi.create({ data: { collectiviteId, depotId, etat, message }, select: { id: true } })
  if (etat === "depose") await followTitre(tx, depot, "transmis", ["emis", "rejete"], depot.nomFichier)
  if (etat === "rejete") await followTitre(tx, depot, "rejete", ["transmis"], message)
}

const followTitre = (
  tx: WriteTx,
  { collectiviteId, titreId }: ClaimedDepot,
  etat: "transmis" | "rejete",
  from: readonly string[],
  note: string | null,
) => tx.$executeRaw`
  insert into titre_suivi ("collectiviteId", "titreId", etat, note)
  select ${collectiviteId}::uuid, ${titreId}::uuid, ${etat}::titre_suivi_etat, ${note}
  where (select etat::text from titre_suivi where "collectiviteId" = ${collectiviteId}::uuid and "titreId" = ${titreId}::uuid
    order by le desc, id desc limit 1) = any(${[...from]}::text[])`

/** Takes a deposit under a lease, in a transaction of its own: whoever dies after it leaves a state that tells what may have left. */
export const takeDepot = (
  etats: readonly DepotEtat[],
  lease: number,
  become?: DepotEtat,
): Promise<Result<ClaimedDepot, "rien">> =>
  write(JOB, "depots.transmit", async (tx) => {
    const depot = await claimDepot(tx, etats)
    if (!depot) return refuse("rien")
    const essais = depot.essais + 1
    await tx.$executeRaw`
      update depot set essais = ${essais}::int, "prochainEssaiLe" = now() + make_interval(secs => ${lease}::int)
      where "collectiviteId" = ${depot.collectiviteId}::uuid and id = ${depot.id}::uuid`
    if (become && become !== depot.etat) await changeDepot(tx, depot, { etat: become, wait: lease })
    await tx.journal("depot.taken", about(depot, { etat: depot.etat, essais }))
    return ok({ ...depot, essais })
  })

/** Writes what came of it, if the deposit is still this worker's: a lease that ended gave it to another. */
export const settleDepot = (depot: ClaimedDepot, change: DepotChange): Promise<Result<void, "rien">> =>
  write(JOB, "depots.transmit", async (tx) => {
    const current = await lockMine(tx, depot)
    if (!current) return refuse("rien")
    await changeDepot(tx, { ...depot, etat: current }, change)
    await tx.journal(`depot.${change.etat}`, about(depot, { message: change.message ?? null }))
    return ok(undefined)
  })

/** Just before the file leaves: the lease again, or nothing when another has it by now. */
export const renewLease = (depot: ClaimedDepot, seconds: number): Promise<Result<void, "rien">> =>
  write(JOB, "depots.transmit", async (tx) => {
    if (!(await lockMine(tx, depot))) return refuse("rien")
    await tx.$executeRaw`
      update depot set "prochainEssaiLe" = now() + make_interval(secs => ${seconds}::int)
      where "collectiviteId" = ${depot.collectiviteId}::uuid and id = ${depot.id}::uuid`
    await tx.journal("depot.sending", about(depot, { nomFichier: depot.nomFichier }))
    return ok(undefined)
  })

async function lockMine(tx: Tx, { collectiviteId, id, essais }: ClaimedDepot): Promise<DepotEtat | null> {
  const [row] = await tx.$queryRaw<{ etat: DepotEtat }[]>`
    select etat from depot where "collectiviteId" = ${collectiviteId}::uuid and id = ${id}::uuid and essais = ${essais}::int
    for update`
  return row?.etat ?? null
}

const about = ({ collectiviteId, id }: DepotKey, apres: Record<string, string | number | null>) => ({
  concerneId: collectiviteId,
  objet: `depot/${id}`,
  apres,
})

export const retryAfter = ({ essais }: ClaimedDepot): number => waitSeconds(essais)
