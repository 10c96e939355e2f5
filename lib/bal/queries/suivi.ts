import type { Tx } from "@/lib/access/door.ts"
import type { BalSignalementEtat, SignalementGenre } from "../types.ts"

export const findSource = (tx: Tx, collectiviteId: string) => tx.balSource.findFirst({ where: { collectiviteId } })

/** A member's own problems, newest first, each with its follow-up. */
export const listSignalements = (tx: Tx, collectiviteId: string) =>
  tx.balSignalement.findMany({
    where: { collectiviteId },
    include: { suivis: { orderBy: [{ le: "desc" }, { id: "desc" }] } },
    orderBy: [{ declareLe: "desc" }, { id: "desc" }],
    take: 200,
  })

export type SignalementRow = {
  id: string
  collectivite: string
  publicId: string
  genre: SignalementGenre
  adresse: string
  etat: BalSignalementEtat
  reference: string | null
  declareLe: Date
  version: number
}

/** Those of all communes: open ones first, the oldest of them on top. */
export const listAllSignalements = (tx: Tx, etat?: BalSignalementEtat) =>
  tx.$queryRaw<SignalementRow[]>`
    select s.id, c.nom as collectivite, c."publicId", s.genre::text, s.adresse, s.etat::text, s.reference, s."declareLe", s.version
    from bal_signalement s join collectivite c on c.id = s."collectiviteId"
    where (${etat ?? null}::text is null or s.etat::text = ${etat ?? null})
    order by s.etat in ('resolu', 'sans_suite'), s."declareLe", s.id limit 500`

export async function findSignalement(tx: Tx, id: string) {
  const row = await tx.balSignalement.findFirst({
    where: { id },
    include: {
      collectivite: { select: { nom: true, publicId: true } },
      suivis: { orderBy: [{ le: "desc" }, { id: "desc" }] },
    },
  })
  return row
}
