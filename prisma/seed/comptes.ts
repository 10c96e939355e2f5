import { legalName } from "@/lib/collectivites/rules.ts"
import { addDays, type CalendarDate, calendarDate, yearOf } from "@/lib/platform/dates.ts"
import { formatAmount } from "@/lib/platform/format.ts"
import { sum, toEuros } from "@/lib/platform/money.ts"
import { titreReference } from "@/lib/titres/rules.ts"
import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { personneId } from "./people.ts"
import type { RegisterRow } from "./register.ts"

type Ligne = { libelle: string; bases: string; montant: bigint; service?: string; pilier?: string }
type Titre = {
  id: string
  member: RegisterRow
  exercice: number
  serie: "COT" | "SRV"
  numero: number
  objet: string
  dateEmission: CalendarDate
  echeance: CalendarDate
  lignes: readonly Ligne[]
}

const KNOWN = ["27112", "27198", "27157", "200066462", "syndicat-d-eau-01"]
const OTHERS = 7

/**
 * Invented (données de démonstration): what was billed last year and this one, and what became of it: paid, paid in part, paid too
 * much, reminded of, contested, asked about. What the comptable tells besides waits in a file of its own (./documents.ts).
 */
export function compteRows(members: readonly RegisterRow[], reprises: ReadonlyMap<string, bigint>, day: CalendarDate) {
  const titres = titresOf(members, reprises, day)
  return {
    serie: seriesOf(titres),
    titre: titres.map(titreRow),
    titre_ligne: titres.flatMap(ligneRows),
    titre_suivi: titres.map(({ id, member, dateEmission }) => ({
      collectiviteId: member.id,
      titreId: id,
      etat: "emis",
      le: `${dateEmission}T08:30:00Z`,
      personneId: personneId("gestionnaire"),
    })),
    titre_numero: titres.map(({ id, member, exercice, serie, numero }) => ({
      ...{ exercice, budget: "principal", serie, numero },
      debiteurId: member.id,
      titreId: id,
    })),
    reglement_recu: titres.flatMap((titre) => (paidOf(titre) > 0n ? [recuRow(titre)] : [])),
    reglement: titres.flatMap((titre) => (paidOf(titre) > 0n ? [reglementRow(titre)] : [])),
    relance: titres.flatMap((titre) => (isLate(titre) ? [1, 2].map((rang) => relanceRow(titre, rang)) : [])),
    relance_pause: titres.filter(({ serie, numero }) => serie === "COT" && numero === 5).map(pauseRow),
    titre_message: titres.flatMap((titre) => messagesOf(titre, day)),
  } satisfies Record<string, Row[]>
}

function titresOf(members: readonly RegisterRow[], reprises: ReadonlyMap<string, bigint>, day: CalendarDate): Titre[] {
  const annee = yearOf(day)
  const known = KNOWN.flatMap((code) => members.filter((member) => member.code === code))
  const communes = members.filter(({ code, type }) => type === "commune" && !KNOWN.includes(code))
  const others = communes.sort((one, other) => other.nomPlie.localeCompare(one.nomPlie)).slice(0, OTHERS)
  const cotisations = [...known, ...others].map((member, index): Titre => {
    const montant = reprises.get(member.id) ?? 10_000n
    return {
      ...{ id: stableId("titre", `COT:${member.code}`), member, exercice: annee - 1, serie: "COT", numero: index + 1 },
      objet: `Cotisation ${annee - 1}`,
      dateEmission: calendarDate(`${annee - 1}-03-03`),
      echeance: calendarDate(`${annee - 1}-04-02`),
      lignes: [
        {
          libelle: `Cotisation ${annee - 1} à l’œuvre commune`,
          bases: `Reprise de démonstration (montant inventé) : ${formatAmount(montant)}`,
          montant,
        },
      ],
    }
  })
  const services = known.slice(0, 2).map((member, index): Titre => {
    const echeance = addDays(day, index === 0 ? -5 : 20)
    return {
      ...{
        id: stableId("titre", `SRV:${member.code}`),
        member,
        exercice: annee,
        serie: "SRV",
        numero: index + 1,
        echeance,
      },
      objet: `Services numériques ${annee}`,
      dateEmission: addDays(echeance, -30),
      lignes: [
        {
          libelle: "Publication des actes",
          bases: "1 abonnement × 120,00 € (montant inventé)",
          montant: 12_000n,
          service: "publication-actes",
          pilier: "pack-e-administration",
        },
        {
          libelle: "Messagerie de la mairie",
          bases: "3 boîtes × 24,00 € (montant inventé)",
          montant: 7_200n,
          service: "messagerie-nom-de-domaine",
          pilier: "confiance-numerique",
        },
      ],
    }
  })
  return [...cotisations, ...services]
}

const total = ({ lignes }: Titre): bigint => sum(lignes.map(({ montant }) => montant))

/** Unpaid: the syndicat, who contests, and the seventh; in part: the second; too much: the third. */
const UNPAID = [5, 7]
function paidOf(titre: Titre): bigint {
  if (titre.serie === "SRV" || UNPAID.includes(titre.numero)) return 0n
  if (titre.numero === 2) return total(titre) / 2n
  return titre.numero === 3 ? total(titre) + 1_250n : total(titre)
}
const isLate = ({ serie, numero }: Titre): boolean => serie === "COT" && (numero === 7 || numero === 2)

