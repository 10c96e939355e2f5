import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { shareJustificatif } from "@/lib/cotisations/commands/justificatifs.ts"
import { listElementsOfPartages } from "@/lib/cotisations/queries/elements.ts"
import { assemble, type Facture } from "@/lib/cotisations/rules/factures.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { openBordereau } from "@/lib/titres/commands/bordereau.ts"
import { type DraftLigne, type DraftTitre, insertTitres } from "@/lib/titres/commands/insert.ts"
import { takeNumbers } from "@/lib/titres/commands/numbers.ts"
import { findDebiteur } from "@/lib/titres/queries/projets.ts"
import { canalFor, computeEcheance } from "@/lib/titres/rules.ts"
import type { PartageRefusal } from "../types.ts"
import { isSubmitted } from "./decide.ts"
import { lockPartage } from "./prepare.ts"

const FONDEMENT =
  "Remboursement du coût d’un service partagé entre ses seuls utilisateurs (code général des collectivités territoriales, article L. 5721-9, et conventions)."

/** Titres of their own for the shares that have none: before the campaign of the year, or for those that it left out. */
export const issuePartage = (
  ctx: AgentContext,
  input: { partage: string },
): Promise<Result<{ id: string }, PartageRefusal>> =>
  write(
    ctx,
    "partages.issue",
    async (tx) => {
      const locked = await lockPartage(tx, input.partage, ["valide"])
      if (!locked.ok) return locked
      if (await isSubmitted(tx, input.partage)) return refuse("dans-une-campagne")
      const { exercice, libelle, id, depenseId } = locked.value
      const elements = await listElementsOfPartages(tx, exercice, id)
      if (elements.length === 0) return refuse("rien-a-facturer")
      const factures = assemble(elements)
      const operateur = await tx.operateur.findFirstOrThrow({ omit: { logo: true } })
      const { budget, serie, premierBordereau: premier } = operateur
      const day = today()
      const key = { exercice: yearOf(day), budget, serie }
      const first = await takeNumbers(tx, key, factures.length, operateur.premierNumero)
      const bordereau = await openBordereau(tx, { exercice: key.exercice, budget, kind: "ordinaire", day, premier })
      const drafts: DraftTitre[] = []
      for (const [index, facture] of factures.entries()) {
        const debiteur = await findDebiteur(tx, facture.payeurId)
        drafts.push({
          ...key,
          ...{ collectiviteId: facture.payeurId, campagneId: null, correction: null, periode: null },
          ...{ numero: first + index, bordereau, objet: libelle, fondement: FONDEMENT },
          imputation: operateur.imputationServices,
          dateEmission: day,
          echeance: computeEcheance(day, operateur.delaiPaiement),
          canal: canalFor(debiteur, operateur.canalParDefaut),
          debiteur,
          numeroEngagement: facture.numeroEngagement,
          codeService: facture.codeService,
          emisParId: ctx.who.personneId,
          lignes: lignesOf(facture),
        })
      }
      const inserted = await insertTitres(tx, drafts)
      const titres = inserted.map(({ collectiviteId, id: titreId }) => ({ collectiviteId, titreId }))
      await tx.$executeRaw`
        update partage_part p set "titreRef" = t."titreId"
        from jsonb_to_recordset(${JSON.stringify(titres)}::jsonb) as t("collectiviteId" uuid, "titreId" uuid)
        where p."partageId" = ${id}::uuid and p."payeurId" = t."collectiviteId" and p.montant > 0 and p."titreRef" is null`
      await tx.partage.update({ where: { id }, data: { etat: "facture" } })
      if (depenseId)
        await shareJustificatif(
          tx,
          { depenseId, partageId: id },
          factures.map(({ payeurId }) => payeurId),
        )
      await tx.journal("partage.issued", { objet: `partage/${id}`, apres: { titres: inserted.length, bordereau } })
      return ok({ id })
    },
    { timeoutMs: 60_000 },
  )

function lignesOf({ details }: Facture): readonly [DraftLigne, ...DraftLigne[]] {
  const [first, ...rest] = details.map(
    ({ payeurId: _, numeroEngagement: __, codeService: ___, ...detail }): DraftLigne => detail,
  )
  if (!first) throw new Error("nothing to bill")
  return [first, ...rest]
}
