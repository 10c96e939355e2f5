import { type AgentContext, type Context, personneOf } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { findVersionEnVigueur } from "@/lib/catalogue/queries/versions.ts"
import { dayInParis, fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatAmount, formatCount, formatDay, formatDecimal, formatRate } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { listRecues } from "@/lib/prises-en-charge/queries/parts.ts"
import { listMandats } from "@/lib/signatures/queries/mandats.ts"
import { isInForce } from "@/lib/signatures/rules.ts"
import { listDevis } from "@/lib/souscriptions/queries/devis.ts"
import { findSouscriptionOfAnyone, type SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { baseWords, computeCout, computeTotal } from "@/lib/souscriptions/rules/cout.ts"
import { standing } from "@/lib/souscriptions/rules/options.ts"
import { checkDuree, dureeWords } from "@/lib/souscriptions/rules/terme.ts"
import { ETAT_LABELS, type Montants, type OptionPrise } from "@/lib/souscriptions/types.ts"
import { serviceAnnexes } from "../rules.ts"
import type { ConventionInput } from "../schema.ts"
import { ACTE_LABELS, type ActeRefusal } from "../types.ts"
import { createActe } from "./create.ts"

type Prepared = Promise<Result<{ acte: string }, ActeRefusal>>

/** The convention of a service that membership does not cover (CGCT L.5721-9): what, how many, at which price. */
export const prepareConvention = (ctx: AgentContext, input: ConventionInput): Prepared =>
  write(ctx, "actes.prepare", async (tx) => {
    const locked = await lockSouscription(tx, input)
    return locked.ok ? establishConvention(tx, ctx, locked.value) : locked
  })

export async function lockSouscription(
  tx: Tx,
  { souscription: id, version }: ConventionInput,
): Promise<Result<SouscriptionFile, ActeRefusal>> {
  await tx.$queryRaw`select 1 from souscription where id = ${id}::uuid for update`
  const souscription = await findSouscriptionOfAnyone(tx, id)
  if (!souscription) return refuse("souscription-inconnue")
  if (souscription.version !== version)
    return refuse("dossier-change", { par: `elle est maintenant « ${ETAT_LABELS[souscription.etat]} »` })
  return ok(souscription)
}

/** A service in service without its convention gets one too: what ran before the portal is put in order. */
export async function establishConvention(tx: WriteTx, ctx: Context, souscription: SouscriptionFile): Prepared {
  const { collectiviteId, id, etat, service, conventionId } = souscription
  if (etat !== "approuvee" && etat !== "en_service")
    return refuse("souscription-autre-etat", { etat: ETAT_LABELS[etat] })
  if (service.mode === "inclus" && souscription.options.length === 0) return refuse("convention-inutile")
  if (conventionId) {
    const { etat: acte } = await tx.acte.findFirstOrThrow({ where: { collectiviteId, id: conventionId } })
    return refuse("convention-en-cours", { etat: ACTE_LABELS[acte] })
  }
  const representant = await findRepresentant(tx, collectiviteId)
  const payeurs = await payeursOf(tx, souscription)
  const catalogue = await findVersionEnVigueur(tx, today())
  const duree = await findDuree(tx, souscription.serviceId)
  const lasting = duree ? checkDuree(duree, today()) : ok(undefined)
  if (!lasting.ok) return lasting
  const annexes = catalogue ? serviceAnnexes(catalogue, service.slug) : []
  const acte = await createActe(tx, {
    ...{ collectiviteId, representant },
    genre: "convention",
    objetId: id,
    creeParId: personneOf(ctx) ?? souscription.decideParId ?? souscription.demandeParId,
    sousTitre: service.nom,
    faits: [
      ["Service", service.nom],
      ...termsOf(souscription, souscription.quantite),
      ...(await devisOf(tx, souscription)),
      ["Date souhaitée", formatDay(souscription.dateSouhaitee)],
      ["Contact", `${souscription.contactNom}, ${souscription.contactCourriel}`],
      ...(duree ? [["Durée", dureeWords(duree)] satisfies [string, string]] : []),
      ...payeurs,
      ...annexes.map(({ lignes }): [string, string] => ["Documents annexés", formatCount(lignes.length, "document")]),
    ],
    valeurs: { service: service.nom, cout: costWords(souscription, souscription.quantite), duree: dureeWords(duree) },
    annexes,
  })
  if (!acte.ok) return acte
  await tx.souscription.update({
    where: { collectiviteId_id: { collectiviteId, id } },
    data: {
      ...{ conventionId: acte.value.acte, version: { increment: 1 } },
      ...{ dureeMois: duree?.mois ?? null, auPlusTard: duree?.auPlusTard ? toDatabase(duree.auPlusTard) : null },
      ...{ reconduction: duree?.reconduction ?? null, preavisMois: duree?.preavisMois ?? null },
    },
  })
  return ok({ acte: acte.value.acte })
}

/** How long a convention of a service runs and what follows, and the end of the market behind it; null where the catalogue says none. */
async function findDuree(tx: Tx, id: string) {
  const {
    conventionMois: mois,
    marche,
    ...suite
  } = await tx.service.findUniqueOrThrow({
    where: { id },
    select: { conventionMois: true, reconduction: true, preavisMois: true, marche: { select: { jusqua: true } } },
  })
  return mois === null ? null : { mois, auPlusTard: marche && fromDatabase(marche.jusqua), ...suite }
}

/** The quotes that made its prices, with the day on which the collectivité accepted each. */
async function devisOf(
  tx: Tx,
  { collectiviteId, id, service, options }: SouscriptionFile,
): Promise<[string, string][]> {
  const devis = await listDevis(tx, collectiviteId, id)
  return devis.flatMap(({ rang, etat, optionId, decideLe }): [string, string][] => {
    if (etat !== "accepte" || !decideLe) return []
    const pour = options.find((option) => option.id === optionId)?.nom ?? service.nom
    return [["Devis accepté", `n° ${rang} (${pour}), le ${formatDay(dayInParis(decideLe))}`]]
  })
}

/** Whose mandate holds today, in the words of an act. */
export async function findRepresentant(tx: Tx, collectiviteId: string): Promise<string> {
  const mandats = await listMandats(tx, collectiviteId)
  const day = today()
  const mandat = mandats.find((one) => one.genre === "mandat" && isInForce(one, mandats, day))
  return mandat ? `${mandat.nom}, ${mandat.fonction}` : "son représentant légal"
}

/** Who else pays on the day the service is wished for, and which part. */
async function payeursOf(
  tx: Tx,
  { collectiviteId, serviceId, dateSouhaitee }: SouscriptionFile,
): Promise<[string, string][]> {
  const parts = await listRecues(tx, { collectiviteId, serviceId })
  return parts
    .filter(({ depuis, jusqua }) => depuis <= dateSouhaitee && (jusqua === null || jusqua > dateSouhaitee))
    .map(({ payeurNom, part }) => ["Payeur", `${payeurNom}, ${formatDecimal(part)} % du coût`])
}

const PERIODS = { mois: "par mois", an: "par an", unique: "une fois" } as const

/** What a price is made of, in the words of an act. */
export type Terms = Pick<SouscriptionFile, "prix" | "unite" | "service" | "options" | "baseTarif">

export function termsOf(souscription: Terms, quantite: number): [string, string][] {
  const { prix, service, baseTarif } = souscription
  const unite = souscription.unite ?? "unité"
  const options = standing(souscription.options)
  const own: [string, string][] = prix
    ? [
        ["Quantité", formatCount(quantite, unite)],
        ["Prix unitaire", `${formatRate(prix.prixUnitaire)} HT par ${unite}, ${PERIODS[prix.periodicite]}`],
      ]
    : [
        [
          "Coût",
          service.mode === "inclus" ? "Couvert par l’adhésion" : "Selon le décompte réel, remboursé au coût du service",
        ],
      ]
  const { parAn, unique } = computeTotal({ quantite, prix, options })
  return [
    ...own,
    ...(baseTarif ? [["Base du prix", baseWords(baseTarif)] satisfies [string, string]] : []),
    ...options.map((option): [string, string] => ["Option", optionWords(option)]),
    ...(parAn ? [["Coût d’une année", montantsWords(parAn)] satisfies [string, string]] : []),
    ...(unique ? [[parAn ? "Coût payé une fois" : "Coût", montantsWords(unique)] satisfies [string, string]] : []),
  ]
}

/** "Formation, 2 séances à 150,00 € HT, une fois : 300,00 € HT" */
export function optionWords({ nom, quantite, unite, prix }: OptionPrise): string {
  if (!prix) return `${nom}, sur devis accepté avant d’être fournie`
  const cout = computeCout(quantite, prix)
  const { ht } = cout.parAn ?? cout.unique
  const price = `${formatRate(prix.prixUnitaire)} HT, ${PERIODS[prix.periodicite]}`
  const total = `${formatAmount(ht)} HT${cout.parAn ? " par an" : ""}`
  return `${nom}, ${unite ? `${formatCount(quantite, unite)} à ${price} : ${total}` : `${price} : ${total}`}`
}

const montantsWords = ({ ht, tva, ttc }: Montants): string =>
  `${formatAmount(ht)} HT, ${formatAmount(tva)} de TVA, ${formatAmount(ttc)} TTC`

export function costWords({ prix, unite, service, ...terms }: Terms, quantite: number): string {
  const options = standing(terms.options)
  const { parAn, unique } = computeTotal({ quantite, prix, options })
  const sums = [
    parAn ? `${formatAmount(parAn.ttc)} TTC par an` : null,
    unique ? `${formatAmount(unique.ttc)} TTC${parAn ? " une fois" : ""}` : null,
  ].filter((one) => one !== null)
  const added = options.length > 0 ? `${prix ? " et ses" : ", avec ses"} options` : ""
  const alone = service.mode === "inclus" ? "couvert par l’adhésion" : "au coût du service"
  if (!prix) return `${alone}${added}${sums.length > 0 ? `, soit ${sums.join(" et ")} pour celles-ci` : ""}`
  return `${formatCount(quantite, unite ?? "unité")}${added}, soit ${sums.join(" et ")}`
}
