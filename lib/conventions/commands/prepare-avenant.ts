import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { type CalendarDate, fromDatabase, toDatabase, today } from "@/lib/platform/dates.ts"
import { formatDay } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { answerDemande } from "@/lib/souscriptions/commands/answer-avenant.ts"
import { chooseChanges } from "@/lib/souscriptions/commands/change.ts"
import { priceColumns } from "@/lib/souscriptions/commands/prepare.ts"
import type { SouscriptionFile } from "@/lib/souscriptions/queries/file.ts"
import { isCounted } from "@/lib/souscriptions/rules/avenants.ts"
import { standing } from "@/lib/souscriptions/rules/options.ts"
import { checkRenouvelable, renewedTerme } from "@/lib/souscriptions/rules/reconduction.ts"
import { type Changements, ETAT_LABELS, type OptionPrise } from "@/lib/souscriptions/types.ts"
import { isOpen } from "../rules.ts"
import type { AvenantInput } from "../schema.ts"
import { ACTE_LABELS, type ActeRefusal } from "../types.ts"
import { createActe } from "./create.ts"
import { costWords, findRepresentant, lockSouscription, optionWords, termsOf } from "./prepare-convention.ts"

type Prepared = Promise<Result<{ acte: string }, ActeRefusal>>

/** A change of quantity or of options: it counts from its day, once both sides have signed. */
export const prepareAvenant = (ctx: AgentContext, input: AvenantInput): Prepared =>
  write(ctx, "actes.prepare", async (tx) => {
    const locked = await lockSouscription(tx, input)
    if (!locked.ok) return locked
    const souscription = locked.value
    const { collectiviteId, id, service, quantite } = souscription
    const changeable = await checkChangeable(tx, souscription, input)
    if (!changeable.ok) return changeable
    const chosen = await chooseChanges(tx, souscription, input)
    if (!chosen.ok) return chosen
    const { ajouts, retraits } = chosen.value
    if (input.quantite === quantite && ajouts.length + retraits.length === 0 && input.prolongeMois === null)
      return refuse("quantite-inchangee", { quantite: String(quantite) })
    const renewed = await termeAfter(tx, souscription, input.prolongeMois)
    if (!renewed.ok) return renewed
    const termeApres = renewed.value

    const rang = 1 + (await tx.avenant.count({ where: { collectiviteId, souscriptionId: id } }))
    const avenant = await tx.avenant.create({
      data: {
        ...{ collectiviteId, souscriptionId: id, rang, motif: input.motif, quantiteAvant: quantite },
        ...{ quantiteApres: input.quantite, effetLe: toDatabase(input.effetLe), creeParId: ctx.who.personneId },
        termeApres: termeApres && toDatabase(termeApres),
      },
      select: { id: true },
    })
    await insertChanges(tx, { collectiviteId, avenantId: avenant.id }, chosen.value)
    const kept = standing(souscription.options).filter((option) => !retraits.includes(option))
    const after = { ...souscription, options: [...kept, ...ajouts.map((ajout) => ({ ...ajout, id: "" }))] }
    const acte = await createActe(tx, {
      collectiviteId,
      genre: "avenant",
      objetId: avenant.id,
      creeParId: ctx.who.personneId,
      sousTitre: service.nom,
      representant: await findRepresentant(tx, collectiviteId),
      faits: [
        ["Service", service.nom],
        ["Aujourd’hui", costWords(souscription, quantite)],
        ...ajouts.map((option): [string, string] => ["Option ajoutée", optionWords(option)]),
        ...retraits.map((option): [string, string] => ["Option retirée", optionWords(option)]),
        ...termsOf(after, input.quantite),
        ...(termeApres && souscription.terme
          ? [
              ["Convention jusqu’au", formatDay(souscription.terme)] satisfies [string, string],
              ["Renouvelée jusqu’au", formatDay(termeApres)] satisfies [string, string],
            ]
          : []),
        ["Prend effet le", formatDay(input.effetLe)],
        ["Motif", input.motif],
      ],
      valeurs: {
        service: service.nom,
        avant: costWords(souscription, quantite),
        cout: costWords(after, input.quantite),
        effetLe: formatDay(input.effetLe),
      },
      annexes: [],
    })
    if (!acte.ok) return acte
    await tx.avenant.update({
      where: { collectiviteId_id: { collectiviteId, id: avenant.id } },
      data: { acteId: acte.value.acte },
    })
    await answerDemande(tx, { collectiviteId, souscriptionId: id, avenantId: avenant.id })
    return ok({ acte: acte.value.acte })
  })

/** The last day that an amendment renews the convention to; null where it leaves it. The market counts as it stands today. */
async function termeAfter(
  tx: Tx,
  souscription: SouscriptionFile,
  mois: number | null,
): Promise<Result<CalendarDate | null, ActeRefusal>> {
  if (mois === null) return ok(null)
  const renewable = checkRenouvelable(souscription, souscription.denonciation)
  if (!renewable.ok) return renewable
  const { marche } = await tx.service.findUniqueOrThrow({
    where: { id: souscription.serviceId },
    select: { marche: { select: { jusqua: true } } },
  })
  return renewedTerme(renewable.value.terme, { mois, finMarche: marche && fromDatabase(marche.jusqua) })
}

async function checkChangeable(
  tx: Tx,
  souscription: SouscriptionFile,
  input: AvenantInput,
): Promise<Result<void, ActeRefusal>> {
  const { collectiviteId, id, etat, quantite, conventionId } = souscription
  if (etat !== "en_service" && etat !== "approuvee")
    return refuse("souscription-autre-etat", { etat: ETAT_LABELS[etat] })
  if (input.quantite !== quantite && !isCounted(souscription)) return refuse("quantite-ailleurs")
  if (input.effetLe < today()) return refuse("effet-passe")
  const waiting = await tx.avenant.findFirst({ where: { collectiviteId, souscriptionId: id, etat: "a_signer" } })
  if (waiting) return refuse("avenant-en-cours")
  if (conventionId) {
    const convention = await tx.acte.findFirstOrThrow({ where: { collectiviteId, id: conventionId } })
    if (isOpen(convention.etat)) return refuse("convention-en-cours", { etat: ACTE_LABELS[convention.etat] })
  }
  return ok(undefined)
}

type Key = { collectiviteId: string; avenantId: string }

const insertChanges = (tx: WriteTx, key: Key, { ajouts, retraits }: Changements) =>
  tx.avenantOption.createMany({
    data: [
      ...ajouts.map((option) => ({ ...key, ...columnsOf(option), sens: "ajout" as const })),
      ...retraits.map((option) => ({ ...key, ...columnsOf(option), sens: "retrait" as const, retireeId: option.id })),
    ],
  })

const columnsOf = ({ optionId, nom, quantite, unite, prix }: OptionPrise) => ({
  ...{ optionId, nom, quantite, unite },
  ...priceColumns(prix),
})
