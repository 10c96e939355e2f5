import type { WriteTx } from "@/lib/access/door.ts"
import { today, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { ok, type Result, refuse } from "@/lib/platform/result.ts"
import { findDebiteur, findTitreToCorrect, type Projet, type TitreToCorrect } from "../queries/projets.ts"
import { maySuffer, stateAfter } from "../rules/correction.ts"
import { canalFor, computeEcheance, titreReference } from "../rules.ts"
import type { ProjetLigne } from "../schema.ts"
import { NATURE_LABELS, type ProjetRefusal, pieceWords, TITRE_LABELS } from "../types.ts"
import { openBordereau } from "./bordereau.ts"
import { type DraftLigne, type DraftTitre, insertTitres } from "./insert.ts"
import { takeNumbers } from "./numbers.ts"

export type IssuedProjet = { titre: string; reference: string; nouveau?: string }

/** What the proposal says, with its numbers: a titre, or a correction and, if another debtor is named, the titre that replaces it. */
export async function issueProjet(
  tx: WriteTx,
  projet: Projet,
  emisParId: string,
): Promise<Result<IssuedProjet, ProjetRefusal>> {
  if (!projet.corrigeId) return issuePlain(tx, projet, projet.collectiviteId, emisParId)
  const origin = await findTitreToCorrect(tx, projet.corrigeId)
  if (!origin) return refuse("titre-inconnu")
  const issued = await issueCorrection(tx, projet, origin, emisParId)
  if (!issued.ok || !projet.nouveauDebiteurId) return issued
  const again = await issuePlain(tx, projet, projet.nouveauDebiteurId, emisParId, origin)
  return again.ok ? ok({ ...issued.value, nouveau: again.value.titre }) : again
}

async function issueCorrection(
  tx: WriteTx,
  projet: Projet,
  origin: TitreToCorrect,
  emisParId: string,
): Promise<Result<IssuedProjet, ProjetRefusal>> {
  const { nature } = projet
  if (nature === "recette" || !projet.motif) throw new Error(`projet ${projet.id} corrects nothing`)
  if (!maySuffer(origin.etat, nature)) return refuse("titre-etat", { etat: TITRE_LABELS[origin.etat].word })
  const { serieMandats, imputationMandats, premierNumero, premierBordereau } = await findSettings(tx)
  const { collectiviteId, budget, canal, debiteur } = origin
  const clos = origin.exerciceClos
  const day = today()
  // An open exercice takes its own corrections; a closed one leaves a mandat of the present year, on account 673.
  const exercice = clos ? yearOf(day) : origin.exercice
  const serie = clos ? serieMandats : origin.serie
  const locked = await lockExercice(tx, exercice)
  if (!locked.ok) return locked
  const numero = await takeNumbers(tx, { exercice, budget, serie }, 1, clos ? 1 : premierNumero)
  const kind = clos ? "mandat" : "annulation"
  const bordereau = await openBordereau(tx, { exercice, budget, kind, day, premier: premierBordereau })
  const draft: DraftTitre = {
    ...{ collectiviteId, exercice, budget, serie, numero, bordereau, canal, debiteur, emisParId, campagneId: null },
    correction: { nature, corrigeId: origin.id, surExerciceClos: clos, motif: projet.motif },
    objet: `${NATURE_LABELS[nature].document} : ${projet.objet}`,
    fondement: clos
      ? `Titre n° ${titreReference(origin)}, d’un exercice clos : mandat au compte ${imputationMandats} (titres annulés sur exercices antérieurs).`
      : `${projet.fondement} Correction du titre n° ${titreReference(origin)} dans son exercice.`,
    imputation: clos ? imputationMandats : projet.imputation,
    dateEmission: day,
    echeance: day,
    numeroEngagement: projet.numeroEngagement,
    codeService: projet.codeService,
    periode: null,
    lignes: drafts(projet.lignes),
  }
  const [inserted] = await insertTitres(tx, [draft])
  if (!inserted) throw new Error("no correction was inserted")
  const reference = titreReference({ exercice, serie, numero })
  const amount = formatAmount(projet.montantHt + projet.montantTva)
  await tx.titreSuivi.create({
    data: {
      ...{ collectiviteId, titreId: origin.id, etat: stateAfter(nature), personneId: emisParId },
      note: `${pieceWords({ nature, surExerciceClos: clos })} n° ${reference}, ${amount} : ${projet.motif}`,
    },
    select: { id: true },
  })
  return ok({ titre: inserted.id, reference })
}

/** A titre of today's exercice; `replaces` is the titre whose sum was just taken back from another debtor. */
async function issuePlain(
  tx: WriteTx,
  projet: Projet,
  collectiviteId: string,
  emisParId: string,
  replaces?: TitreToCorrect,
): Promise<Result<IssuedProjet, ProjetRefusal>> {
  const settings = await findSettings(tx)
  const { budget, serie, premierNumero, premierBordereau, delaiPaiement, canalParDefaut } = settings
  const debiteur = await findDebiteur(tx, collectiviteId)
  const day = today()
  const exercice = yearOf(day)
  const locked = await lockExercice(tx, exercice)
  if (!locked.ok) return locked
  const numero = await takeNumbers(tx, { exercice, budget, serie }, 1, premierNumero)
  const bordereau = await openBordereau(tx, { exercice, budget, kind: "ordinaire", day, premier: premierBordereau })
  const lignes = replaces ? projet.lignes.map((ligne) => reissued(ligne, replaces)) : projet.lignes
  const { objet, fondement, imputation } = projet
  const [inserted] = await insertTitres(tx, [
    {
      ...{
        collectiviteId,
        exercice,
        budget,
        serie,
        numero,
        bordereau,
        debiteur,
        emisParId,
        objet,
        fondement,
        imputation,
      },
      ...{ campagneId: null, correction: null, dateEmission: day, periode: null },
      echeance: computeEcheance(day, delaiPaiement),
      canal: canalFor(debiteur, canalParDefaut),
      numeroEngagement: replaces ? null : projet.numeroEngagement,
      codeService: replaces ? null : projet.codeService,
      lignes: drafts(lignes),
    },
  ])
  if (!inserted) throw new Error("no titre was inserted")
  return ok({ titre: inserted.id, reference: titreReference({ exercice, serie, numero }) })
}

/** The line as it was, for another debtor: how it was found does not change, and it says what it replaces. */
function reissued({ rangCorrige, ...ligne }: ProjetLigne, origin: TitreToCorrect): ProjetLigne {
  const was = origin.lignes.find(({ rang }) => rang === rangCorrige)
  const bases = was?.montantHt === ligne.montantHt ? was.bases : ligne.bases
  return { ...ligne, rangCorrige: null, bases: `${bases} (remplace le titre n° ${titreReference(origin)})` }
}

const findSettings = (tx: WriteTx) =>
  tx.operateur.findFirstOrThrow({
    select: {
      ...{ budget: true, serie: true, premierNumero: true, premierBordereau: true, delaiPaiement: true },
      ...{ canalParDefaut: true, serieMandats: true, imputationMandats: true },
    },
  })

/** Whoever closes the exercice waits for this act, or this act sees it closed: the trigger `exercice` takes the same lock. */
async function lockExercice(tx: WriteTx, annee: number): Promise<Result<void, ProjetRefusal>> {
  await tx.$queryRaw`select pg_advisory_xact_lock_shared(hashtextextended(${`exercice:${annee}`}, 0))::text`
  const row = await tx.exercice.findUnique({ where: { annee }, select: { closLe: true } })
  return row?.closLe ? refuse("exercice-clos", { annee: String(annee) }) : ok(undefined)
}

function drafts(lignes: readonly ProjetLigne[]): [DraftLigne, ...DraftLigne[]] {
  const [first, ...rest] = lignes
  if (!first) throw new Error("a proposal without a line")
  return [first, ...rest]
}
