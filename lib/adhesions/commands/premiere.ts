import type { AgentContext } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { decimal, toEuros } from "@/lib/platform/money.ts"
import { type Result, refuse } from "@/lib/platform/result.ts"
import { openBordereau } from "@/lib/titres/commands/bordereau.ts"
import { insertTitres } from "@/lib/titres/commands/insert.ts"
import { takeNumbers } from "@/lib/titres/commands/numbers.ts"
import { findDebiteur } from "@/lib/titres/queries/projets.ts"
import { canalFor, computeEcheance } from "@/lib/titres/rules.ts"
import type { DossierInput } from "../schema.ts"
import { type AdhesionRefusal, DOSSIER_LABELS } from "../types.ts"
import { advanceDossier, lockDossierOfAnyone } from "./steps.ts"

const DUE = ["en_vigueur", "retrait_demande"]

/** The titre of the year of arrival, by the rule that the charte bears; later years are billed by campaigns. */
export const issuePremiere = (
  ctx: AgentContext,
  input: DossierInput,
): Promise<Result<{ dossier: string }, AdhesionRefusal>> =>
  write(ctx, "adhesions.bill", async (tx) => {
    const locked = await lockDossierOfAnyone(tx, input)
    if (!locked.ok) return locked
    const dossier = locked.value
    if (dossier.titreId) return refuse("premiere-emise")
    if (!DUE.includes(dossier.etat) || !dossier.dateEffet)
      return refuse("dossier-autre-etat", { etat: DOSSIER_LABELS[dossier.etat] })
    if (!dossier.montantPremiere) return refuse("premiere-sans-montant")

    const operateur = await tx.operateur.findFirstOrThrow({ omit: { logo: true } })
    const { budget, serie, imputation, premierNumero, delaiPaiement, canalParDefaut } = operateur
    const debiteur = await findDebiteur(tx, dossier.collectiviteId)
    const exercice = yearOf(today())
    const key = { exercice, budget, serie }
    const objet = `Cotisation ${yearOf(dossier.dateEffet)}, année d’adhésion`
    const numero = await takeNumbers(tx, key, 1, premierNumero)
    const { premierBordereau: premier } = operateur
    const bordereau = await openBordereau(tx, { exercice, budget, kind: "ordinaire", day: today(), premier })
    const [inserted] = await insertTitres(tx, [
      {
        ...key,
        collectiviteId: dossier.collectiviteId,
        campagneId: null,
        correction: null,
        numero,
        bordereau,
        objet,
        fondement: `Contribution des membres aux charges du syndicat (charte d’adhésion, statuts et délibération tarifaire).`,
        imputation,
        dateEmission: today(),
        echeance: computeEcheance(today(), delaiPaiement),
        canal: canalFor(debiteur, canalParDefaut),
        debiteur,
        emisParId: ctx.who.personneId,
        numeroEngagement: null,
        codeService: null,
        periode: null,
        lignes: [
          {
            libelle: objet,
            bases: dossier.basesPremiere ?? "",
            quantite: decimal("1"),
            prixUnitaire: toEuros(dossier.montantPremiere),
            montantHt: dossier.montantPremiere,
            categorieTva: "O",
            tauxTva: decimal("0"),
            montantTva: 0n,
            beneficiaireId: dossier.collectiviteId,
            beneficiaireNom: debiteur.nom,
            serviceId: null,
            pilierId: null,
            acte: null,
            origine: null,
            base: { mode: "forfait", regle: dossier.regleProrata, dateEffet: dossier.dateEffet },
          },
        ],
      },
    ])
    if (!inserted) throw new Error("no titre was inserted")
    return advanceDossier(tx, ctx, dossier, {
      evenement: "adhesion.premiere-cotisation",
      fait: `Titre de la première cotisation émis, n° ${exercice}-${serie}-${numero}`,
      data: { titreId: inserted.id },
    })
  })
