import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { advanceDossier, lockDossierOfAnyone } from "@/lib/adhesions/commands/steps.ts"
import { findAnnuelle, findBody } from "@/lib/adhesions/queries/dossiers.ts"
import { checkStep, manquesOf } from "@/lib/adhesions/rules/life.ts"
import { computePremiere, REGLE_LABELS } from "@/lib/adhesions/rules/premiere.ts"
import type { DossierAdhesion } from "@/lib/adhesions/types.ts"
import { findVersionEnVigueur } from "@/lib/catalogue/queries/versions.ts"
import { basesLiquidation } from "@/lib/cotisations/rules.ts"
import { today } from "@/lib/platform/dates.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listMandats } from "@/lib/signatures/queries/mandats.ts"
import { annexesOf, versionWords } from "../rules.ts"
import type { ActeRefusal } from "../types.ts"
import { createActe } from "./create.ts"

type Prepared = Result<{ acte: string; dossier: string }, ActeRefusal>

/** The charte of this collectivité, its catalogue annexed, the first cotisation found by the rule of the day. */
export const prepareCharte = (ctx: AgentContext, input: { dossier: string; version: number }): Promise<Prepared> =>
  write(ctx, "actes.prepare", async (tx) => {
    const locked = await lockDossierOfAnyone(tx, input)
    if (!locked.ok) return locked
    return establish(tx, ctx, locked.value)
  })

async function establish(tx: WriteTx, ctx: AgentContext, dossier: DossierAdhesion): Promise<Prepared> {
  const { collectiviteId, deliberationNumero, deliberationLe, dateEffet, representantId } = dossier
  const step = checkStep(dossier.etat, "en_signature")
  if (!step.ok) return step
  const body = await findBody(tx, collectiviteId)
  const annuelle = await findAnnuelle(tx, body, dateEffet ?? today())
  const manques = manquesOf({ ...dossier, cotisationConnue: annuelle.montant !== null })
  const mandat = (await listMandats(tx, collectiviteId)).find(({ id }) => id === representantId)
  if (manques.length > 0 || !deliberationLe || !dateEffet || !mandat || annuelle.montant === null || !annuelle.regle)
    return refuse("dossier-incomplet", { manques: manques.join(", ") })

  const catalogue = await findVersionEnVigueur(tx, today())
  if (!catalogue) return refuse("catalogue-absent")
  const { regleProrata } = await tx.operateur.findFirstOrThrow({ select: { regleProrata: true } })
  const premiere = computePremiere(annuelle.montant, regleProrata, dateEffet)
  const deliberation = `n° ${deliberationNumero} du ${formatDay(deliberationLe)}`
  const yearly = basesLiquidation(annuelle.regle, { ...annuelle, montant: annuelle.montant })
  const acte = await createActe(tx, {
    collectiviteId,
    genre: "charte",
    objetId: dossier.id,
    creeParId: ctx.who.personneId,
    sousTitre: body.nom,
    representant: `${mandat.nom}, ${mandat.fonction}`,
    faits: [
      ["Délibération d’adhésion", deliberation],
      ["Signataire", `${mandat.nom}, ${mandat.fonction} (${mandat.fondement})`],
      ["Date d’effet", formatDay(dateEffet)],
      ["Cotisation annuelle", yearly],
      ["Première année", `${premiere.bases}.`],
      ["Règle de la première année", REGLE_LABELS[regleProrata]],
      ["Catalogue annexé", versionWords(catalogue)],
    ],
    valeurs: {
      deliberation,
      dateEffet: formatDay(dateEffet),
      cotisation: formatAmount(annuelle.montant),
      signataire: `${mandat.nom}, ${mandat.fonction}`,
    },
    annexes: annexesOf(catalogue),
  })
  if (!acte.ok) return acte
  const moved = await advanceDossier(tx, ctx, dossier, {
    evenement: "adhesion.charte-etablie",
    fait: `Charte n° ${acte.value.numero} établie, à signer`,
    vers: "en_signature",
    data: {
      acteId: acte.value.acte,
      regleProrata,
      montantPremiere: premiere.montant,
      basesPremiere: premiere.bases,
    },
  })
  return moved.ok ? ok({ ...acte.value, ...moved.value }) : moved
}
