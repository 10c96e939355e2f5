import { formatAmount } from "@/lib/platform/format.ts"
import { type Cents, least, sum } from "@/lib/platform/money.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { distinct, payerNames, type Reference, readReferences, readSirens } from "./references.ts"

/** What is known of a payment that waits. */
export type Paiement = {
  payeur: string
  siren: string | null
  reference: string
  libelle: string
  /** What of it is not set against a titre yet. */
  disponible: Cents
}

/** A titre that it might pay. */
export type Candidat = {
  collectiviteId: string
  titreId: string
  exercice: number
  serie: string
  numero: number
  nom: string
  /** The name as a search writes it. */
  nomCherche: string
  siren: string | null
  /** Billed − cancelled − paid; zero or less when nothing is waited for. */
  reste: Cents
  echeance: string
}

/** Sûr: one reading of the payment, to the cent. Nothing is ever applied without a person, whatever the level. */
export type Niveau = "sur" | "probable" | "ambigu"
export type Part = { titre: Candidat; montant: Cents }
export type Proposition = { parts: Part[]; excedent: Cents; raison: string }
export type Lecture = { niveau: Niveau; propositions: Proposition[] } | { niveau: "aucun"; raison: string }

/** What the texts of a payment name, for the query that looks for its candidates. */
export function tracesOf({ payeur, siren, reference, libelle }: Paiement, series: readonly string[]) {
  const references = [
    ...readReferences(reference, series, true),
    ...readReferences(libelle, series),
    ...readReferences(payeur, series),
  ]
  const sirens = [...new Set([...(siren ? [siren] : []), ...readSirens(`${reference} ${libelle} ${payeur}`)])]
  return { references: distinct(references), sirens, noms: payerNames(payeur) }
}

/** Which titres a payment seems to settle, and why, in words. */
export function readPaiement(paiement: Paiement, candidats: readonly Candidat[], series: readonly string[]): Lecture {
  const { references, sirens, noms } = tracesOf(paiement, series)
  const payeurs = new Set(
    candidats
      .filter(({ siren, nomCherche }) =>
        sirens.length > 0 ? siren !== null && sirens.includes(siren) : noms.includes(nomCherche),
      )
      .map(({ collectiviteId }) => collectiviteId),
  )
  const named = references.map((one) => ({ reference: one, titres: candidats.filter((titre) => fits(one, titre)) }))
  const hits = named.filter(({ titres }) => titres.length > 0)
  if (hits.length > 0) return byReference(paiement, hits, payeurs)
  const open = candidats.filter(({ reste }) => reste > 0n)
  if (payeurs.size > 0)
    return byPayer(
      paiement,
      open.filter(({ collectiviteId }) => payeurs.has(collectiviteId)),
    )
  return byAmount(paiement, open, references.length > 0)
}

const fits = ({ numero, exercice, serie }: Reference, titre: Candidat): boolean =>
  titre.numero === numero &&
  (exercice === null || titre.exercice === exercice) &&
  (serie === null || titre.serie.toUpperCase() === serie)

type Hit = { reference: Reference; titres: Candidat[] }

function byReference(paiement: Paiement, hits: readonly Hit[], payeurs: ReadonlySet<string>): Lecture {
  const several = hits.find(({ titres }) => titres.length > 1)
  if (several) return byAmbiguousReference(paiement, several, payeurs)
  const titres = distinctTitres(hits.flatMap(({ titres: [only] }) => (only ? [only] : [])))
  const proposition = share(paiement.disponible, titres)
  const foreign = payeurs.size > 0 ? titres.find(({ collectiviteId }) => !payeurs.has(collectiviteId)) : undefined
  if (foreign)
    return {
      niveau: "ambigu",
      propositions: [
        {
          ...proposition,
          raison: `La référence désigne un titre de ${foreign.nom}, mais le payeur semble être une autre collectivité.`,
        },
      ],
    }
  const names = titres.map(titreReference).join(", ")
  const exact = sum(titres.map(({ reste }) => reste)) === paiement.disponible
  const complete =
    hits.every(({ reference }) => reference.exercice !== null && reference.serie !== null) || payeurs.size > 0
  if (exact && complete)
    return {
      niveau: "sur",
      propositions: [
        { ...proposition, raison: `La référence désigne ${names}, et le montant est exactement ce qui reste dû.` },
      ],
    }
  return {
    niveau: titres.every(({ reste }) => reste > 0n) ? "probable" : "ambigu",
    propositions: [{ ...proposition, raison: gapWords(names, titres, paiement.disponible) }],
  }
}

function gapWords(names: string, titres: readonly Candidat[], disponible: Cents): string {
  const reste = sum(titres.map((titre) => (titre.reste > 0n ? titre.reste : 0n)))
  if (reste === 0n) return `La référence désigne ${names}, où plus rien n'est dû : ce serait un trop-perçu.`
  if (disponible > reste)
    return `La référence désigne ${names} : ${formatAmount(disponible - reste)} de plus que ce qui reste dû.`
  return disponible < reste
    ? `La référence désigne ${names} : paiement partiel, il resterait ${formatAmount(reste - disponible)}.`
    : `La référence désigne ${names} par son seul numéro, et le montant est exactement ce qui reste dû.`
}

