import { legalName } from "@/lib/collectivites/rules.ts"
import { type CalendarDate, yearOf } from "@/lib/platform/dates.ts"
import { type Cents, decimal, priceOf, toEuros } from "@/lib/platform/money.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { stableDraw, stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { personneId } from "./people.ts"

/** Who owed what last year: the member, as its file is, and how many inhabitants it had. */
export type Debiteur = {
  id: string
  code: string
  nom: string
  codePostal: string | null
  siren: string | null
  habitants: number
}

export type CorrectionRows = Record<
  "titre" | "titre_ligne" | "titre_numero" | "titre_suivi" | "reglement" | "projet_titre",
  Row[]
>

const FONDEMENT = "Contribution annuelle des membres aux charges du syndicat (données de démonstration)."
const GESTIONNAIRE = personneId("gestionnaire")

/**
 * Invented, beside the accounts of ./comptes.ts and numbered after them: last year's cotisations of other communes, most of them
 * paid, one lowered while the exercice was open; then, the exercice closed, one taken back by a mandat; and what waits for a
 * second person today.
 */
export function correctionRows(
  debiteurs: readonly Debiteur[],
  first: number,
  day: CalendarDate,
): { open: CorrectionRows; closed: CorrectionRows; numbered: { exercice: number; serie: string; prochain: number }[] } {
  const annee = yearOf(day) - 1
  const open = emptyRows()
  const closed = emptyRows()
  const montant = ({ habitants }: Debiteur) => priceOf(habitants, decimal("0.10"))
  debiteurs.forEach((debiteur, index) => {
    const titre = {
      id: stableId("titre", debiteur.code),
      exercice: annee,
      serie: "COT",
      numero: first + index,
      debiteur,
    }
    write(open, titre, {
      montant: montant(debiteur),
      le: `${annee}-03-03`,
      echeance: `${annee}-04-02`,
      bases: basesOf(debiteur),
    })
    const paid = index % 6 !== 5
    const partial = index % 6 === 3 ? montant(debiteur) / 2n : montant(debiteur)
    if (paid) pay(open, titre, partial, annee)
    follow(
      open,
      titre,
      paid ? (partial === montant(debiteur) ? "solde" : "partiellement_regle") : "pris_en_charge",
      `${annee}-05-12`,
    )
  })
  const [, lowered, taken, waiting] = debiteurs
  if (lowered) {
    const origin = {
      id: stableId("titre", lowered.code),
      exercice: annee,
      serie: "COT",
      numero: first + 1,
      debiteur: lowered,
    }
    const document = {
      id: stableId("reduction", lowered.code),
      exercice: annee,
      serie: "COT",
      numero: first + debiteurs.length,
      debiteur: lowered,
    }
    correct(open, origin, document, {
      montant: montant(lowered) / 10n,
      whole: montant(lowered),
      le: `${annee}-06-16`,
      clos: false,
    })
  }
  if (taken) {
    const origin = {
      id: stableId("titre", taken.code),
      exercice: annee,
      serie: "COT",
      numero: first + 2,
      debiteur: taken,
    }
    const document = {
      id: stableId("mandat", taken.code),
      exercice: annee + 1,
      serie: "M673",
      numero: 1,
      debiteur: taken,
    }
    correct(closed, origin, document, {
      montant: montant(taken),
      whole: montant(taken),
      le: `${annee + 1}-05-19`,
      clos: true,
    })
  }
  if (waiting) closed.projet_titre.push(projetRow(waiting, montant(waiting), annee, first + 3))
  const numbered = [
    { exercice: annee, serie: "COT", prochain: first + debiteurs.length + 1 },
    { exercice: annee + 1, serie: "M673", prochain: 2 },
  ]
  return { open, closed, numbered }
}

/** Asked by one person, closed by another, after the journée complémentaire. */
export const exerciceRow = (day: CalendarDate): Row => ({
  annee: yearOf(day) - 1,
  closLe: `${yearOf(day)}-02-10`,
  closParId: personneId("administrateur"),
  demandeParId: GESTIONNAIRE,
  demandeLe: `${yearOf(day)}-02-09T09:30:00Z`,
  secondePersonne: true,
  bilan: null,
})

const emptyRows = (): CorrectionRows => ({
  ...{ titre: [], titre_ligne: [], titre_numero: [], titre_suivi: [], reglement: [], projet_titre: [] },
})

type Titre = { id: string; exercice: number; serie: string; numero: number; debiteur: Debiteur }
type Facts = { montant: Cents; le: string; echeance: string; bases: string }
type Correction = { origin: Titre; nature: "reduction" | "annulation"; clos: boolean }