function seriesOf(titres: readonly Titre[]): Row[] {
  const next = new Map<string, Row>()
  for (const { exercice, serie, numero } of titres) {
    next.set(`${exercice}/${serie}`, { exercice, budget: "principal", serie, prochain: numero + 1 })
    next.set(`${exercice}/BORDEREAU`, { exercice, budget: "principal", serie: "BORDEREAU", prochain: 2 })
  }
  return [...next.values()]
}

function titreRow(titre: Titre): Row {
  const { id, member, exercice, serie, numero, objet, dateEmission, echeance } = titre
  const montant = String(total(titre))
  return {
    ...{
      collectiviteId: member.id,
      id,
      exercice,
      budget: "principal",
      serie,
      numero,
      bordereau: 1,
      objet,
      dateEmission,
      echeance,
    },
    fondement: "Contribution des membres aux charges du syndicat (charte d’adhésion, statuts, délibération).",
    imputation: serie === "COT" ? "7474" : "70878",
    ...{ montantHt: montant, montantTva: "0", montantTtc: montant, canal: "papier", nature: "recette" },
    volet: serie === "COT" ? "cotisation" : "services_exoneres",
    horsChampTva: serie === "COT",
    surExerciceClos: false,
    debiteur: {
      nom: legalName(member.type, member.nom),
      type: member.type,
      siren: member.siren,
      siret: null,
      adresse: null,
      codePostal: member.codesPostaux[0] ?? null,
      ville: member.type === "commune" ? member.nom : null,
    },
    emisParId: personneId("gestionnaire"),
    emisLe: `${dateEmission}T08:30:00Z`,
  }
}

const ligneRows = ({ id, member, serie, lignes }: Titre): Row[] =>
  lignes.map(({ libelle, bases, montant, service, pilier }, index) => ({
    collectiviteId: member.id,
    id: stableId("titre-ligne", `${id}:${index}`),
    titreId: id,
    rang: index + 1,
    ...{ libelle, bases, quantite: "1", prixUnitaire: toEuros(montant), montantHt: String(montant) },
    ...{ categorieTva: serie === "COT" ? "O" : "E", tauxTva: "0", montantTva: "0" },
    ...{ beneficiaireId: member.id, beneficiaireNom: member.nom, base: {} },
    ...{ serviceId: service ? stableId("service", service) : null, pilierId: pilier ?? null },
  }))

const receivedOn = ({ echeance }: Titre): CalendarDate => addDays(echeance, -6)

const recuRow = (titre: Titre): Row => ({
  id: stableId("recu", titre.id),
  empreinte: stableId("recu", titre.id),
  recuLe: receivedOn(titre),
  montant: String(paidOf(titre)),
  payeur: titre.member.nom.toUpperCase(),
  reference: titreReference(titre),
  libelle: "Données de démonstration",
  moyen: "virement",
  etat: "a_affecter",
  creeLe: `${addDays(receivedOn(titre), 2)}T09:00:00Z`,
})

const reglementRow = (titre: Titre): Row => ({
  collectiviteId: titre.member.id,
  id: stableId("reglement", titre.id),
  titreId: titre.id,
  genre: "paiement",
  montant: String(paidOf(titre)),
  recuLe: receivedOn(titre),
  moyen: "virement",
  reference: titreReference(titre),
  recuId: stableId("recu", titre.id),
  saisiParId: personneId("gestionnaire"),
  creeLe: `${addDays(receivedOn(titre), 3)}T09:00:00Z`,
})

const relanceRow = (titre: Titre, rang: number): Row => ({
  collectiviteId: titre.member.id,
  id: stableId("relance", `${titre.id}:${rang}`),
  titreId: titre.id,
  rang,
  reste: String(total(titre) - paidOf(titre)),
  le: `${addDays(titre.echeance, rang === 1 ? 15 : 45)}T07:00:00Z`,
})

const pauseRow = ({ id, member, echeance }: Titre): Row => ({
  collectiviteId: member.id,
  id: stableId("pause", id),
  titreId: id,
  genre: "contestation",
  motif: "Le syndicat conteste l’assiette ; réponse attendue de son comité (données de démonstration).",
  parId: personneId("gestionnaire"),
  le: `${addDays(echeance, 3)}T10:00:00Z`,
})

/** One answered, one that waits: both of the secrétaire whom the demonstration signs in. */
function messagesOf({ id, member, serie, numero, dateEmission }: Titre, day: CalendarDate): Row[] {
  const message = (rank: number, rang: number | null, agent: boolean, texte: string, le: string): Row => ({
    collectiviteId: member.id,
    id: stableId("message", `${id}:${rank}`),
    titreId: id,
    rang,
    agent,
    auteurId: personneId(agent ? "gestionnaire" : "secretaire.breteuil"),
    texte,
    le,
  })
  if (numero === 1 && serie === "COT")
    return [
      message(
        1,
        null,
        false,
        "Cette cotisation est-elle due au titre de l’année entière ?",
        `${addDays(dateEmission, 4)}T09:10:00Z`,
      ),
      message(2, null, true, "Oui : la commune était membre toute l’année.", `${addDays(dateEmission, 5)}T08:05:00Z`),
    ]
  if (numero === 1 && serie === "SRV")
    return [
      message(
        1,
        2,
        false,
        "Nous n’avons que deux boîtes ouvertes : pourquoi en facturer trois ?",
        `${addDays(day, -1)}T14:20:00Z`,
      ),
    ]
  return []
}