/** Two titres bear what the payer wrote: each is proposed, the payer's first when it is known; a person chooses. */
function byAmbiguousReference(
  { disponible }: Paiement,
  { reference, titres }: Hit,
  payeurs: ReadonlySet<string>,
): Lecture {
  const own = titres.filter(({ collectiviteId }) => payeurs.has(collectiviteId))
  const [only] = own
  if (only && own.length === 1) {
    const raison = `Le numéro ${reference.numero} est celui de ${titres.length} titres ; le payeur désigne ${titreReference(only)}.`
    return { niveau: "probable", propositions: [{ ...share(disponible, [only]), raison }] }
  }
  const order = [...titres].sort((one, other) => Number(other.reste === disponible) - Number(one.reste === disponible))
  const raison = `La référence convient à ${titres.length} titres : choisissez.`
  return { niveau: "ambigu", propositions: order.map((titre) => ({ ...share(disponible, [titre]), raison })) }
}

/** More titres than this of one payer are not tried in all their combinations. */
const MAX_COMBINED = 10

function byPayer({ disponible }: Paiement, open: readonly Candidat[]): Lecture {
  const exact = open.filter(({ reste }) => reste === disponible)
  const propose = (titres: readonly Candidat[], raison: string): Proposition => ({
    ...share(disponible, titres),
    raison,
  })
  const [only] = exact
  if (only && exact.length === 1)
    return {
      niveau: "probable",
      propositions: [propose([only], `Le payeur et le montant désignent ${titreReference(only)}, sans référence.`)],
    }
  if (exact.length > 1)
    return {
      niveau: "ambigu",
      propositions: exact.map((titre) =>
        propose([titre], "Plusieurs titres de ce payeur ont ce montant : choisissez."),
      ),
    }
  const sums = combinations(open, disponible)
  const [first] = sums
  if (first && sums.length === 1)
    return {
      niveau: "probable",
      propositions: [propose(first, `Ces titres du payeur font ensemble ${formatAmount(disponible)}.`)],
    }
  if (sums.length > 1)
    return {
      niveau: "ambigu",
      propositions: sums.map((titres) => propose(titres, "Plusieurs réunions de titres font ce montant : choisissez.")),
    }
  return open.length > 0
    ? { niveau: "aucun", raison: "Le payeur est reconnu, mais aucun de ses titres n'a ce montant." }
    : { niveau: "aucun", raison: "Le payeur est reconnu, mais il ne doit plus rien." }
}

function combinations(open: readonly Candidat[], wanted: Cents): Candidat[][] {
  if (open.length > MAX_COMBINED) return []
  const found: Candidat[][] = []
  for (let bits = 1; bits < 1 << open.length; bits++) {
    const chosen = open.filter((_, index) => bits & (1 << index))
    if (chosen.length > 1 && sum(chosen.map(({ reste }) => reste)) === wanted) found.push(chosen)
  }
  return found
}

const MAX_BY_AMOUNT = 3

function byAmount({ disponible }: Paiement, open: readonly Candidat[], unknownReference: boolean): Lecture {
  const exact = open.filter(({ reste }) => reste === disponible)
  const why = unknownReference ? "La référence ne désigne aucun titre" : "Ni référence, ni payeur connu"
  if (exact.length === 0 || exact.length > MAX_BY_AMOUNT) return { niveau: "aucun", raison: `${why}.` }
  return {
    niveau: "ambigu",
    propositions: exact.map((titre) => ({
      ...share(disponible, [titre]),
      raison: `${why} : seul le montant correspond.`,
    })),
  }
}

/** Each titre gets what is left of it, the earliest due first; what remains is an over-payment of the last one. */
export function share(disponible: Cents, titres: readonly Candidat[]): { parts: Part[]; excedent: Cents } {
  const order = [...titres].sort(
    (one, other) => one.echeance.localeCompare(other.echeance) || one.numero - other.numero,
  )
  let left = disponible
  const parts = order.flatMap((titre) => {
    const due = titre.reste > 0n ? titre.reste : 0n
    const montant = least(due, left)
    left -= montant
    return montant > 0n ? [{ titre, montant }] : []
  })
  const last = parts.at(-1)
  if (left === 0n) return { parts, excedent: 0n }
  const target = last?.titre ?? order.at(-1)
  if (!target) return { parts, excedent: left }
  const rest = parts.filter((part) => part !== last)
  return { parts: [...rest, { titre: target, montant: (last?.montant ?? 0n) + left }], excedent: left }
}

const distinctTitres = (titres: readonly Candidat[]): Candidat[] => [
  ...new Map(titres.map((one) => [one.titreId, one])).values(),
]
