import type { Tx } from "@/lib/access/door.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { CONTROLE_GENRES, type ControleGenre, type MessagerieFile } from "../types.ts"

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
