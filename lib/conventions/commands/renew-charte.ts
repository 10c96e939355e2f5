import type { WriteTx } from "@/lib/access/door.ts"
import { findAnnuelle, findBody } from "@/lib/adhesions/queries/dossiers.ts"
import { findVersionEnVigueur } from "@/lib/catalogue/queries/versions.ts"
import { basesLiquidation } from "@/lib/cotisations/rules.ts"
import { fromDatabase, today } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import { annexesOf, versionWords } from "../rules.ts"
import { ACTE_LABELS, type ActeRefusal } from "../types.ts"
import { createActe } from "./create.ts"
import { findRepresentant } from "./prepare-convention.ts"

type Line = { collectiviteId: string; id: string; creeParId: string }

/** The charte of who is a member already, with the catalogue in force: it confirms the membership, which goes on as it is. */
export async function renewCharte(
  tx: WriteTx,
  { collectiviteId, id, creeParId }: Line,
): Promise<Result<{ acte: string }, ActeRefusal>> {
  const day = today()
  const catalogue = await findVersionEnVigueur(tx, day)
  if (!catalogue) return refuse("catalogue-absent")
  const adhesion = await tx.adhesion.findFirst({ where: { collectiviteId, statut: "adherent", jusqua: null } })
  if (!adhesion) return refuse("plus-adherente")
  // A row tried again after a later launch finds what that one wrote: nobody signs two chartes.
  const waiting = await tx.acte.findFirst({
    where: { collectiviteId, genre: "charte", etat: { in: ["a_generer", "a_signer", "au_parapheur", "signe"] } },
    select: { etat: true },
  })
  if (waiting) return refuse("charte-en-cours", { etat: ACTE_LABELS[waiting.etat] })
  const dossier = await tx.dossierAdhesion.findFirst({
    where: { collectiviteId, etat: { notIn: ["termine", "abandonne"] } },
    select: { deliberationNumero: true, deliberationLe: true },
  })
  const body = await findBody(tx, collectiviteId)
  const { montant, regle, ...base } = await findAnnuelle(tx, body, day)
  if (montant === null || !regle) return refuse("cotisation-inconnue")
  const depuis = formatDay(fromDatabase(adhesion.depuis))
  const deliberation =
    dossier?.deliberationNumero && dossier.deliberationLe
      ? `n° ${dossier.deliberationNumero} du ${formatDay(fromDatabase(dossier.deliberationLe))}`
      : "prise avant l’ouverture du portail"
  const representant = await findRepresentant(tx, collectiviteId)
  return createActe(tx, {
    ...{ collectiviteId, creeParId, representant },
    genre: "charte",
    objetId: id,
    sousTitre: body.nom,
    faits: [
      ["Adhérente depuis le", depuis],
      ["Délibération d’adhésion", deliberation],
      ["Signataire", representant],
      ["Cotisation annuelle", basesLiquidation(regle, { ...base, montant })],
      ["Catalogue annexé", versionWords(catalogue)],
    ],
    valeurs: { deliberation, dateEffet: depuis, cotisation: formatAmount(montant), signataire: representant },
    annexes: annexesOf(catalogue),
  })
}
