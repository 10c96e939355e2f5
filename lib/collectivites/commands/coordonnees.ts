import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type Dossier, findDossier } from "../queries/dossier.ts"
import { checkIdentifiers } from "../rules.ts"
import type { CoordonneesInput } from "../schema.ts"
import type { CoordonneesRefusal } from "../types.ts"
import { askForCourriel } from "./courriel-officiel.ts"

type Saved = { toConfirm: boolean }

/** A member completes her own file; another official mailbox waits for the code that the present one receives. */
export const saveCoordonnees = (
  ctx: MembreContext,
  { version, courrielOfficiel, ...input }: CoordonneesInput,
): Promise<Result<Saved, CoordonneesRefusal>> =>
  write(ctx, "coordonnees.edit", async (tx) => {
    const { collectiviteId, publicId } = only(ctx)
    const file = await findDossier(tx, publicId)
    if (!file) return refuse("collectivite-inconnue")
    const { collectivite: _, ...coordonnees } = input
    const identifiers = checkIdentifiers(file.siren, { siren: null, siret: coordonnees.siret })
    if (!identifiers.ok) return identifiers
    const taken = await sirenOfAnother(tx, collectiviteId, file.siren, identifiers.value.siren)
    if (taken) return refuse("siren-pris", { nom: taken })

    const known = file.fiche.courrielOfficiel
    if (known && !courrielOfficiel) return refuse("courriel-retire")
    const toConfirm = known !== null && courrielOfficiel !== null && known !== courrielOfficiel
    const kept = { ...coordonnees, courrielOfficiel: known ?? courrielOfficiel }
    if (!(await store(tx, { collectiviteId, version, kept }))) return refuse("fiche-modifiee")
    if (toConfirm) {
      const asked = await askForCourriel(tx, ctx, { ancien: known, nouveau: courrielOfficiel })
      if (!asked.ok) return asked
    }
    await tx.journal("coordonnees.saved", {
      concerneId: collectiviteId,
      objet: `collectivite/${publicId}`,
      avant: file.fiche,
      apres: kept,
    })
    return ok({ toConfirm })
  })

/** A body without SIREN takes it from its SIRET when staff check the file: here it only must not be somebody else's. */
async function sirenOfAnother(tx: WriteTx, id: string, known: string | null, siren: string | null) {
  if (known || !siren) return null
  const other = await tx.collectivite.findUnique({ where: { siren }, select: { id: true, nom: true } })
  return other && other.id !== id ? other.nom : null
}

type Kept = Dossier["fiche"]

/** The state that was read is the state that is changed, in one statement: of two writers, the second is told. */
async function store(tx: WriteTx, row: { collectiviteId: string; version: string; kept: Kept }): Promise<boolean> {
  const { collectiviteId, version, kept } = row
  if (version === "") {
    const { count } = await tx.fiche.createMany({ data: [{ collectiviteId, ...kept }], skipDuplicates: true })
    return count === 1
  }
  const majLe = new Date(version)
  if (Number.isNaN(majLe.getTime())) return false
  const { count } = await tx.fiche.updateMany({
    where: { collectiviteId, majLe },
    data: { ...kept, majLe: new Date() },
  })
  return count === 1
}
