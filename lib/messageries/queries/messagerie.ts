import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { CONTROLE_GENRES, type ControleGenre, type MessagerieChoix, type MessagerieFile, OPEN_ETATS } from "../types.ts"

/** The secured mail of one souscription; null while nothing was chosen. */
export async function findMessagerie(
  tx: Tx,
  collectiviteId: string,
  souscriptionId: string,
): Promise<MessagerieFile | null> {
  const row = await tx.messagerie.findUnique({
    where: { collectiviteId_souscriptionId: { collectiviteId, souscriptionId } },
    include: {
      boites: { orderBy: { adresse: "asc" }, select: { id: true, adresse: true, genre: true, usage: true } },
      controles: true,
      etapes: { orderBy: { faiteLe: "asc" }, select: { code: true, faiteLe: true } },
    },
  })
  if (!row) return null
  const { mxAttendu: mx, spfAttendu: spf, dkimSelecteur, basculeLe, formationLe, controles, ...rest } = row
  return {
    ...rest,
    attendus: mx && spf && dkimSelecteur ? { mx, spf, dkimSelecteur } : null,
    basculeLe: basculeLe && fromDatabase(basculeLe),
    formationLe: formationLe && fromDatabase(formationLe),
    controles: CONTROLE_GENRES.flatMap((genre) =>
      controles
        .filter((one) => one.genre === genre)
        .map(({ etat, constate, controleLe }) => ({ genre: genre as ControleGenre, etat, constate, controleLe })),
    ),
  }
}

/** What the collectivité has or asks for, the one in service longest first. */
export async function listMessageries(tx: Tx, collectiviteId: string): Promise<MessagerieChoix[]> {
  const rows = await tx.souscription.findMany({
    where: { collectiviteId, service: { outil: "messagerie" }, etat: { in: [...OPEN_ETATS] } },
    orderBy: [{ enServiceLe: { sort: "asc", nulls: "last" } }, { id: "asc" }],
    select: { id: true, messageries: { select: { nom: true } } },
  })
  return rows.map(({ id, messageries }) => ({ souscriptionId: id, nom: messageries[0]?.nom ?? null }))
}

/** By identifier of the souscription alone: for the staff. */
export async function findMessagerieOfAnyone(tx: Tx, souscriptionId: string) {
  const row = await tx.souscription.findFirst({
    where: { id: souscriptionId, service: { outil: "messagerie" } },
    select: { collectiviteId: true, collectivite: { select: { nom: true, publicId: true } } },
  })
  return (
    row && { collectivite: row.collectivite, messagerie: await findMessagerie(tx, row.collectiviteId, souscriptionId) }
  )
}
