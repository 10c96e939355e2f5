import type { AgentContext } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { type DepotPorts, depotPorts, receiveOwnPdf } from "@/lib/documents/commands/receive.ts"
import type { ReceivedFile } from "@/lib/documents/types.ts"
import { type CalendarDate, toDatabase } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { FichierInput, FichierVersionInput } from "../schema/complements.ts"
import type { CatalogueRefusal } from "../types.ts"
import { touchService } from "./services.ts"

type Answer = Promise<Result<{ slug: string; document: string }, CatalogueRefusal>>

/** A file to read about a service, kept by the portal: its first version. */
export async function depositFichier(
  ctx: AgentContext,
  { service: slug, version, titre, dateLe, fichier }: FichierInput,
  ports: DepotPorts = depotPorts(),
): Answer {
  const received = await receiveOwnPdf(ctx, "catalogue.manage", fichier, ports)
  if (!received.ok) return received
  return write(ctx, "catalogue.manage", async (tx) => {
    const service = await touchService(tx, { slug, version })
    if (!service.ok) return service
    const { id: serviceId } = service.value
    const last = await tx.serviceDocument.aggregate({ where: { serviceId }, _max: { rang: true } })
    const document = await tx.serviceDocument.create({
      data: { serviceId, titre, rang: (last._max.rang ?? -1) + 1 },
      select: { id: true },
    })
    await keepVersion(tx, ctx, { slug, documentId: document.id, titre, numero: 1, dateLe, file: received.value })
    return ok({ slug, document: document.id })
  })
}

/** The next version takes its place; the ones before stay, for the versions of the catalogue that name them. */
export async function depositFichierVersion(
  ctx: AgentContext,
  { service: slug, version, document: id, dateLe, fichier }: FichierVersionInput,
  ports: DepotPorts = depotPorts(),
): Answer {
  const received = await receiveOwnPdf(ctx, "catalogue.manage", fichier, ports)
  if (!received.ok) return received
  return write(ctx, "catalogue.manage", async (tx) => {
    const service = await touchService(tx, { slug, version })
    if (!service.ok) return service
    const document = await tx.serviceDocument.findFirst({
      where: { id, serviceId: service.value.id, retireLe: null, adresse: null },
      include: { fichiers: { orderBy: { version: "desc" }, take: 1 } },
    })
    const [last] = document?.fichiers ?? []
    if (!document || !last) return refuse("document-inconnu")
    if (last.empreinte === received.value.kept.empreinte)
      return refuse("fichier-identique", { version: String(last.version) })
    const numero = last.version + 1
    await keepVersion(tx, ctx, { slug, documentId: id, titre: document.titre, numero, dateLe, file: received.value })
    return ok({ slug, document: id })
  })
}

type Version = {
  slug: string
  documentId: string
  titre: string
  numero: number
  dateLe: CalendarDate
  file: ReceivedFile
}

async function keepVersion(tx: WriteTx, ctx: AgentContext, { slug, documentId, titre, numero, dateLe, file }: Version) {
  const { kept, nom, mediaType } = file
  await tx.serviceFichier.create({
    data: {
      ...{ documentId, version: numero, nom, mediaType, dateLe: toDatabase(dateLe), deposeParId: ctx.who.personneId },
      ...{ ...kept, cleEnveloppee: new Uint8Array(kept.cleEnveloppee) },
    },
  })
  await tx.journal("service.fichier-depose", {
    objet: `service/${slug}`,
    apres: { titre, version: numero, nom, date: dateLe, empreinte: kept.empreinte },
  })
}