function write(rows: CorrectionRows, titre: Titre, facts: Facts, correction?: Correction): void {
  const { id, exercice, serie, numero, debiteur } = titre
  const montant = facts.montant.toString()
  const objet = `Cotisation ${correction?.origin.exercice ?? exercice}`
  rows.titre.push({
    ...{ collectiviteId: debiteur.id, id, exercice, budget: "principal", serie, numero, bordereau: 1 },
    objet: correction ? `${correction.nature === "reduction" ? "Réduction" : "Annulation"} de titre : ${objet}` : objet,
    fondement: FONDEMENT,
    imputation: correction?.clos ? "673" : "7474",
    ...{ montantHt: montant, montantTva: "0", montantTtc: montant, dateEmission: facts.le, echeance: facts.echeance },
    canal: "papier",
    debiteur: {
      ...{ nom: legalName("commune", debiteur.nom), type: "commune", siren: debiteur.siren, siret: null },
      ...{ adresse: null, codePostal: debiteur.codePostal, ville: debiteur.nom },
    },
    nature: correction?.nature ?? "recette",
    corrigeId: correction?.origin.id ?? null,
    surExerciceClos: correction?.clos ?? false,
    motif: correction ? "Population corrigée après recensement (données de démonstration)" : null,
    ...{ volet: "cotisation", horsChampTva: true, emisParId: GESTIONNAIRE, emisLe: `${facts.le}T08:00:00Z` },
  })
  rows.titre_ligne.push({
    ...{
      collectiviteId: debiteur.id,
      id: stableId("titre_ligne", id),
      titreId: id,
      rang: 1,
      libelle: objet,
      bases: facts.bases,
    },
    ...(correction
      ? { quantite: "1", prixUnitaire: toEuros(facts.montant) }
      : { quantite: String(debiteur.habitants), prixUnitaire: "0.10" }),
    ...{ montantHt: montant, categorieTva: "O", tauxTva: "0", montantTva: "0", beneficiaireId: debiteur.id },
    ...{ beneficiaireNom: legalName("commune", debiteur.nom), rangCorrige: correction ? 1 : null, base: {} },
  })
  rows.titre_numero.push({ exercice, budget: "principal", serie, numero, debiteurId: debiteur.id, titreId: id })
  follow(rows, titre, "emis", facts.le)
}

function correct(
  rows: CorrectionRows,
  origin: Titre,
  titre: Titre,
  { montant, whole, le, clos }: { montant: Cents; whole: Cents; le: string; clos: boolean },
): void {
  const nature = montant === whole ? "annulation" : "reduction"
  const reference = titreReference(origin)
  write(rows, titre, { montant, le, echeance: le, bases: `Ligne 1 du titre n° ${reference}` }, { origin, nature, clos })
  follow(rows, origin, nature === "annulation" ? "annule" : "reduit", le)
}

function follow(rows: CorrectionRows, { id, debiteur }: Titre, etat: string, le: string): void {
  rows.titre_suivi.push({
    ...{
      collectiviteId: debiteur.id,
      id: stableId("titre_suivi", `${id}:${etat}`),
      titreId: id,
      etat,
      le: `${le}T08:00:00Z`,
    },
    ...{ personneId: null, note: null },
  })
}

function pay(rows: CorrectionRows, { id, debiteur }: Titre, montant: Cents, annee: number): void {
  rows.reglement.push({
    ...{ collectiviteId: debiteur.id, id: stableId("reglement", id), titreId: id, montant: montant.toString() },
    recuLe: `${annee}-05-${String(2 + Math.floor(stableDraw(id) * 9)).padStart(2, "0")}`,
    ...{ moyen: "virement", reference: `VIR ${annee} ${debiteur.code}`, note: "Donnée de démonstration" },
  })
}

const basesOf = ({ habitants }: Debiteur) => `${habitants} habitants × 0,10 € (population municipale 2022)`

/** A réduction that a second person has yet to look at. */
function projetRow(debiteur: Debiteur, montant: Cents, annee: number, numero: number): Row {
  const part = montant / 4n > 0n ? montant / 4n : 1n
  const ligne = {
    ...{
      libelle: `Cotisation ${annee}`,
      bases: `Ligne 1 du titre n° ${annee}-COT-${numero}`,
      quantite: "1",
      prixUnitaire: toEuros(part),
    },
    ...{ montantHt: part.toString(), categorieTva: "O", tauxTva: "0", montantTva: "0", beneficiaireId: debiteur.id },
    ...{
      beneficiaireNom: legalName("commune", debiteur.nom),
      serviceId: null,
      pilierId: null,
      acte: null,
      origine: null,
    },
    ...{ rangCorrige: 1, base: {} },
  }
  return {
    ...{ collectiviteId: debiteur.id, id: stableId("projet_titre", debiteur.code), nature: "reduction" },
    ...{
      corrigeId: stableId("titre", debiteur.code),
      volet: "cotisation",
      objet: `Cotisation ${annee}`,
      fondement: FONDEMENT,
    },
    ...{
      imputation: "7474",
      motif: "Trois mois comptés en trop (données de démonstration)",
      lignes: [ligne],
    },
    ...{ montantHt: part.toString(), montantTva: "0", secondePersonne: true, proposeParId: GESTIONNAIRE },
  }
}
