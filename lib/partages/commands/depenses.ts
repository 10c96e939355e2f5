import type { AgentContext } from "@/lib/access/context.ts"
import { type Tx, type WriteTx, write } from "@/lib/access/door.ts"
import { inspectFile } from "@/lib/documents/commands/inspect.ts"
import { type DepotPorts, depotPorts } from "@/lib/documents/commands/receive.ts"
import { keepBytes } from "@/lib/documents/commands/store.ts"
import { cleanFileName } from "@/lib/documents/rules/file-name.ts"
import { DEPOT_REFUSALS, FORMATS, TAILLE_MAX } from "@/lib/documents/types.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { priceOf } from "@/lib/platform/money.ts"
import { ok, type Result, refuse, sentence } from "@/lib/platform/result.ts"
import type { CorrectDepenseInput, DepenseInput } from "../schema.ts"
import { NATURES_INTERNES, type PartageRefusal } from "../types.ts"
import { findPlace } from "./place.ts"

type Answer = Promise<Result<{ id: string }, PartageRefusal>>

/** What was spent, with its proof: a supplier's bill comes with its file, internal charges with their wording. */
export async function recordDepense(ctx: AgentContext, input: DepenseInput, ports: DepotPorts = depotPorts()): Answer {
  if (!input.fichier && !NATURES_INTERNES.includes(input.nature)) return refuse("justificatif-absent")
  const kept = await receiveJustificatif(input.fichier, ports)
  if (!kept.ok) return kept
  return write(ctx, "depenses.manage", async (tx) => {
    const place = await findPlaceOf(tx, input)
    if (!place.ok) return place
    const fichierId = await storeFile(tx, kept.value)
    const data = { ...columnsOf(input), ...place.value, fichierId, creeParId: ctx.who.personneId }
    const { id } = await tx.depense.create({ data, select: { id: true } })
    await tx.journal("depense.recorded", { objet: `depense/${id}`, apres: traceOf(input) })
    return ok({ id })
  })
}

/** Until what shares it is validated: its amounts may then be on a titre. */
export async function correctDepense(
  ctx: AgentContext,
  input: CorrectDepenseInput,
  ports: DepotPorts = depotPorts(),
): Answer {
  const kept = await receiveJustificatif(input.fichier, ports)
  if (!kept.ok) return kept
  return write(ctx, "depenses.manage", async (tx) => {
    await tx.$queryRaw`select 1 from depense where id = ${input.depense}::uuid for update`
    const before = await tx.depense.findUnique({
      where: { id: input.depense },
      include: { partages: { where: { etat: { in: ["valide", "facture"] } }, select: { id: true } } },
    })
    if (!before) return refuse("depense-inconnue")
    if (before.partages.length > 0) return refuse("depense-figee")
    if (!before.fichierId && !kept.value && !NATURES_INTERNES.includes(input.nature))
      return refuse("justificatif-absent")
    const place = await findPlaceOf(tx, input, before)
    if (!place.ok) return place
    const fichierId = (await storeFile(tx, kept.value)) ?? before.fichierId
    await tx.depense.update({ where: { id: before.id }, data: { ...columnsOf(input), ...place.value, fichierId } })
    await tx.journal("depense.corrected", {
      objet: `depense/${before.id}`,
      avant: {
        libelle: before.libelle,
        montantHt: before.montantHt.toString(),
        montantTva: before.montantTva.toString(),
      },
      apres: traceOf(input),
    })
    return ok({ id: before.id })
  })
}

const columnsOf = (input: DepenseInput) => ({
  exercice: input.exercice,
  fournisseur: input.fournisseur,
  libelle: input.libelle,
  dateFacture: toDatabase(input.dateFacture),
  montantHt: priceOf(1, input.montantHt),
  montantTva: priceOf(1, input.montantTva),
  nature: input.nature,
  interne: NATURES_INTERNES.includes(input.nature),
})

const traceOf = ({ exercice, fournisseur, libelle, montantHt, montantTva }: DepenseInput) => ({
  ...{ exercice, fournisseur, libelle, montantHt, montantTva },
})

/** What was committed brings its place; otherwise it is what was chosen. The engagement is locked: nobody settles it meanwhile. */
async function findPlaceOf(tx: Tx, input: DepenseInput, before?: { engagementId: string | null }) {
  if (input.engagement === null) {
    const found = await findPlace(tx, input)
    return found.ok ? ok({ ...found.value, engagementId: null }) : found
  }
  await tx.$queryRaw`select 1 from engagement_depense where id = ${input.engagement}::uuid for update`
  const engagement = await tx.engagementDepense.findUnique({ where: { id: input.engagement } })
  if (!engagement) return refuse("engagement-inconnu")
  if (engagement.soldeLe && before?.engagementId !== engagement.id) return refuse("engagement-solde")
  if (engagement.exercice !== input.exercice)
    return refuse("engagement-autre-exercice", { exercice: String(engagement.exercice) })
  const { id: engagementId, serviceId, pilierId, budgetId } = engagement
  return ok({ engagementId, serviceId, pilierId, budgetId })
}

type Kept = { nom: string; mediaType: string; kept: Awaited<ReturnType<typeof keepBytes>> }

/** Judged as what members deposit is: size, content, virus; kept before the transaction. */
async function receiveJustificatif(
  fichier: File | null,
  { storage, scan }: DepotPorts,
): Promise<Result<Kept | null, "fichier-refuse" | "antivirus-absent">> {
  if (!fichier) return ok(null)
  if (fichier.size > TAILLE_MAX) return refuse("fichier-refuse", { raison: DEPOT_REFUSALS["fichier-trop-gros"] })
  const bytes = Buffer.from(await fichier.arrayBuffer())
  const format = await inspectFile(bytes)
  if (!format.ok) return refuse("fichier-refuse", { raison: sentence(DEPOT_REFUSALS[format.refusal], format.details) })
  const verdict = scan ? await scan.scan(bytes) : null
  if (verdict?.etat === "indisponible") return refuse("antivirus-absent")
  if (verdict?.etat === "infecte")
    return refuse("fichier-refuse", {
      raison: sentence(DEPOT_REFUSALS["fichier-infecte"], { signature: verdict.signature }),
    })
  const nom = cleanFileName(fichier.name, FORMATS[format.value].extension)
  return ok({ nom, mediaType: format.value, kept: await keepBytes(bytes, storage) })
}

async function storeFile(tx: WriteTx, file: Kept | null): Promise<string | null> {
  if (!file) return null
  const { kept, nom, mediaType } = file
  const { id } = await tx.fichierOperateur.create({
    data: { genre: "justificatif", nom, mediaType, ...kept, cleEnveloppee: new Uint8Array(kept.cleEnveloppee) },
    select: { id: true },
  })
  return id
}
