import type { Tx } from "@/lib/access/door.ts"
import { confirmedSiret, foldSearch, legalName } from "@/lib/collectivites/rules.ts"
import { fromDatabase } from "@/lib/platform/dates.ts"
import { empty, sql } from "@/lib/platform/db.ts"
import { asJson } from "@/lib/platform/json.ts"
import { type Cents, decimal } from "@/lib/platform/money.ts"
import type { LigneRestante } from "../rules/correction.ts"
import { type ProjetLigne, projetLignes } from "../schema.ts"
import type { Canal, Debiteur, ProjetEtat, TitreNature, TitreState, TitreVolet } from "../types.ts"

/** The debtor of a titre of today, as its file is. */
export async function findDebiteur(tx: Tx, collectiviteId: string): Promise<Debiteur> {
  const body = await tx.collectivite.findUniqueOrThrow({
    where: { id: collectiviteId },
    select: { nom: true, type: true, siren: true, codesPostaux: true, fiches: true },
  })
  const [fiche] = body.fiches
  return {
    nom: legalName(body.type, body.nom),
    type: body.type,
    siren: body.siren,
    siret: confirmedSiret(body.siren, fiche?.siret),
    adresse: fiche?.adresse ?? null,
    codePostal: fiche?.codePostal ?? body.codesPostaux[0] ?? null,
    ville: fiche?.ville ?? (body.type === "commune" ? body.nom : null),
  }
}

/** Who is meant by a SIREN or an exact name; null when nobody is, or several are. */
export async function findCollectiviteNamed(tx: Tx, typed: string): Promise<{ id: string; nom: string } | null> {
  const rows = await tx.$queryRaw<{ id: string; nom: string }[]>`
    select id, nom from collectivite where siren = ${typed.replace(/\s/g, "")} or "publicId" = ${typed}
      or "nomCherche" = ${foldSearch(typed)} limit 2`
  return rows.length === 1 ? (rows[0] ?? null) : null
}

export type TitreToCorrect = {
  collectiviteId: string
  id: string
  exercice: number
  budget: string
  serie: string
  numero: number
  objet: string
  fondement: string
  imputation: string
  volet: TitreVolet
  canal: Canal
  nature: TitreNature
  etat: TitreState
  debiteur: Debiteur
  numeroEngagement: string | null
  codeService: string | null
  exerciceClos: boolean
  lignes: (LigneRestante & Omit<ProjetLigne, "rangCorrige" | "montantHt" | "montantTva">)[]
}

/** A titre with what earlier corrections left of each of its lines. */
export async function findTitreToCorrect(tx: Tx, titreId: string): Promise<TitreToCorrect | null> {
  const known = await tx.titreNumero.findUnique({ where: { titreId }, select: { debiteurId: true } })
  if (!known) return null
  const row = await tx.titre.findUniqueOrThrow({
    where: { collectiviteId_id: { collectiviteId: known.debiteurId, id: titreId } },
    include: {
      lignes: { orderBy: { rang: "asc" } },
      suivis: { orderBy: [{ le: "desc" }, { id: "desc" }], take: 1 },
      corrections: { select: { lignes: { select: { rangCorrige: true, montantHt: true, montantTva: true } } } },
    },
  })
  const exercice = await tx.exercice.findUnique({ where: { annee: row.exercice }, select: { closLe: true } })
  const taken = row.corrections.flatMap(({ lignes }) => lignes)
  const left = (rang: number, of: "montantHt" | "montantTva", whole: Cents): Cents =>
    taken.reduce((rest, ligne) => (ligne.rangCorrige === rang ? rest - ligne[of] : rest), whole)
  return {
    ...row,
    etat: row.suivis[0]?.etat ?? "emis",
    debiteur: asJson<Debiteur>(row.debiteur),
    exerciceClos: exercice?.closLe != null,
    lignes: row.lignes.map((ligne) => ({
      ...ligne,
      base: asJson<ProjetLigne["base"]>(ligne.base),
      tauxTva: decimal(ligne.tauxTva.toString()),
      quantite: decimal(ligne.quantite.toString()),
      prixUnitaire: decimal(ligne.prixUnitaire.toString()),
      resteHt: left(ligne.rang, "montantHt", ligne.montantHt),
      resteTva: left(ligne.rang, "montantTva", ligne.montantTva),
    })),
  }
}

