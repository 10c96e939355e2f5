import type { Context } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { formatCount } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type Acquit, readAcquit } from "@/lib/ports/helios-acquit.ts"
import { documentStorage, type StoragePort } from "@/lib/ports/storage.ts"
import type { AcquitRefusal, PesRefusal } from "../types.ts"
import { storeFile } from "./files.ts"

/** A person handed the file over (parapheur, transmission third party): its titres are transmitted. */
export const transmitPes = (ctx: Context, { fichier }: { fichier: string }): Promise<Result<void, PesRefusal>> =>
  write(ctx, "echanges.manage", async (tx) => {
    const [row] = await tx.$queryRaw<{ etat: string; nom: string }[]>`
      select etat, nom from pes_fichier where id = ${fichier}::uuid for update`
    if (!row) return refuse("fichier-inconnu")
    if (row.etat !== "genere") return refuse("deja-transmis")
    await tx.pesFichier.update({ where: { id: fichier }, data: { etat: "transmis", transmisLe: new Date() } })
    await follow(tx, { fichier, etat: "transmis", note: row.nom, from: ["emis", "rejete"] })
    await tx.journal("pes.transmitted", { objet: `pes/${fichier}`, apres: { nom: row.nom } })
    return ok(undefined)
  })

type Import = { fichier: string; accepte: boolean; rejets: number; deja: boolean }

/**
 * What Hélios answered to one of our files, applied whole or not at all. The same answer twice changes nothing; another answer to a
 * file that has one is refused, and so is one that names another issuer, bordereau or titre.
 */
export async function importAcquit(
  ctx: Context,
  { bytes, nom }: { bytes: Uint8Array; nom: string },
  storage: StoragePort = documentStorage(),
): Promise<Result<Import, AcquitRefusal>> {
  const acquit = readAcquit(bytes)
  if (!acquit) return refuse("acquit-illisible")
  return write(ctx, "echanges.manage", async (tx) => {
    const [file] = await tx.$queryRaw<PesFile[]>`
      select id, etat, rejets, exercice::int, bordereau from pes_fichier where nom = ${acquit.nomFichier} for update`
    if (!file) return refuse("acquit-inconnu", { nom: acquit.nomFichier.slice(0, 100) })
    const wrong = await checkAcquit(tx, acquit, file)
    if (!wrong.ok) return wrong
    const { accepte, refused, message } = wrong.value
    const outcome = { fichier: file.id, accepte, rejets: refused.size }
    if (file.etat === "genere") return refuse("acquit-non-transmis")
    if (file.etat !== "transmis") {
      if ((file.etat === "acquitte") !== accepte || file.rejets !== refused.size) return refuse("acquit-contraire")
      await tx.journal("pes.acquit-again", { objet: `pes/${file.id}`, apres: { nom } })
      return ok({ ...outcome, deja: true })
    }
    await storeFile(tx, { genre: "acquit", nom, mediaType: "application/xml", bytes }, storage)
    await tx.pesFichier.update({
      where: { id: file.id },
      data: { etat: accepte ? "acquitte" : "rejete", acquitteLe: new Date(), rejets: refused.size, message },
    })
    await settle(tx, file.id, refused)
    await tx.journal("pes.acquitted", { objet: `pes/${file.id}`, apres: { accepte, rejets: refused.size } })
    return ok({ ...outcome, deja: false })
  })
}

type PesFile = { id: string; etat: string; rejets: number; exercice: number; bordereau: number }
type Verdict = { accepte: boolean; refused: Map<number, string>; message: string | null }

async function checkAcquit(tx: WriteTx, acquit: Acquit, file: PesFile): Promise<Result<Verdict, AcquitRefusal>> {
  const { siret, pesCollectivite } = await tx.operateur.findFirstOrThrow({
    select: { siret: true, pesCollectivite: true },
  })
  const { emetteur, elements } = acquit
  if (
    (emetteur.siret && emetteur.siret !== siret) ||
    (emetteur.collectivite && emetteur.collectivite !== pesCollectivite)
  )
    return refuse("acquit-autre-emetteur", { qui: emetteur.siret ?? emetteur.collectivite ?? "" })
  const other = elements.some(
    ({ exercice, bordereau }) =>
      (bordereau !== null && bordereau !== file.bordereau) || (exercice !== null && exercice !== file.exercice),
  )
  if (other) return refuse("acquit-autre-bordereau")
  const numbers = new Set(
    (
      await tx.$queryRaw<{ numero: number }[]>`
        select t.numero from pes_piece p join titre t on t."collectiviteId" = p."collectiviteId" and t.id = p."titreId"
        where p."fichierId" = ${file.id}::uuid`
    ).map(({ numero }) => numero),
  )
  const named = elements.flatMap(({ pieces }) => pieces)
  const stranger = named.find(({ numero }) => !numbers.has(numero))
  if (stranger) return refuse("acquit-piece-inconnue", { numero: String(stranger.numero) })

  const all = elements.find(({ accepte }) => !accepte)
  const pieces = named.filter(({ accepte }) => !accepte)
  // A refusal that names pièces is theirs alone; one that names none is the whole file's.
  const refused =
    all && pieces.length === 0
      ? new Map([...numbers].map((numero) => [numero, all.erreur ?? "refusé sans raison"]))
      : new Map(pieces.map(({ numero, erreur }) => [numero, erreur ?? all?.erreur ?? "refusé sans raison"]))
  const accepte = refused.size < numbers.size || (numbers.size === 0 && !all)
  const said = all?.erreur ?? null
  const message = refused.size > 0 && accepte ? `${formatCount(refused.size, "titre refusé", "titres refusés")}` : said
  return ok({ accepte, refused, message })
}

async function settle(tx: WriteTx, fichier: string, refused: ReadonlyMap<number, string>): Promise<void> {
  const rejets = [...refused].map(([numero, note]) => ({ numero, note }))
  await tx.$executeRaw`
    insert into titre_suivi ("collectiviteId", "titreId", etat, note)
    select p."collectiviteId", p."titreId", case when r.numero is null then 'pris_en_charge' else 'rejete' end::titre_suivi_etat, r.note
    from pes_piece p join titre t on t."collectiviteId" = p."collectiviteId" and t.id = p."titreId"
    left join jsonb_to_recordset(${JSON.stringify(rejets)}::jsonb) as r(numero integer, note text) on r.numero = t.numero
    where p."fichierId" = ${fichier}::uuid and (
      select s.etat from titre_suivi s where s."collectiviteId" = t."collectiviteId" and s."titreId" = t.id
      order by s.le desc, s.id desc limit 1) = 'transmis'`
}

type Follow = { fichier: string; etat: "transmis"; note: string; from: readonly ("emis" | "rejete")[] }

/** Only from where the follow-up may come: a titre already paid or reduced stays so. */
const follow = (tx: WriteTx, { fichier, etat, note, from }: Follow) => tx.$executeRaw`
  insert into titre_suivi ("collectiviteId", "titreId", etat, note)
  select p."collectiviteId", p."titreId", ${etat}::titre_suivi_etat, ${note} from pes_piece p
  where p."fichierId" = ${fichier}::uuid and (
    select s.etat::text from titre_suivi s where s."collectiviteId" = p."collectiviteId" and s."titreId" = p."titreId"
    order by s.le desc, s.id desc limit 1) = any(${[...from]}::text[])`
