import type { Tx } from "@/lib/access/door.ts"
import { asJson } from "@/lib/platform/json.ts"
import type { Correction } from "../rules/corrections.ts"
import type { BalCorrectionEtat } from "../types.ts"

export type CorrectionRow = { id: string; etat: BalCorrectionEtat; choix: string | null; proposition: Correction }

/** Of the version in use; hundreds at most are shown, the file holds all that are accepted. */
export async function listCorrections(tx: Tx, collectiviteId: string, versionId: string): Promise<CorrectionRow[]> {
  const rows = await tx.balCorrection.findMany({
    where: { collectiviteId, versionId },
    select: { id: true, etat: true, choix: true, proposition: true },
    orderBy: { rang: "asc" },
    take: 500,
  })
  return rows.map((row) => ({ ...row, proposition: asJson<Correction>(row.proposition) }))
}

/** The bytes of the file behind a version, gzipped, and the corrections accepted on it. */
export async function findCorrectible(tx: Tx, collectiviteId: string, communeId: string) {
  const version = await tx.balVersion.findFirst({
    where: { collectiviteId, communeId, courante: true },
    select: {
      codeInsee: true,
      encodage: true,
      separateur: true,
      depot: { select: { fichierNom: true, fichiers: { select: { contenu: true } } } },
      corrections: { where: { etat: "acceptee" }, select: { choix: true, proposition: true } },
    },
  })
  const contenu = version?.depot.fichiers[0]?.contenu
  if (!version || !contenu) return null
  return {
    codeInsee: version.codeInsee,
    encodage: version.encodage,
    separateur: version.separateur,
    fichierNom: version.depot.fichierNom,
    contenu,
    corrections: version.corrections.map(({ choix, proposition }) => ({
      choix,
      proposition: asJson<Correction>(proposition),
    })),
  }
}

export type ExceptionRow = {
  id: string
  code: string
  adresse: string
  motif: string
  le: Date
  par: string | null
}

export async function listExceptions(tx: Tx, collectiviteId: string, communeId: string): Promise<ExceptionRow[]> {
  return tx.$queryRaw<ExceptionRow[]>`
    select e.id, e.code, e.adresse, e.motif, e.le, p.nom as par
    from bal_exception e left join personne p on p.id = e."parId"
    where e."collectiviteId" = ${collectiviteId}::uuid and e."communeId" = ${communeId}::uuid and e."leveeLe" is null
    order by e.le desc, e.id limit 500`
}
