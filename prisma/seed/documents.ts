import PDFDocument from "pdfkit"
import { systeme } from "@/lib/access/context.ts"
import { write } from "@/lib/access/door.ts"
import { attachDocuments, keepBytes } from "@/lib/documents/commands/store.ts"
import type { Genre, NewDocument } from "@/lib/documents/types.ts"
import { closeDatabase } from "@/lib/platform/db.ts"
import { signActes } from "./actes.ts"
import { importEncaissements, storeTitres } from "./encaissements.ts"
import { stableId } from "./ids.ts"
import { personneId } from "./people.ts"

/** Invented: what the people of the demonstration find in their documents; each page says that it is a specimen. */
const MEMBERS = [
  { code: "27112", nom: "Breteuil", par: "secretaire.breteuil" },
  { code: "27198", nom: "Mesnils-sur-Iton", par: "secretaire.breteuil" },
  { code: "200066462", nom: "l’Interco Normandie Sud Eure", par: "direction.interco" },
  { code: "syndicat-d-eau-01", nom: "le Syndicat d’eau n° 01", par: "secretaire.syndicat" },
]

type Sample = { genre: Genre; titre: string; acteLe: string; acteNumero: string | null; transmisLe: string | null }

const SAMPLES: readonly Sample[] = [
  {
    genre: "deliberation",
    titre: "Adhésion à l’agence du numérique",
    acteLe: "2023-11-14",
    acteNumero: "2023-41",
    transmisLe: "2023-11-16",
  },
  { genre: "rapport", titre: "Rapport d’activité 2024", acteLe: "2025-06-12", acteNumero: null, transmisLe: null },
  // Past its duration: staff see what comes before a destruction.
  { genre: "autre", titre: "Étude des besoins numériques", acteLe: "2014-05-20", acteNumero: null, transmisLe: null },
]

/** Once: the documents are known by identifiers of their own. */
await write(
  systeme("seed", "operateur"),
  "documents.store",
  async (tx) => {
    const known = await tx.collectivite.findMany({
      where: { id: { in: MEMBERS.map(({ code }) => stableId("collectivite", code)) } },
      select: { id: true },
    })
    const members = MEMBERS.filter(({ code }) => known.some(({ id }) => id === stableId("collectivite", code)))
    const documents = await Promise.all(
      members.flatMap((member) =>
        SAMPLES.map(async (sample) => ({
          ...documentOf(member, sample),
          transmisLe: sample.transmisLe && new Date(sample.transmisLe),
          kept: await keepBytes(await draw(member.nom, sample)),
        })),
      ),
    )
    const stored = documents.length > 0 ? await attachDocuments(tx, documents) : []
    for (const { id, objetId } of stored) {
      const document = documents.find((candidate) => candidate.objetId === objetId)
      if (!document?.transmisLe) continue
      const { collectiviteId, transmisLe } = document
      await tx.documentLegalite.create({
        data: { collectiviteId, documentId: id, transmisLe, recuLe: transmisLe, majParId: personneId("gestionnaire") },
      })
    }
    await tx.journal("demonstration.chargee", { objet: "documents", apres: { documents: stored.length } })
  },
  { timeoutMs: 60_000 },
)
if ((await storeTitres()) > 0) await importEncaissements()
await signActes()
await closeDatabase()

function documentOf({ code, par }: (typeof MEMBERS)[number], sample: Sample): NewDocument {
  const { genre, titre, acteLe, acteNumero } = sample
  return {
    collectiviteId: stableId("collectivite", code),
    genre,
    objetId: stableId("document", `${code}:${titre}`),
    version: 1,
    titre,
    nom: `${genre}-demonstration.pdf`,
    mediaType: "application/pdf",
    acteLe: new Date(acteLe),
    acteNumero,
    deposeParId: personneId(par),
  }
}

function draw(nom: string, { titre, acteLe, acteNumero }: Sample): Promise<Buffer> {
  const page = new PDFDocument({
    size: "A4",
    margin: 72,
    lang: "fr-FR",
    info: { Title: titre, CreationDate: new Date(acteLe) },
  })
  const chunks: Buffer[] = []
  page.fontSize(10).fillColor("#8a1c1c").text("SPÉCIMEN - données de démonstration, sans valeur")
  page.moveDown(2).fontSize(18).fillColor("#14201f").text(titre)
  page
    .moveDown()
    .fontSize(11)
    .text(`Pour ${nom.replaceAll("’", "'")}, le ${acteLe.split("-").reverse().join("/")}`)
  if (acteNumero) page.text(`Numéro ${acteNumero}`)
  page.moveDown().text("Ce document a été inventé pour que l'on voie, sur les écrans, où se trouve le vrai.")
  page.end()
  return new Promise((resolve) => {
    page.on("data", (chunk: Buffer) => chunks.push(chunk))
    page.on("end", () => resolve(Buffer.concat(chunks)))
  })
}
