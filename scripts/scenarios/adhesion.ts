// From an unknown visitor to a member with two services open and a first titre: what the browser's errand does by hand.
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { PUBLIC, systeme } from "@/lib/access/context.ts"
import { read } from "@/lib/access/door.ts"
import { askRattachement } from "@/lib/access/identity/demandes.ts"
import { askToJoin } from "@/lib/adhesions/commands/ask-to-join.ts"
import { accept, takeUp } from "@/lib/adhesions/commands/decide.ts"
import { issuePremiere } from "@/lib/adhesions/commands/premiere.ts"
import { designateRepresentant, saveDeliberation } from "@/lib/adhesions/commands/prepare.ts"
import { findSimulation } from "@/lib/adhesions/queries/simulation.ts"
import { askToJoinInput } from "@/lib/adhesions/schema.ts"
import { prepareCharte } from "@/lib/conventions/commands/prepare-charte.ts"
import { prepareConvention } from "@/lib/conventions/commands/prepare-convention.ts"
import { produceNextActe } from "@/lib/conventions/commands/produce.ts"
import { sealNextActe } from "@/lib/conventions/commands/seal.ts"
import { countersignActe, signActe } from "@/lib/conventions/commands/sign.ts"
import { findActeOfAnyone } from "@/lib/conventions/queries/actes.ts"
import { readStored } from "@/lib/documents/commands/zip.ts"
import { findDocument } from "@/lib/documents/queries/stored.ts"
import { changeEngagements } from "@/lib/operateur/commands/engagements.ts"
import { engagementsInput } from "@/lib/operateur/schema.ts"
import { decideRattachement } from "@/lib/personnes/commands/decide.ts"
import { addDays, today } from "@/lib/platform/dates.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { operateurSceau } from "@/lib/ports/sceau.ts"
import { documentStorage } from "@/lib/ports/storage.ts"
import { recordMandat } from "@/lib/signatures/commands/mandats.ts"
import { stablePublicId } from "../../prisma/seed/ids.ts"
import type { DatabaseUrls } from "../database/provision.ts"
import { deliberationPdf } from "./deliberation.ts"
import { type Somebody, somebody } from "./people.ts"
import { orderMessagerie, orderPackCyber, serve } from "./souscriptions.ts"
import { succeeded } from "./told.ts"

const operator = systeme("scenario", "operateur")
/** No member, in the demonstration's data. */
const COMMUNE = "27006"

export async function playAdhesion(sortie: string, urls: DatabaseUrls): Promise<void> {
  const publicId = stablePublicId(COMMUNE)
  const people = {
    gestionnaire: await somebody("gestionnaire", urls.identite),
    administratrice: await somebody("administrateur", urls.identite),
    president: await somebody("president", urls.identite),
    secretaire: await somebody("nouvelle.secretaire", urls.identite),
    maire: await somebody("nouvelle.maire", urls.identite),
  }
  const dossier = await joinOperator(publicId, people)
  const charte = await signCharte(dossier, publicId, people)
  const cyber = await orderPackCyber(people.secretaire, people.maire, publicId)
  const messagerie = await orderMessagerie(people, publicId)
  const conventions = [await conventionOf(cyber, publicId, people), await conventionOf(messagerie, publicId, people)]
  for (const souscription of [cyber, messagerie]) await serve(people.gestionnaire, publicId, souscription)
  const titre = await firstTitre(dossier, people.gestionnaire)

  for (const acte of [charte, ...conventions]) await writeSealed(acte, sortie)
  process.stdout.write(`${JSON.stringify({ ...(await summary(publicId)), titre })}\n`)
  await closeDatabase()
}

type People = Record<"gestionnaire" | "administratrice" | "president" | "secretaire" | "maire", Somebody>

async function joinOperator(publicId: string, people: People): Promise<string> {
  const simulation = await read(PUBLIC, (tx) => findSimulation(tx, publicId, today()))
  if (simulation?.cotisation === null || !simulation) throw new Error("the simulator knows nothing of this commune")
  process.stderr.write(
    `  ✓ Simulation : ${simulation.collectivite.nom}, ${formatAmount(simulation.cotisation)} par an\n`,
  )
  const asked = askToJoinInput.parse({
    collectivite: publicId,
    categorieJuridique: "7210",
    contactNom: "Une personne de la mairie",
    contactFonction: "Secrétaire de mairie",
    contactCourriel: "mairie@demo.invalid",
  })
  succeeded("Demande d'adhésion d'une visiteuse", await askToJoin(PUBLIC, asked))
  const [demande] = await read(operator, (tx) =>
    tx.demandeAdhesion.findMany({ where: { collectivite: { publicId } }, select: { id: true } }),
  )
  const staff = await people.gestionnaire.agent()
  const chosen = { demande: demande?.id ?? "" }
  succeeded("Demande prise en charge", await takeUp(staff, chosen))
  const { dossier } = succeeded("Demande acceptée, dossier ouvert", await accept(staff, chosen))
  await attach(people.secretaire, publicId, "secretaire", "Secrétaire de mairie", people.gestionnaire)
  await attach(people.maire, publicId, "elu", "Maire", people.gestionnaire)
  return dossier
}

