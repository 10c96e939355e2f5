import { type MembreContext, only } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { findConditions, findPopulation } from "@/lib/catalogue/queries/conditions.ts"
import { findOffered, type TarifEnVigueur } from "@/lib/catalogue/queries/published.ts"
import { checkConditions } from "@/lib/catalogue/rules/conditions.ts"
import { dependsOnPopulation, priceIn } from "@/lib/catalogue/rules/grille.ts"
import type { TarifMode } from "@/lib/catalogue/types.ts"
import { findStatut } from "@/lib/collectivites/queries/dossier.ts"
import { type CalendarDate, dayInParis, toDatabase, today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { premiereAnnee } from "../rules/cout.ts"
import { isSurDevis } from "../rules/devis.ts"
import { checkDateSouhaitee, checkEligible, checkNotTwice, firstEtat, tarifOf } from "../rules/life.ts"
import { chooseOptions } from "../rules/options.ts"
import type { PrepareInput } from "../schema.ts"
import type { BaseTarif, OptionPrise, Prix, SouscriptionRefusal } from "../types.ts"
import { journalOf } from "./steps.ts"
import { tellOfStep } from "./tell.ts"

type Prepared = { id: string }

type Answer = Promise<Result<Prepared, SouscriptionRefusal>>

/** Asks for a service at the price in force, which is frozen; an élu approves what costs. */
export const prepareSouscription = (ctx: MembreContext, input: PrepareInput): Answer =>
  write(ctx, "souscriptions.prepare", (tx) => prepareIn(tx, ctx, input))

/** The same, inside the transaction of an order that has more to say. */
export async function prepareIn(tx: WriteTx, ctx: MembreContext, input: PrepareInput): Answer {
  const { collectiviteId, type } = only(ctx)
  const day = today()
  const service = await findOffered(tx, input.service, day)
  if (!service) return refuse("service-inconnu")
  const eligible = checkEligible({ service, type, statut: await findStatut(tx, collectiviteId) })
  if (!eligible.ok) return eligible
  // Two bodies asking for the last place at once: the second sees the first's request.
  if (service.capacite !== null)
    await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`places:${service.id}`}, 0))::text`
  const met = checkConditions(service, await findConditions(tx, service, collectiviteId, day))
  if (!met.ok) return met
  const wished = checkDateSouhaitee(input.dateSouhaitee, day)
  if (!wished.ok) return wished
  const fresh = checkNotTwice(service.mode, await earlier(tx, collectiviteId, service.id))
  if (!fresh.ok) return fresh
  const tarif = tarifOf(service)
  if ((tarif?.id ?? "") !== input.tarif) return refuse("tarif-change")
  const priced = await priceFor(tx, { collectiviteId, tarif, input, mode: service.mode })
  if (!priced.ok) return priced
  const { prix, quantite, baseTarif } = priced.value

  const chosen = chooseOptions(service.options, { wanted: input.options, vues: input.optionsVues })
  if (!chosen.ok) return chosen
  const options = chosen.value

  const achat = { quantite, prix, options }
  const etat = firstEtat(service, {
    surDevis: isSurDevis({ mode: service.mode, prix }),
    depense: premiereAnnee(achat, service.mode === "inclus")?.ht ?? null,
    seuil: await findSeuil(tx),
    enPlus: options.length > 0,
  })
  const { id } = await tx.souscription.create({
    data: {
      ...rowOf(input),
      ...{ serviceId: service.id, tarifId: tarif?.id ?? null, quantite, baseTarif: baseTarif ?? undefined },
      ...priceColumns(prix),
      ...{ collectiviteId, etat, enServiceLe: etat === "en_service" ? toDatabase(day) : null },
      demandeParId: ctx.who.personneId,
    },
    select: { id: true },
  })
  await insertOptions(tx, { collectiviteId, souscriptionId: id }, options)
  await tx.souscriptionSuivi.create({
    data: { collectiviteId, souscriptionId: id, etat, personneId: ctx.who.personneId },
  })
  await insertTaches(tx, { collectiviteId, souscriptionId: id, serviceId: service.id })
  await tx.journal("souscription.preparee", {
    ...journalOf(collectiviteId, id),
    apres: {
      ...{ service: service.slug, etat, quantite, prixUnitaire: prix?.prixUnitaire ?? null },
      ...(options.length > 0 ? { options: options.map(traceOf) } : {}),
    },
  })
  await tellOfStep(tx, collectiviteId, id)
  return ok({ id })
}

type Asked = { collectiviteId: string; tarif: TarifEnVigueur | null; input: PrepareInput; mode: TarifMode }
type Priced = { prix: Prix | null; quantite: number; baseTarif: BaseTarif | null }

/** The price of its band, and as many as its rule counts; what it was found with stays with it, as evidence. */
async function priceFor(
  tx: WriteTx,
  { collectiviteId, tarif, input, mode }: Asked,
): Promise<Result<Priced, "population-inconnue">> {
  // What membership covers is for the whole collectivité.
  const quantite = mode === "inclus" ? 1 : input.quantite
  if (!tarif) return ok({ prix: null, quantite, baseTarif: null })
  const population = dependsOnPopulation(tarif) ? await findPopulation(tx, collectiviteId) : null
  const found = priceIn(tarif, population?.habitants ?? null)
  if (!found.ok) return found
  const { prixUnitaire, quantite: fixed, bande } = found.value
  return ok({
    prix: { ...tarif, prixUnitaire },
    quantite: fixed ?? quantite,
    baseTarif: population && { ...population, bande },
  })
}

type Key = { collectiviteId: string; souscriptionId: string }

/** Each keeps its price, its VAT and its name of the day. */
async function insertOptions(tx: WriteTx, key: Key, options: readonly OptionPrise[]): Promise<void> {
  await tx.souscriptionOption.createMany({
    data: options.map(({ optionId, nom, quantite, unite, prix }) => ({
      ...{ ...key, optionId, nom, quantite, unite },
      ...priceColumns(prix),
    })),
  })
}

/** A price is whole or missing. */
export const priceColumns = (prix: Prix | null) => ({
  prixUnitaire: prix?.prixUnitaire ?? null,
  periodicite: prix?.periodicite ?? null,
  categorieTva: prix?.categorieTva ?? null,
  tauxTva: prix?.tauxTva ?? null,
})

const traceOf = ({ nom, quantite, prix }: OptionPrise) => ({ nom, quantite, prixUnitaire: prix?.prixUnitaire ?? null })

/** Up to which nobody has to approve; null where the operator wants an approval for all. */
export async function findSeuil(tx: WriteTx): Promise<bigint | null> {
  const { seuilApprobation } = await tx.operateur.findFirstOrThrow({ select: { seuilApprobation: true } })
  return seuilApprobation
}

/** What staff will have to do, as the catalogue says that day. */
async function insertTaches(
  tx: WriteTx,
  { serviceId, ...key }: { collectiviteId: string; souscriptionId: string; serviceId: string },
): Promise<void> {
  const { tachesOuverture } = await tx.service.findUniqueOrThrow({
    where: { id: serviceId },
    select: { tachesOuverture: true },
  })
  await tx.souscriptionTache.createMany({
    data: tachesOuverture.map((libelle, index) => ({ ...key, rang: index + 1, libelle })),
  })
}

async function earlier(tx: WriteTx, collectiviteId: string, serviceId: string): Promise<Earlier[]> {
  // Two people asking at once: the second sees the first's request.
  await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`${collectiviteId}:${serviceId}`}, 0))::text`
  const rows = await tx.souscription.findMany({
    where: { collectiviteId, serviceId },
    select: { etat: true, demandeLe: true },
  })
  return rows.map(({ etat, demandeLe }) => ({ etat, demandeLe: dayInParis(demandeLe) }))
}
type Earlier = Parameters<typeof checkNotTwice>[1][number] & { demandeLe: CalendarDate }

const rowOf = (input: PrepareInput) => {
  const { contactNom, contactCourriel, contactTelephone, numeroEngagement, codeService, note, dateSouhaitee } = input
  return {
    ...{ contactNom, contactCourriel, contactTelephone, numeroEngagement, codeService, note },
    dateSouhaitee: toDatabase(dateSouhaitee),
  }
}
