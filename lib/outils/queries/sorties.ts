import type { Tx } from "@/lib/access/door.ts"

/** Somebody left, and the tool never heard of it: she may still be in it. */
export type SortieTue = { id: string; qui: string; motif: "session" | "droit"; creeLe: Date; reponse: string | null }

const SHOWN = 50

/** The last first; `total` counts those that are not shown too. */
export async function listSortiesTues(tx: Tx, slug: string): Promise<{ sorties: SortieTue[]; total: number }> {
  const where = { service: { slug }, abandonneeLe: { not: null } }
  const rows = await tx.moduleSortie.findMany({ where, orderBy: { creeLe: "desc" }, take: SHOWN })
  const names = await namesOf(
    tx,
    rows.map(({ compte }) => compte),
  )
  const sorties = rows.map(({ id, compte, motif, creeLe, reponse }) => ({
    ...{ id, motif, creeLe, reponse, qui: names.get(compte) ?? "Compte effacé" },
  }))
  return { sorties, total: await tx.moduleSortie.count({ where }) }
}

/** Of accounts (`personne.collectivité`): who, and for whom. */
async function namesOf(tx: Tx, comptes: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx.$queryRaw<{ compte: string; qui: string }[]>`
    select a as compte, p.nom || ', ' || c.nom as qui from unnest(${[...comptes]}::text[]) a
    join personne p on p.id::text = split_part(a, '.', 1) join collectivite c on c.id::text = split_part(a, '.', 2)`
  return new Map(rows.map(({ compte, qui }) => [compte, qui]))
}

/** Of the tools that a session had opened, which are told that she left and which are hers to close. */
export async function listOuvertsAvant(tx: Tx, slugs: readonly string[]): Promise<{ nom: string; dit: boolean }[]> {
  const rows = await tx.module.findMany({
    where: { service: { slug: { in: [...slugs] } } },
    select: { connexion: true, deconnexion: true, service: { select: { nom: true } } },
    orderBy: { service: { rang: "asc" } },
  })
  return rows.map(({ connexion, deconnexion, service }) => ({
    nom: service.nom,
    dit: connexion === "federee" && deconnexion !== null,
  }))
}

/** Which tool has just been left, and where it may lead. */
export async function findSortie(tx: Tx, slug: string): Promise<{ nom: string; retoursSortie: string[] } | null> {
  const row = await tx.module.findFirst({
    where: { connexion: "federee", service: { slug } },
    select: { retoursSortie: true, service: { select: { nom: true } } },
  })
  return row && { nom: row.service.nom, retoursSortie: row.retoursSortie }
}