/** She asks, staff check and open the door. */
async function attach(one: Somebody, publicId: string, role: "secretaire" | "elu", fonction: string, staff: Somebody) {
  const { who } = await one.visitor()
  const { id } = succeeded(
    `Rattachement demandé (${fonction})`,
    await askRattachement(who, { publicId, role, fonction }),
  )
  const decision = { demande: id, decision: "accepter", role, genre: "personne", motif: "" } as const
  succeeded(`Rattachement accepté (${fonction})`, await decideRattachement(await staff.agent(), decision))
}

async function signCharte(dossier: string, publicId: string, people: People): Promise<string> {
  const staff = await people.gestionnaire.agent()
  // The rule by which a year begun is owed for its months: so there is a first titre to issue.
  const rules = engagementsInput.parse({
    regleProrata: "mois_entames",
    preavisRetraitMois: "6",
    delaiSignature: "30",
    terme1: "90",
    terme2: "30",
  })
  succeeded("Règle de la première année", await changeEngagements(await people.administratrice.agent(), rules))
  const { who } = await people.maire.visitor()
  const office = {
    collectivite: publicId,
    personne: who.personneId,
    fonction: "Maire",
    fondement: "Délibération 2026-03 du 22 mars 2026",
  }
  const { mandat } = succeeded(
    "Mandat de la maire enregistré",
    await recordMandat(staff, { ...office, depuis: addDays(today(), -200), jusqua: null }),
  )
  const fichier = new File([await deliberationPdf()], "deliberation.pdf", { type: "application/pdf" })
  const vote = { dossier, version: await versionOf(dossier), numero: "2026-12", le: addDays(today(), -15), fichier }
  succeeded("Délibération déposée", await saveDeliberation(await people.secretaire.membre(publicId), vote))
  const named = { dossier, version: await versionOf(dossier), mandat, dateEffet: today() }
  succeeded("Représentante désignée", await designateRepresentant(staff, named))
  const { acte } = succeeded(
    "Charte établie",
    await prepareCharte(staff, { dossier, version: await versionOf(dossier) }),
  )
  await sign(acte, publicId, people)
  return acte
}

const versionOf = (dossier: string): Promise<number> =>
  read(operator, async (tx) => (await tx.dossierAdhesion.findFirstOrThrow({ where: { id: dossier } })).version)

async function conventionOf(souscription: string, publicId: string, people: People): Promise<string> {
  const { version } = await read(operator, (tx) => tx.souscription.findFirstOrThrow({ where: { id: souscription } }))
  const staff = await people.gestionnaire.agent()
  const { acte } = succeeded("Convention établie", await prepareConvention(staff, { souscription, version }))
  await sign(acte, publicId, people)
  return acte
}

/** Drawn, signed by the mayor, signed by the president, sealed. */
async function sign(acte: string, publicId: string, people: People): Promise<void> {
  succeeded("Document prêt à signer", await produceNextActe(acte))
  const shown = await read(operator, (tx) => findActeOfAnyone(tx, acte))
  const input = { acte, empreinte: shown?.empreinte ?? "" }
  if (!(await isConfirmed(people.maire))) await people.maire.confirm()
  succeeded("Signé par la maire", await signActe(await people.maire.membre(publicId), input))
  if (!(await isConfirmed(people.president))) await people.president.confirm()
  succeeded("Signé par le président", await countersignActe(await people.president.agent(), input))
  const sceau = operateurSceau()
  if (!sceau) throw new Error("no seal")
  succeeded("Scellé", await sealNextActe(sceau, acte))
}

const isConfirmed = async (one: Somebody): Promise<boolean> => (await one.visitor()).who.facteurConfirmeLe !== null

async function firstTitre(dossier: string, staff: Somebody): Promise<string> {
  const input = { dossier, version: await versionOf(dossier) }
  succeeded("Titre de la première cotisation émis", await issuePremiere(await staff.agent(), input))
  return read(operator, async (tx) => {
    const { titre } = await tx.dossierAdhesion.findFirstOrThrow({ where: { id: dossier }, select: { titre: true } })
    return titre ? `${titre.exercice}-${titre.serie}-${titre.numero}` : ""
  })
}

async function writeSealed(acte: string, sortie: string): Promise<void> {
  const { name, bytes } = await read(operator, async (tx) => {
    const found = await findActeOfAnyone(tx, acte)
    const document = await findDocument(tx, found?.scelleDocumentId ?? "")
    if (!found || !document) throw new Error(`acte ${acte} is not sealed`)
    return { name: `${found.genre}-${found.numero}.pdf`, bytes: await readStored(document, documentStorage()) }
  })
  writeFileSync(join(sortie, name), bytes)
  process.stderr.write(`  ✓ ${name}\n`)
}

/** Where the commune stands at the end, as the database has it. */
const summary = (publicId: string) =>
  read(operator, async (tx) => {
    const { id, nom } = await tx.collectivite.findFirstOrThrow({ where: { publicId }, select: { id: true, nom: true } })
    const current = await tx.adhesion.findFirst({
      where: { collectiviteId: id, jusqua: null },
      select: { statut: true },
    })
    const where = { collectiviteId: id, etat: "en_service" as const }
    return { collectivite: nom, statut: current?.statut, enService: await tx.souscription.count({ where }) }
  })
