import type { Context } from "@/lib/access/context.ts"
import { type WriteTx, write } from "@/lib/access/door.ts"
import { today } from "@/lib/platform/dates.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { type PesEmetteur, type PesPiece, type PesTiers, pesRecette } from "@/lib/ports/helios.ts"
import { documentStorage, type StoragePort } from "@/lib/ports/storage.ts"
import { type IssuedTitre, listTitreFiles } from "@/lib/titres/queries.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import type { Debiteur } from "@/lib/titres/types.ts"
import { type BordereauKey, findCumulAnnuel, listTitresAEnvoyer } from "../queries/bordereaux.ts"
import type { PesRefusal } from "../types.ts"
import { findTitreBytes, storeFile } from "./files.ts"

type Options = { storage?: StoragePort; tailleMax?: number }

/**
 * The PES files of what a bordereau still has to send: stored, with one pièce a titre, all in one transaction. Two people at once,
 * or a process killed on the way: one set of files, or none.
 */
export const makePes = (
  ctx: Context,
  { exercice, budget, bordereau, genre }: BordereauKey,
  { storage = documentStorage(), tailleMax }: Options = {},
): Promise<Result<{ fichiers: number; titres: number }, PesRefusal>> =>
  write(
    ctx,
    "echanges.manage",
    async (tx) => {
      const key = { exercice, budget, bordereau, genre }
      await tx.$queryRaw`select pg_advisory_xact_lock(hashtextextended(${`pes/${key.exercice}/${key.budget}/${key.bordereau}`}, 0))::text`
      const emetteur = await findPesEmetteur(tx)
      if (!emetteur.ok) return emetteur
      const waiting = await listTitresAEnvoyer(tx, key)
      if (waiting.length === 0) return refuse("rien-a-envoyer")
      const titres = await listTitreFiles(tx, { titreIds: waiting.map(({ id }) => id) })
      const pieces: PesPiece[] = []
      for (const titre of titres) {
        const bytes = await findTitreBytes(tx, { collectiviteId: titre.collectiviteId, titreId: titre.id }, storage)
        if (!bytes) return refuse("documents-attendus", { nombre: String(await countWithoutDocument(tx, titres)) })
        pieces.push(await pieceOf(tx, titre, emetteur.value.siret, bytes))
      }
      const part = await nextPart(tx, key)
      const made = pesRecette({
        emetteur: emetteur.value,
        bordereau: {
          exercice: key.exercice,
          numero: key.bordereau,
          genre: key.genre,
          dateEmission: titres[0]?.dateEmission ?? today(),
          cumulAnnuel: await findCumulAnnuel(tx, key),
        },
        pieces,
        nom: fileName(emetteur.value, key, part),
        le: today(),
        ...(tailleMax ? { tailleMax } : {}),
      })
      for (const [index, { nom, bytes }] of made.fichiers.entries()) {
        const fichier = await storeFile(tx, { genre: "pes", nom, mediaType: "application/xml", bytes }, storage)
        const { id } = await tx.pesFichier.create({
          data: {
            ...key,
            part: part + index,
            nom,
            fichierId: fichier.id,
            // Files after the first hold supporting documents alone.
            montantHt: index === 0 ? made.montantHt : 0n,
            montantTva: index === 0 ? made.montantTva : 0n,
            translitterations: index === 0 ? made.translitterations : [],
          },
          select: { id: true },
        })
        if (index > 0) continue
        await tx.pesPiece.createMany({
          data: waiting.map(({ collectiviteId, id: titreId, essai }) => ({
            ...{ collectiviteId, titreId, fichierId: id, essai: essai + 1 },
          })),
        })
      }
      await tx.journal("pes.made", {
        objet: `bordereau/${exercice}-${bordereau}`,
        apres: { genre, titres: titres.length, fichiers: made.fichiers.map(({ nom }) => nom) },
      })
      return ok({ fichiers: made.fichiers.length, titres: titres.length })
    },
    { timeoutMs: 300_000 },
  )

