import { systeme } from "@/lib/access/context.ts"
import { type Tx, write } from "@/lib/access/door.ts"
import { asJson } from "@/lib/platform/json.ts"
import { appendPages, attachFiles } from "@/lib/platform/pdf/append.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import type { SceauPort } from "@/lib/ports/sceau.ts"
import { addressOf } from "@/lib/ports/storage.ts"
import type { Preuve } from "@/lib/signatures/types.ts"
import type { Dossier } from "../pdf/evidence.ts"
import { renderEvidence } from "../pdf/render.ts"
import { findActe } from "../queries/actes.ts"
import type { Acte } from "../types.ts"
import { keepPages, readReturned, readSigned } from "./keep.ts"
import { journalOf } from "./steps.ts"

/**
 * Seals one act that both sides have signed: its bytes as they were signed, the evidence after them, the operator's seal
 * over the whole. `acte` names it, otherwise the one that waited longest.
 */
export const sealNextActe = (sceau: SceauPort, acte?: string): Promise<Result<{ acte: string }, "rien">> =>
  write(
    systeme("actes.seal", "operateur"),
    "actes.produce",
    async (tx) => {
      const found = await claim(tx, acte)
      if (!found) return refuse("rien")
      const sealed = await sealedPages(tx, sceau, found)
      const document = await keepPages(tx, found, sealed, "scelle")
      const { collectiviteId, id } = found
      await tx.acte.update({
        where: { collectiviteId_id: { collectiviteId, id } },
        data: { etat: "scelle", scelleDocumentId: document.id },
      })
      await tx.journal("acte.scelle", { ...journalOf(found), apres: { empreinte: document.empreinte } })
      return ok({ acte: id })
    },
    { timeoutMs: 120_000 },
  )

async function claim(tx: Tx, acte: string | undefined): Promise<Acte | null> {
  const [row] = await tx.$queryRaw<{ collectiviteId: string; id: string }[]>`
    select "collectiviteId", id from acte where etat = 'contresigne' and (${acte ?? null}::uuid is null or id = ${acte ?? null}::uuid)
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
