import type { WriteTx } from "@/lib/access/door.ts"
import { attachDocuments, keepBytes } from "@/lib/documents/commands/store.ts"
import type { NewDocument } from "@/lib/documents/types.ts"
import { toDatabase } from "@/lib/platform/dates.ts"
import { env } from "@/lib/platform/env.ts"
import { log } from "@/lib/platform/log.ts"
import type { StoragePort } from "@/lib/ports/storage.ts"
import type { TitrePdfPool } from "../pdf/pool.ts"
import { findEmetteur, type IssuedTitre } from "../queries.ts"
import { titreReference } from "../rules.ts"

export type PdfPorts = { storage: StoragePort; pool: TitrePdfPool; onFileWritten?: () => void }
export type Drawn = { pdfs: number; echecs: number }

/**
 * Each file is durable before its row. A page that fails keeps back no other: it is noted, shown to those who bill, and tried
 * again later by itself, or at once at their word.
 */
export async function drawPages(tx: WriteTx, titres: readonly IssuedTitre[], ports: PdfPorts): Promise<Drawn> {
  const { storage, pool, onFileWritten } = ports
  const emetteur = await findEmetteur(tx, env().DEMONSTRATION)
  const answers = await Promise.allSettled(
    titres.map(async (titre) => {
      const kept = await keepBytes(await pool.render(titre, emetteur), storage)
      onFileWritten?.()
      return { ...documentOf(titre), kept }
    }),
  )
  const documents = answers.flatMap((answer) => (answer.status === "fulfilled" ? [answer.value] : []))
  const failures = answers.flatMap((answer, index) => {
    const titre = titres[index]
    return answer.status === "rejected" && titre ? [{ titre, error: answer.reason }] : []
  })
  await attachDocuments(tx, documents)
  await tx.$executeRaw`
    delete from titre_page_echec e using jsonb_to_recordset(${JSON.stringify(documents.map(keyOf))}::jsonb)
      as d("collectiviteId" uuid, "objetId" uuid)
    where e."collectiviteId" = d."collectiviteId" and e."titreId" = d."objetId"`
  if (failures.length > 0) await noteFailures(tx, failures)
  return { pdfs: documents.length, echecs: failures.length }
}

const keyOf = ({ collectiviteId, objetId }: NewDocument) => ({ collectiviteId, objetId })

type Failure = { titre: IssuedTitre; error: unknown }

/** Waits twice as long after each try: one minute, two, four, at most an hour. */
async function noteFailures(tx: WriteTx, failures: readonly Failure[]): Promise<void> {
  for (const { titre, error } of failures) log.error({ err: error, titre: titre.id }, "page of a titre failed")
  const rows = failures.map(({ titre, error }) => ({
    collectiviteId: titre.collectiviteId,
    titreId: titre.id,
    erreur: (error instanceof Error ? error.message : String(error)).slice(0, 300),
  }))
  await tx.$executeRaw`
    insert into titre_page_echec as e ("collectiviteId", "titreId", erreur, "prochainEssaiLe")
    select "collectiviteId", "titreId", erreur, now() + interval '1 minute'
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r("collectiviteId" uuid, "titreId" uuid, erreur text)
    on conflict ("collectiviteId", "titreId") do update set essais = e.essais + 1, erreur = excluded.erreur,
      "prochainEssaiLe" = now() + least(60, power(2, e.essais)) * interval '1 minute'`
}

/** The first and only version: a titre never changes (decision 6). */
export const documentOf = (titre: IssuedTitre): NewDocument => ({
  collectiviteId: titre.collectiviteId,
  genre: "titre",
  objetId: titre.id,
  version: 1,
  titre: `${titre.objet} : titre n° ${titreReference(titre)}`,
  nom: `titre-${titreReference(titre)}.pdf`,
  mediaType: "application/pdf",
  acteLe: toDatabase(titre.dateEmission),
  acteNumero: titreReference(titre),
})