export async function findPesEmetteur(tx: WriteTx): Promise<Result<PesEmetteur, "reglages-manquants">> {
  const { pesPoste, siret, pesCollectivite, pesBudget, nom } = await tx.operateur.findFirstOrThrow()
  const missing = [
    pesPoste ? null : "le codique du poste comptable",
    siret ? null : "le SIRET de l'opérateur",
    pesCollectivite ? null : "le code collectivité de Hélios",
  ].filter(Boolean)
  if (!pesPoste || !siret || !pesCollectivite) return refuse("reglages-manquants", { quoi: missing.join(", ") })
  return ok({ poste: pesPoste, siret, collectivite: pesCollectivite, budget: pesBudget, libelle: nom })
}

/** Unique for ever: issuer, exercice, bordereau, kind, and a part that no other file of it had. */
const fileName = ({ siret }: PesEmetteur, { exercice, budget, bordereau, genre }: BordereauKey, part: number): string =>
  [
    "PESALR2",
    siret,
    exercice,
    budget.replace(/[^0-9A-Za-z]/g, "").slice(0, 12),
    bordereau,
    genre === "ordinaire" ? "01" : "02",
    part,
  ].join("_")

async function nextPart(tx: WriteTx, { exercice, budget, bordereau, genre }: BordereauKey): Promise<number> {
  const last = await tx.pesFichier.aggregate({ where: { exercice, budget, bordereau, genre }, _max: { part: true } })
  return (last._max.part ?? 0) + 1
}

async function countWithoutDocument(tx: WriteTx, titres: readonly IssuedTitre[]): Promise<number> {
  const ids = titres.map(({ id }) => id)
  const drawn = await tx.document.count({
    where: { genre: "titre", version: 1, objetId: { in: ids }, etat: "disponible" },
  })
  return titres.length - drawn
}

async function pieceOf(tx: WriteTx, titre: IssuedTitre, siret: string, bytes: Uint8Array): Promise<PesPiece> {
  const { exercice, serie, numero, imputation } = titre
  const origine = titre.corrige ? await findOrigine(tx, titre) : null
  return {
    numero,
    objet: titre.motif ? `${titre.objet} - ${titre.motif}` : titre.objet,
    tiers: tiersOf(titre.debiteur),
    origine,
    lignes: titre.lignes.map((ligne, index) => ({
      objet: `${ligne.libelle} : ${ligne.bases}`,
      // The series stands for the product until the comptable names another.
      codeProduit: serie.replace(/[^0-9A-Za-z]/g, "").slice(0, 4),
      nature: imputation,
      montantHt: ligne.montantHt,
      tauxTva: ligne.tauxTva,
      montantTva: ligne.montantTva,
      ...(origine?.lignes[index] ? { ligneOrigine: origine.lignes[index] } : {}),
    })),
    justificatif: {
      id: `${siret}T${exercice}${serie.replace(/[^0-9A-Za-z]/g, "")}${numero}`,
      nom: `titre-${titreReference(titre)}.pdf`,
      bytes,
    },
  }
}

/** The titre that this one lowers, and for each of its lines, in order, the number that the original line had in its file. */
async function findOrigine(tx: WriteTx, { collectiviteId, id }: IssuedTitre) {
  const { corrige, lignes } = await tx.titre.findUniqueOrThrow({
    where: { collectiviteId_id: { collectiviteId, id } },
    select: {
      lignes: { select: { rangCorrige: true }, orderBy: { rang: "asc" } },
      corrige: {
        select: {
          exercice: true,
          numero: true,
          // A line of no amount has no place in a file: those after it move up.
          lignes: { where: { montantHt: { not: 0n } }, select: { rang: true }, orderBy: { rang: "asc" } },
        },
      },
    },
  })
  if (!corrige) return null
  const numbers = new Map(corrige.lignes.map(({ rang }, index) => [rang, index + 1]))
  return {
    exercice: corrige.exercice,
    numero: corrige.numero,
    lignes: lignes.map(({ rangCorrige }) => numbers.get(rangCorrige ?? 0)),
  }
}

const TYPES: Readonly<Record<string, PesTiers["type"]>> = {
  commune: "commune",
  epci: "epci",
  departement: "departement",
  region: "region",
}

const tiersOf = ({ type, ...debiteur }: Debiteur): PesTiers => ({ ...debiteur, type: TYPES[type] ?? "autre" })
