import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { formatDecimal, formatRate } from "@/lib/platform/format.ts"
import { productOf } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findCollectiviteNamed, findDebiteur } from "../queries/projets.ts"
import { sumLignes, voletOf, withVat } from "../rules.ts"
import type { ProjetLigne, TitreInput, TitreLigneInput } from "../schema.ts"
import type { ProjetRefusal } from "../types.ts"
import { storedLignes } from "./propose-correction.ts"

/** A titre outside a campaign, for one debtor: its lines are priced and taxed now, its number comes when another person approves. */
export const proposeTitre = (
  ctx: AgentContext,
  input: TitreInput,
): Promise<Result<{ projet: string }, ProjetRefusal>> =>
  write(ctx, "titres.prepare", async (tx) => {
    const body = await findCollectiviteNamed(tx, input.debiteur)
    if (!body) return refuse("debiteur-inconnu")
    const categories = new Set(input.lignes.map(({ categorieTva }) => categorieTva))
    if (categories.has("O") && categories.size > 1) return refuse("lignes-mixtes")
    const services = await findServices(tx, input.lignes)
    const debiteur = await findDebiteur(tx, body.id)
    const priced = input.lignes.map((ligne) => {
      const montantHt = productOf(ligne.quantite, ligne.prixUnitaire)
      const computed = `${formatDecimal(ligne.quantite)} × ${formatRate(ligne.prixUnitaire)}`
      return {
        ...{ libelle: ligne.libelle, quantite: ligne.quantite, prixUnitaire: ligne.prixUnitaire, montantHt },
        ...{ categorieTva: ligne.categorieTva, tauxTva: ligne.tauxTva, acte: input.acte },
        bases: ligne.bases ? `${ligne.bases} : ${computed}` : computed,
        ...{ beneficiaireId: body.id, beneficiaireNom: debiteur.nom, rangCorrige: null, origine: null },
        serviceId: ligne.service && services.has(ligne.service) ? ligne.service : null,
        pilierId: (ligne.service && services.get(ligne.service)) ?? null,
        base: { mode: "unitaire", quantite: ligne.quantite, prixUnitaire: ligne.prixUnitaire },
      }
    })
    if (priced.some(({ montantHt }) => montantHt <= 0n)) return refuse("sans-ligne")
    const lignes: ProjetLigne[] = withVat(priced)
    const { ht, tva } = sumLignes(lignes)
    const volet = voletOf(lignes)
    const { approbationSecondePersonne, imputation, imputationServices } = await tx.operateur.findFirstOrThrow({
      select: { approbationSecondePersonne: true, imputation: true, imputationServices: true },
    })
    const projet = await tx.projetTitre.create({
      data: {
        ...{ collectiviteId: body.id, volet, objet: input.objet, fondement: input.fondement },
        ...{ numeroEngagement: input.numeroEngagement, codeService: input.codeService },
        imputation: input.imputation ?? (volet === "cotisation" ? imputation : imputationServices),
        lignes: storedLignes(lignes),
        ...{ montantHt: ht, montantTva: tva, secondePersonne: approbationSecondePersonne },
        proposeParId: ctx.who.personneId,
      },
      select: { id: true },
    })
    await tx.journal("titre.proposed", {
      concerneId: body.id,
      objet: `projet/${projet.id}`,
      apres: { objet: input.objet, ht: String(ht), tva: String(tva) },
    })
    return ok({ projet: projet.id })
  })

/** The pillar of each service named, for the analytical accounts; a service that does not exist is none. */
async function findServices(tx: Tx, lignes: readonly TitreLigneInput[]): Promise<Map<string, string>> {
  const ids = lignes.flatMap(({ service }) => (service ? [service] : []))
  const rows = await tx.service.findMany({ where: { id: { in: ids } }, select: { id: true, pilierId: true } })
  return new Map(rows.map(({ id, pilierId }) => [id, pilierId]))
}
