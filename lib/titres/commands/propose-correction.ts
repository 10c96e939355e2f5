import { randomUUID } from "node:crypto"
import type { Prisma } from "@/generated/prisma/client.ts"
import type { AgentContext } from "@/lib/access/context.ts"
import { AccessRefused, read, write } from "@/lib/access/door.ts"
import { denial } from "@/lib/access/rights.ts"
import { type DepotPorts, depotPorts, receiveFile } from "@/lib/documents/commands/receive.ts"
import { attachDocument } from "@/lib/documents/commands/store.ts"
import type { DepotRefusal } from "@/lib/documents/types.ts"
import { centsOf } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findCollectiviteNamed, findTitreToCorrect, type TitreToCorrect } from "../queries/projets.ts"
import { computeCorrection, type LigneCorrigee, maySuffer, natureOfCorrection } from "../rules/correction.ts"
import { sumLignes, titreReference } from "../rules.ts"
import type { CorrectionInput, ProjetLigne } from "../schema.ts"
import { type ProjetRefusal, TITRE_LABELS } from "../types.ts"

/** Somebody says what to take back and why, with the proof; nothing is issued before another person approves. */
export async function proposeCorrection(
  ctx: AgentContext,
  input: CorrectionInput,
  ports: DepotPorts = depotPorts(),
): Promise<Result<{ projet: string }, ProjetRefusal | DepotRefusal>> {
  const denied = denial(ctx, "titres.prepare", new Date())
  if (denied) throw new AccessRefused(denied, "titres.prepare")
  const known = await read(ctx, (tx) => findTitreToCorrect(tx, input.titre))
  if (!known) return refuse("titre-inconnu")
  const { collectiviteId } = known
  const received = await receiveFile(
    { collectiviteId, fichier: input.justificatif, pdfSeulement: false, deposeParId: ctx.who.personneId },
    ports,
  )
  if (!received.ok) return received
  return write(ctx, "titres.prepare", async (tx) => {
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`titre-correction:${input.titre}`}, 0))::text`
    const titre = await findTitreToCorrect(tx, input.titre)
    if (!titre) return refuse("titre-inconnu")
    if (titre.nature !== "recette") return refuse("titre-est-correction")
    const waiting = { collectiviteId, corrigeId: titre.id, etat: "propose" as const }
    if (await tx.projetTitre.findFirst({ where: waiting, select: { id: true } })) return refuse("correction-en-attente")
    const asked =
      input.etendue === "tout"
        ? ("tout" as const)
        : new Map([...input.montants].map(([rang, euros]) => [rang, centsOf(euros)]))
    const corrected = computeCorrection(titre.lignes, asked, titreReference(titre))
    if (!corrected.ok) return corrected
    const nature = natureOfCorrection(titre.lignes, corrected.value)
    if (!maySuffer(titre.etat, nature)) return refuse("titre-etat", { etat: TITRE_LABELS[titre.etat].word })
    const nouveau = input.debiteur ? await findCollectiviteNamed(tx, input.debiteur) : null
    if (input.debiteur && !nouveau) return refuse("debiteur-inconnu")
    if (nouveau?.id === collectiviteId) return refuse("debiteur-identique")

    const { kept, ...file } = received.value
    const proof = {
      ...{ collectiviteId, genre: "autre" as const, objetId: randomUUID(), deposeParId: ctx.who.personneId },
      titre: `Justificatif d’une correction du titre n° ${titreReference(titre)}`,
    }
    const justificatif = await attachDocument(tx, { ...proof, ...file }, kept)
    const { approbationSecondePersonne } = await tx.operateur.findFirstOrThrow({
      select: { approbationSecondePersonne: true },
    })
    const { ht, tva } = sumLignes(corrected.value)
    const { volet, objet, fondement, imputation, numeroEngagement, codeService } = titre
    const projet = await tx.projetTitre.create({
      data: {
        ...{
          collectiviteId,
          nature,
          corrigeId: titre.id,
          volet,
          objet,
          fondement,
          imputation,
          numeroEngagement,
          codeService,
        },
        motif: input.motif,
        lignes: storedLignes(corrected.value.map((ligne) => withFacts(ligne, titre))),
        ...{ montantHt: ht, montantTva: tva, justificatifId: justificatif.id, nouveauDebiteurId: nouveau?.id ?? null },
        secondePersonne: approbationSecondePersonne,
        proposeParId: ctx.who.personneId,
      },
      select: { id: true },
    })
    await tx.journal("titre.correction-proposed", {
      concerneId: collectiviteId,
      objet: `titre/${titre.id}`,
      apres: { projet: projet.id, nature, motif: input.motif, ht: String(ht), tva: String(tva) },
    })
    return ok({ projet: projet.id })
  })
}

/** The facts of the line it lowers stay with it: who benefited, which pillar, by which act. */
function withFacts(ligne: LigneCorrigee, titre: TitreToCorrect): ProjetLigne {
  const origin = titre.lignes.find(({ rang }) => rang === ligne.rangCorrige)
  if (!origin) throw new Error(`titre ${titre.id} has no line ${ligne.rangCorrige}`)
  const { beneficiaireId, beneficiaireNom, serviceId, pilierId, acte, origine, base } = origin
  return { ...ligne, beneficiaireId, beneficiaireNom, serviceId, pilierId, acte, origine, base }
}

/** Amounts as text: JSON has no integer of 64 bits. */
export const storedLignes = (lignes: readonly ProjetLigne[]): Prisma.InputJsonArray =>
  lignes.map(({ montantHt, montantTva, ...ligne }) => ({
    ...ligne,
    montantHt: String(montantHt),
    montantTva: String(montantTva),
  }))
