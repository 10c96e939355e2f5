import { mkdtempSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { AgentContext, MembreContext } from "@/lib/access/context.ts"
import { systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { openDossier } from "@/lib/adhesions/commands/open.ts"
import { designateRepresentant, saveDeliberation } from "@/lib/adhesions/commands/prepare.ts"
import { prepareCharte } from "@/lib/conventions/commands/prepare-charte.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { sealNextActe } from "@/lib/conventions/commands/seal.ts"
import { countersignActe, signActe } from "@/lib/conventions/commands/sign.ts"
import { findActeOfAnyone } from "@/lib/conventions/queries/actes.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { findDocument } from "@/lib/documents/queries/stored.ts"
import { addDays, calendarDate, today } from "@/lib/platform/dates.ts"
import type { Result } from "@/lib/platform/result.ts"
import { p12Sceau, type SceauPort } from "@/lib/ports/sceau.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { decideDevis } from "@/lib/souscriptions/commands/decide-devis.ts"
import { proposeDevis } from "@/lib/souscriptions/commands/propose-devis.ts"
import { devisInput } from "@/lib/souscriptions/schema/devis.ts"
import { ensureTestCertificate } from "@/scripts/local/certificate.ts"
import { deliberationPdf } from "@/scripts/scenarios/deliberation.ts"

const operator = systeme("essai", "operateur")

export function succeeded<V, R extends string>(result: Result<V, R>): V {
  if (!result.ok) throw new Error(`${result.refusal} ${JSON.stringify(result.details ?? {})}`)
  return result.value
}

/** A seal of its own for a test. */
export function testSceau(): SceauPort {
  const file = join(mkdtempSync(join(tmpdir(), "portail-sceau-")), "sceau.p12")
  ensureTestCertificate(file, "essai", "Opérateur d’essai")
  return p12Sceau({ file, passphrase: "essai" })
}

export const findDossierVersion = async (dossier: string): Promise<number> =>
  read(operator, async (tx) => (await tx.dossierAdhesion.findFirstOrThrow({ where: { id: dossier } })).version)

export const acteOf = async (id: string) => {
  const acte = await read(operator, (tx) => findActeOfAnyone(tx, id))
  if (!acte) throw new Error(`no act ${id}`)
  return acte
}

/** The bytes of a stored document, as a download gives them. */
export async function bytesOf(documentId: string | null): Promise<Buffer> {
  const document = await read(operator, (tx) => findDocument(tx, documentId ?? ""))
  if (!document) throw new Error("no document")
  return readStored(document, documentStorage())
}

type Quoting = { staff: AgentContext; elu: MembreContext; souscription: string; option?: string | null }

/** The operator's price for what is on quote: 12,00 € a month for each unit, VAT 20 %. */
export async function quote({ staff, souscription, option = null }: Omit<Quoting, "elu">, over: object = {}) {
  const known = await read(operator, (tx) => tx.souscription.findFirst({ where: { id: souscription } }))
  const input = devisInput.parse({
    ...{
      collectivite: "x",
      souscription,
      version: String(known?.version ?? 1),
      option: option ?? "",
      contenu: "Tout compris.",
    },
    ...{ quantite: "3", unite: "boîte", prixUnitaire: "12", periodicite: "mois", categorieTva: "S", tauxTva: "20" },
    ...{ valableJusquau: addDays(today(), 30), ...over },
  })
  return proposeDevis(staff, input)
}

/** The same, accepted. */
export async function quoteAndAccept({ elu, ...quoting }: Quoting, over: object = {}) {
  succeeded(await quote(quoting, over))
  const { version, devis } = await souscriptionOf(quoting.souscription)
  const target = { collectivite: "x", souscription: quoting.souscription, version, devis: devis[0]?.id ?? "" }
  return succeeded(await decideDevis(elu, { ...target, decision: "approuver", motif: null }))
}

/** As it is now, its quotes newest first. */
export const souscriptionOf = (id: string) =>
  read(operator, (tx) =>
    tx.souscription.findFirstOrThrow({ where: { id }, include: { devis: { orderBy: { rang: "desc" } } } }),
  )

type Opening = { staff: AgentContext; collectivite: string; mandat: string; effet?: string }

/** From nothing to a charte that waits for its signature. */
export async function charteToSign({ staff, collectivite, mandat, effet = today() }: Opening) {
  const { dossier } = succeeded(await openDossier(staff, { collectivite }))
  const version = () => findDossierVersion(dossier)
  const fichier = new File([await deliberationPdf()], "deliberation.pdf", { type: "application/pdf" })
  const vote = { dossier, version: await version(), numero: "2026-12", le: addDays(today(), -20), fichier }
  succeeded(await saveDeliberation(staff, vote))
  const named = { dossier, version: await version(), mandat, dateEffet: calendarDate(effet) }
  succeeded(await designateRepresentant(staff, named))
  const { acte } = succeeded(await prepareCharte(staff, { dossier, version: await version() }))
  succeeded(await produceNextActe(acte))
  return { dossier, acte }
}

/** Both signatures and the seal. */
export async function signBoth(acte: string, elu: MembreContext, president: AgentContext, sceau: SceauPort) {
  const { empreinte } = await acteOf(acte)
  succeeded(await signActe(elu, { acte, empreinte: empreinte ?? "" }))
  succeeded(await countersignActe(president, { acte, empreinte: empreinte ?? "" }))
  succeeded(await sealNextActe(sceau, acte))
  return acteOf(acte)
}
