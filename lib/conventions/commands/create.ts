import type { Prisma } from "@/generated/prisma/client.ts"
import type { WriteTx } from "@/lib/access/door.ts"
import { addDays, toDatabase, today, yearOf } from "@/lib/platform/dates.ts"
import { env } from "@/lib/platform/env.ts"
import { asJson } from "@/lib/platform/json.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findCollectiviteSide, findModele, findOperateurSide } from "../queries/sources.ts"
import { acteNumero, fill, fillArticles, inSentence } from "../rules.ts"
import type { ActeGenre, Annexe, Contenu } from "../types.ts"

export type Draft = {
  collectiviteId: string
  genre: ActeGenre
  objetId: string
  creeParId: string
  sousTitre: string
  /** "Maire de Breteuil", with the name. */
  representant: string
  faits: Contenu["faits"]
  /** What fills the blanks of the operator's model. */
  valeurs: Readonly<Record<string, string>>
  annexes: readonly Annexe[]
}

/** An act with its number, its words frozen; its pages are drawn after, by whoever comes first. */
export async function createActe(
  tx: WriteTx,
  draft: Draft,
): Promise<Result<{ acte: string; numero: string }, "modele-absent">> {
  const { collectiviteId, genre, objetId } = draft
  const day = today()
  const modele = await findModele(tx, genre, day)
  if (!modele) return refuse("modele-absent")
  const { preavisRetraitMois, delaiSignature, niveauOf, ville: _, ...operateur } = await findOperateurSide(tx)
  const collectivite = await findCollectiviteSide(tx, collectiviteId, draft.representant)
  const valeurs = {
    operateur: operateur.nom,
    collectivite: collectivite.nom,
    laCollectivite: inSentence(collectivite.nom),
    preavis: `${preavisRetraitMois} mois`,
    ...draft.valeurs,
  }
  const niveau = niveauOf(genre)
  const contenu: Contenu = {
    titre: fill(modele.titre, valeurs),
    sousTitre: draft.sousTitre,
    preambule: fill(modele.preambule, valeurs),
    operateur,
    collectivite,
    faits: draft.faits,
    articles: fillArticles(modele.articles, valeurs),
    annexes: draft.annexes,
    niveau,
    etabliLe: day,
    demonstration: env().DEMONSTRATION,
  }
  const numero = acteNumero(genre, day, await nextRang(tx, genre, yearOf(day)))
  const { id } = await tx.acte.create({
    data: {
      collectiviteId,
      genre,
      objetId,
      numero,
      niveau,
      intitule: contenu.titre,
      contenu: asJson<Prisma.InputJsonObject>(contenu),
      aSignerAvant: toDatabase(addDays(day, delaiSignature)),
      creeParId: draft.creeParId,
    },
    select: { id: true },
  })
  await tx.journal("acte.etabli", { concerneId: collectiviteId, objet: `acte/${id}`, apres: { genre, numero, niveau } })
  return ok({ acte: id, numero })
}

async function nextRang(tx: WriteTx, genre: ActeGenre, annee: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ rang: number }[]>`
    insert into acte_numero (genre, annee, prochain) values (${genre}::acte_genre, ${annee}::int, 2)
    on conflict (genre, annee) do update set prochain = acte_numero.prochain + 1 returning prochain - 1 as rang`
  if (!row) throw new Error(`no number for ${genre} ${annee}`)
  return row.rang
}
