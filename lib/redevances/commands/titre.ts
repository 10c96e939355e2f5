import type { AgentContext, MembreContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { storeDocument } from "@/lib/documents/commands/store.ts"
import { toDatabase, yearOf } from "@/lib/platform/dates.ts"
import { renderPdf } from "@/lib/platform/ecrit/render-pdf.ts"
import { env } from "@/lib/platform/env.ts"
import { formatAmount, formatDay } from "@/lib/platform/format.ts"
import { centsOf, decimal } from "@/lib/platform/money.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type PesPiece, type PesTiers, pesRecette } from "@/lib/ports/helios.ts"
import { documentStorage, type StoragePort } from "@/lib/ports/storage.ts"
import { etatOf } from "../pdf/creance.ts"
import { type CreanceFile, findCreance } from "../queries/creance.ts"
import { type Creancier, findCreancier } from "../queries/dossier.ts"
import { lignesDePiece, mayOrder, missingFacts, titreOf } from "../rules/titre.ts"
import type { TitreInput } from "../schema.ts"
import { CREANCE_LABELS, type RedevanceRefusal } from "../types.ts"
import { creditorOf } from "./creditor.ts"

type Options = { storage?: StoragePort }
type Made = Promise<Result<{ annee: number; operateur: string }, RedevanceRefusal>>

/**
 * The commune's own titre as a file for its comptable: one bordereau, one pièce, the état des sommes dues as its document.
 * The numbers come from the accounting software; a number that already has its file is refused.
 */
export function makeTitre(
  ctx: MembreContext | AgentContext,
  input: TitreInput,
  { storage = documentStorage() }: Options = {},
): Made {
  return write(ctx, "redevances.claim", async (tx) => {
    const creditor = await creditorOf(tx, ctx, input.collectivite)
    if (!creditor.ok) return creditor
    const { collectiviteId } = creditor.value
    const asked = await tx.creanceRodp.findUnique({
      where: { collectiviteId_id: { collectiviteId, id: input.creance } },
      select: { annee: true, operateurTelecomId: true, etat: true },
    })
    const creance = asked && (await findCreance(tx, collectiviteId, asked.annee, asked.operateurTelecomId))
    const creancier = await findCreancier(tx, collectiviteId)
    if (!creance || !creancier || creance.id !== input.creance) return refuse("creance-inconnue")
    if (!mayOrder(creance.etat)) return refuse("titre-etat", { etat: CREANCE_LABELS[creance.etat] })
    const missing = missingFacts(creancier, creance.operateur)
    if (missing.length > 0 || !creancier.siret) return refuse("titre-manque", { quoi: missing.join(" ; ") })
    const cumulAnnuel = centsOf(input.cumulAnnuel)
    const wrong = await checkNumbers(tx, collectiviteId, creance, { ...input, cumulAnnuel })
    if (wrong) return wrong

    const { nom, bytes } = await drawFile(creance, { ...creancier, siret: creancier.siret }, { ...input, cumulAnnuel })
    const { annee, operateur, montant } = creance
    const document = await storeDocument(
      tx,
      {
        ...{ collectiviteId, genre: "autre", nom, mediaType: "application/xml" },
        titre: `Titre n° ${input.numero} : redevance télécom ${annee}, ${operateur.nom}`,
        acteLe: toDatabase(input.emisLe),
        acteNumero: String(input.numero),
      },
      bytes,
      storage,
    )
    const { poste, codeCollectivite, budget, codeProduit, bordereau, numero } = input
    await tx.creanceRodpTitre.create({
      data: {
        ...{ collectiviteId, creanceId: creance.id, exercice: yearOf(input.emisLe), emisLe: toDatabase(input.emisLe) },
        ...{ poste, codeCollectivite, budget, codeProduit, bordereau, numero, cumulAnnuel, montant },
        ...{ documentId: document.id, faitParId: ctx.who.personneId },
      },
    })
    await tx.journal("redevance.titre-fait", {
      ...{ concerneId: collectiviteId, objet: `creance/${creance.id}` },
      apres: { exercice: yearOf(input.emisLe), bordereau, numero, fichier: nom, empreinte: document.empreinte },
    })
    return ok({ annee, operateur: operateur.id })
  })
}

type Numbers = Omit<TitreInput, "cumulAnnuel"> & { cumulAnnuel: bigint }

async function checkNumbers(tx: WriteTx, collectiviteId: string, creance: CreanceFile, input: Numbers) {
  const { budget, bordereau, numero, emisLe, cumulAnnuel } = input
  const exercice = yearOf(emisLe)
  // Two people with the same number at once: the second waits here, then sees the first's.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`titre-rodp/${collectiviteId}/${exercice}/${budget}`}, 0))::text`
  const said = { exercice: String(exercice), numero: String(numero), bordereau: String(bordereau) }
  const taken = { collectiviteId, exercice, budget }
  if (await tx.creanceRodpTitre.findFirst({ where: { ...taken, numero } })) return refuse("titre-numero-pris", said)
  if (await tx.creanceRodpTitre.findFirst({ where: { ...taken, bordereau } }))
    return refuse("titre-bordereau-pris", said)
  if (cumulAnnuel < creance.montant) return refuse("titre-cumul", { montant: formatAmount(creance.montant) })
  return emisLe < creance.exigibleLe ? refuse("titre-avant", { exigible: formatDay(creance.exigibleLe) }) : null
}

async function drawFile(creance: CreanceFile, creancier: Creancier & { siret: string }, input: Numbers) {
  const demonstration = env().DEMONSTRATION
  const { siret } = creancier
  const titre = titreOf(creance, input.emisLe)
  const exercice = yearOf(input.emisLe)
  const etat = etatOf({ creance, creancier, today: input.emisLe, demonstration })
  const piece: PesPiece = {
    numero: input.numero,
    objet: `${demonstration ? "SPECIMEN - " : ""}${titre.objet}`,
    tiers: tiersOf(creance.operateur),
    origine: null,
    lignes: lignesDePiece(titre).map(({ objet, montant }) => ({
      ...{ objet, codeProduit: input.codeProduit, nature: titre.imputation, montantHt: montant },
      ...{ tauxTva: decimal("0"), montantTva: 0n },
    })),
    justificatif: {
      id: `${siret}R${exercice}${input.budget}${input.numero}`,
      nom: `${etat.fichier}-titre-${input.numero}.pdf`,
      bytes: await renderPdf(etat),
    },
  }
  const { fichiers } = pesRecette({
    emetteur: {
      ...{ poste: input.poste, siret, collectivite: input.codeCollectivite, budget: input.budget },
      libelle: creancier.nom,
    },
    bordereau: {
      ...{ exercice, numero: input.bordereau, genre: "ordinaire" },
      ...{ dateEmission: input.emisLe, cumulAnnuel: input.cumulAnnuel },
    },
    pieces: [piece],
    nom: ["PESALR2", siret, exercice, input.budget, input.bordereau, "01", 1].join("_"),
    le: input.emisLe,
  })
  const [file] = fichiers
  if (!file || fichiers.length !== 1) throw new Error("one pièce with one page makes one file")
  return file
}

/** Networks are run by companies: their notice is on paper, no SIRET of theirs is asked for. */
const tiersOf = ({ nom, siren, adresse, codePostal, ville }: CreanceFile["operateur"]): PesTiers => ({
  ...{ nom, type: "societe", siren, siret: null, adresse, codePostal, ville },
})