export type ProjetRow = {
  id: string
  etat: ProjetEtat
  nature: TitreNature
  collectivitePublicId: string
  nom: string
  objet: string
  motif: string | null
  montant: Cents
  corrigeReference: string | null
  proposePar: string
  proposeLe: Date
}

export const PROJETS_PER_PAGE = 50

/** What waits first, then what was decided, newest first. */
export const listProjets = (
  tx: Tx,
  { etat, page }: { etat?: ProjetEtat; page: number },
  limit = PROJETS_PER_PAGE,
): Promise<ProjetRow[]> =>
  tx.$queryRaw<ProjetRow[]>`
    select p.id, p.etat, p.nature, c."publicId" as "collectivitePublicId", c.nom, p.objet, p.motif,
      (p."montantHt" + p."montantTva") as montant, o.exercice || '-' || o.serie || '-' || o.numero as "corrigeReference",
      q.nom as "proposePar", p."proposeLe"
    from projet_titre p join collectivite c on c.id = p."collectiviteId" join personne q on q.id = p."proposeParId"
    left join titre o on o."collectiviteId" = p."collectiviteId" and o.id = p."corrigeId"
    where true ${etat ? sql`and p.etat = ${etat}::projet_titre_etat` : empty}
    order by p.etat = 'propose' desc, p."proposeLe" desc limit ${limit}::int offset ${(page - 1) * PROJETS_PER_PAGE}::int`

export async function countProjets(tx: Tx, etat: ProjetEtat | undefined, bound: number): Promise<number> {
  const [row] = await tx.$queryRaw<{ count: number }[]>`
    select count(*)::int as count from (select from projet_titre where true
      ${etat ? sql`and etat = ${etat}::projet_titre_etat` : empty} limit ${bound}::int) kept`
  return row?.count ?? 0
}

/** One proposal, as it will be issued. */
export async function findProjet(tx: Tx, id: string) {
  const row = await tx.projetTitre.findFirst({
    where: { id },
    include: {
      collectivite: { select: { publicId: true, nom: true } },
      corrige: { select: { id: true, exercice: true, serie: true, numero: true, objet: true } },
      titre: { select: { id: true, exercice: true, serie: true, numero: true } },
    },
  })
  if (!row) return null
  const ids = [row.proposeParId, row.decideParId].filter((one) => one !== null)
  const names = new Map(
    (await tx.personne.findMany({ where: { id: { in: ids } }, select: { id: true, nom: true } })).map((one) => [
      one.id,
      one.nom,
    ]),
  )
  const nouveau = row.nouveauDebiteurId
    ? await tx.collectivite.findUnique({ where: { id: row.nouveauDebiteurId }, select: { nom: true, publicId: true } })
    : null
  const exercice = row.corrige
    ? await tx.exercice.findUnique({ where: { annee: row.corrige.exercice }, select: { closLe: true } })
    : null
  return {
    ...row,
    lignes: projetLignes.parse(row.lignes),
    proposePar: names.get(row.proposeParId) ?? "",
    decidePar: row.decideParId ? (names.get(row.decideParId) ?? "") : null,
    nouveauDebiteur: nouveau,
    surExerciceClos: exercice?.closLe != null,
  }
}
export type Projet = NonNullable<Awaited<ReturnType<typeof findProjet>>>

/** The corrections that one titre received, oldest first. */
export async function listCorrections(tx: Tx, collectiviteId: string, titreId: string) {
  const rows = await tx.titre.findMany({
    where: { collectiviteId, corrigeId: titreId },
    orderBy: [{ emisLe: "asc" }, { numero: "asc" }],
    select: {
      ...{ id: true, nature: true, exercice: true, serie: true, numero: true, montantTtc: true, motif: true },
      ...{ dateEmission: true, surExerciceClos: true },
    },
  })
  return rows.map((row) => ({ ...row, dateEmission: fromDatabase(row.dateEmission) }))
}
export type Correction = Awaited<ReturnType<typeof listCorrections>>[number]

/** Services that a line may be about, by pillar. */
export const listServiceChoices = (tx: Tx) =>
  tx.service.findMany({ select: { id: true, nom: true }, orderBy: [{ pilier: { rang: "asc" } }, { nom: "asc" }] })
