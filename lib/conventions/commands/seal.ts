import type { Tx, WriteTx } from "@/lib/access/door.ts"
import { asJson } from "@/lib/platform/json.ts"
import { appendPages, attachFiles } from "@/lib/platform/pdf/append.ts"
import type { Result } from "@/lib/platform/result.ts"
import type { SceauPort } from "@/lib/ports/sceau.ts"
import { addressOf } from "@/lib/ports/storage.ts"
import type { Preuve } from "@/lib/signatures/types.ts"
import type { Dossier } from "../pdf/evidence.ts"
import { renderEvidence } from "../pdf/render.ts"
import { findActe } from "../queries/actes.ts"
import type { Acte } from "../types.ts"
import { attemptActe } from "./attempt.ts"
import { keepPages, readReturned, readSigned } from "./keep.ts"
import { journalOf } from "./steps.ts"

/**
 * Seals one act that both sides have signed: its bytes as they were signed, the evidence after them, the operator's seal
 * over the whole. `acte` names it, otherwise the one that waited longest.
 */
export const sealNextActe = (sceau: SceauPort, acte?: string): Promise<Result<{ acte: string }, "rien">> =>
  attemptActe({
    job: "actes.seal",
    claim: (tx) => claim(tx, acte),
    work: (tx, found) => seal(tx, sceau, found),
  })

async function seal(tx: WriteTx, sceau: SceauPort, acte: Acte): Promise<void> {
  const document = await keepPages(tx, acte, await sealedPages(tx, sceau, acte), "scelle")
  const { collectiviteId, id } = acte
  await tx.acte.update({
    where: { collectiviteId_id: { collectiviteId, id } },
    data: { etat: "scelle", scelleDocumentId: document.id, essais: 0, erreur: null },
  })
  await tx.journal("acte.scelle", { ...journalOf(acte), apres: { empreinte: document.empreinte } })
}

async function claim(tx: Tx, acte: string | undefined): Promise<Acte | null> {
  const [row] = await tx.$queryRaw<{ collectiviteId: string; id: string }[]>`
    select "collectiviteId", id from acte where etat = 'contresigne' and "prochainEssaiLe" <= now()
      and (${acte ?? null}::uuid is null or id = ${acte ?? null}::uuid)
    order by "prochainEssaiLe", id limit 1 for update skip locked`
  return row ? findActe(tx, row.collectiviteId, row.id) : null
}

async function sealedPages(tx: Tx, sceau: SceauPort, acte: Acte): Promise<Buffer> {
  const signed = await readSigned(tx, acte)
  const { collectiviteId, id: acteId, numero, intitule, contenu } = acte
  const rows = await tx.signature.findMany({
    where: { collectiviteId, acteId },
    select: { preuve: true },
    orderBy: { rang: "asc" },
  })
  const scelleLe = new Date()
  const dossier: Dossier = {
    ...{ numero, intitule, scelleLe },
    empreinte: addressOf(signed),
    taille: signed.length,
    preuves: rows.map(({ preuve }) => asJson<Preuve>(preuve)),
  }
  const evidence = await renderEvidence(contenu, dossier)
  // The parapheur's own signature covers the pages as they are: nothing but files may be added to them.
  const pages = acte.niveau === "simple" ? appendPages(signed, evidence) : await readReturned(tx, acte)
  const json = Buffer.from(JSON.stringify({ ...dossier, algorithme: "SHA-256" }, null, 2))
  const files = attachFiles(pages, [
    piece("preuve.json", "Dossier de preuve, pour les programmes", "application/json", json, scelleLe),
    ...(acte.niveau === "simple"
      ? []
      : [piece("dossier-de-preuve.pdf", "Dossier de preuve", "application/pdf", evidence, scelleLe)]),
  ])
  const { ville, courriel } = await tx.operateur.findFirstOrThrow({ select: { ville: true, courriel: true } })
  return sceau.seal(files, {
    nom: contenu.operateur.nom,
    motif: `${intitule}, ${numero}`,
    lieu: ville,
    contact: courriel ?? "",
    le: scelleLe,
  })
}

const piece = (name: string, description: string, mediaType: string, bytes: Buffer, at: Date) => ({
  ...{ name, description, mediaType, bytes, at },
})
