import { legalName } from "@/lib/collectivites/rules.ts"
import { coutOf, explainPart, repartir, withQuotePart } from "@/lib/partages/rules.ts"
import type { Cout } from "@/lib/partages/types.ts"
import { type CalendarDate, yearOf } from "@/lib/platform/dates.ts"
import { decimal } from "@/lib/platform/money.ts"
import { stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { personneId } from "./people.ts"
import type { Register, RegisterRow } from "./register.ts"

type Spent = {
  key: string
  libelle: string
  fournisseur: string
  nature: "prestation" | "abonnement" | "personnel" | "charges_generales"
  pilier: string | null
  service?: string
  /** Its action's rank in the budget's file. */
  action?: number
  ht: bigint
  tva: bigint
}

/** Invented, of the size of a quarter of the four-year budget of the strategy; no supplier is named. */
const SPENT: readonly Spent[] = [
  {
    key: "veille",
    action: 1,
    libelle: "Veille et sensibilisation",
    fournisseur: "Prestataire A (démonstration)",
    nature: "prestation",
    pilier: "centre-de-ressources",
    ht: 791_667n,
    tva: 158_333n,
  },
  {
    key: "ticketing",
    action: 8,
    libelle: "Outil de suivi des demandes",
    fournisseur: "Éditeur B (démonstration)",
    nature: "abonnement",
    pilier: "pack-e-administration",
    ht: 2_083_333n,
    tva: 416_667n,
  },
  {
    key: "parapheur",
    action: 9,
    libelle: "Montée de version du parapheur",
    fournisseur: "Éditeur C (démonstration)",
    nature: "prestation",
    pilier: "pack-e-administration",
    service: "parapheur-electronique",
    ht: 541_667n,
    tva: 108_333n,
  },
  {
    key: "marches",
    action: 10,
    libelle: "Plateforme de marchés publics",
    fournisseur: "Éditeur D (démonstration)",
    nature: "abonnement",
    pilier: "pack-e-administration",
    service: "plateforme-marches-publics",
    ht: 718_750n,
    tva: 143_750n,
  },
  {
    key: "bal",
    action: 16,
    libelle: "Accompagnement à la fiabilisation des adresses",
    fournisseur: "Prestataire E (démonstration)",
    nature: "prestation",
    pilier: "numerique-solidaire",
    service: "fiabilisation-bal",
    ht: 2_083_333n,
    tva: 416_667n,
  },
  {
    key: "coordination",
    action: 15,
    libelle: "Coordination des conseillers numériques",
    fournisseur: "Syndicat",
    nature: "personnel",
    pilier: "numerique-solidaire",
    ht: 5_000_000n,
    tva: 0n,
  },
  {
    key: "rgaa",
    action: 6,
    libelle: "Accompagnement à l’accessibilité",
    fournisseur: "Prestataire F (démonstration)",
    nature: "prestation",
    pilier: "confiance-numerique",
    ht: 208_333n,
    tva: 41_667n,
  },
  {
    key: "dpo",
    action: 5,
    libelle: "Délégués à la protection des données",
    fournisseur: "Prestataire G (démonstration)",
    nature: "prestation",
    pilier: "confiance-numerique",
    service: "dpo-mutualise",
    ht: 2_081_250n,
    tva: 416_250n,
  },
  {
    key: "direction",
    libelle: "Direction, comptabilité, locaux",
    fournisseur: "Syndicat",
    nature: "charges_generales",
    pilier: null,
    ht: 6_200_000n,
    tva: 0n,
  },
  {
    key: "site",
    libelle: "Refonte du site d’une intercommunalité",
    fournisseur: "Agence H (démonstration)",
    nature: "prestation",
    pilier: "confiance-numerique",
    service: "messagerie-nom-de-domaine",
    ht: 480_000n,
    tva: 96_000n,
  },
]

type Ordered = Pick<Spent, "libelle" | "fournisseur" | "pilier" | "service" | "action" | "ht"> & {
  key: string
  /** The expense that bills it already. */
  bill?: string
}

/** Invented too: what is ordered in the year, and not all billed yet. */
const ORDERED: readonly Ordered[] = [
  {
    key: "bal",
    bill: "bal",
    libelle: "Fiabilisation des adresses, tranche de l’année",
    fournisseur: "Prestataire E (démonstration)",
    pilier: "numerique-solidaire",
    service: "fiabilisation-bal",
    action: 16,
    ht: 2_500_000n,
  },
  {
    key: "collecte",
    libelle: "Collecte de matériel informatique, bon de commande",
    fournisseur: "Prestataire I (démonstration)",
    pilier: "numerique-solidaire",
    action: 17,
    ht: 750_000n,
  },
]

/** Six communes share a delegate; one EPCI has its own expense reimbursed. */
const SHARED = ["27112", "27157", "27198", "27229", "27467", "27681"]
const EURO = "200066462"

export function partageRows(
  register: Register,
  members: readonly RegisterRow[],
  day: CalendarDate,
): Record<string, Row[]> {
  const exercice = yearOf(day)
  const depenses = [exercice - 1, exercice].flatMap((year) =>
    SPENT.filter(({ key }) => key !== "site" || year === exercice).map((one) => depenseRow(one, year)),
  )
  const byCode = new Map(members.map((member) => [member.code, member]))
  const habitants = (code: string) =>
    register.populations.find((row) => row.code === code && row.genre === "totale" && row.millesime === 2022)
      ?.habitants ?? 0
  const dpo = SHARED.flatMap((code) => byCode.get(code) ?? [])
  const euro = [EURO].flatMap((code) => byCode.get(code) ?? [])
  const shared = split(
    exercice,
    "dpo",
    "population",
    dpo.map((body) => ({ body, poids: String(habitants(body.code)) })),
    "5",
  )
  const alone = split(
    exercice,
    "site",
    "pourcentage",
    euro.map((body) => ({ body, poids: "100" })),
    "0",
  )
  return {
    engagement_depense: [exercice - 1, exercice].flatMap((year) =>
      ORDERED.filter(({ bill }) => bill !== undefined || year === exercice).map((one) =>
        engagementRow(one, year, year < exercice),
      ),
    ),
    depense: depenses,
    partage: [
      {
        ...shared.partage,
        etat: "valide",
        valideParId: personneId("gestionnaire.second"),
        valideLe: `${day}T09:00:00Z`,
      },
      { ...alone.partage, etat: "brouillon", valideParId: null, valideLe: null },
    ],
    partage_part: [...shared.parts, ...alone.parts],
  }
}

const actionId = (rang: number | undefined) => (rang === undefined ? null : stableId("budget", String(rang)))

const depenseRow = ({ key, pilier, service, action, ht, tva, ...row }: Spent, exercice: number): Row => ({
  ...row,
  budgetId: actionId(action),
  engagementId: ORDERED.some((one) => one.bill === key) ? stableId("engagement", `${exercice}:${key}`) : null,
  id: stableId("depense", `${exercice}:${key}`),
  exercice,
  pilierId: pilier,
  serviceId: service ? stableId("service", service) : null,
  dateFacture: `${exercice}-06-30`,
  montantHt: ht.toString(),
  montantTva: tva.toString(),
  interne: row.nature === "personnel" || row.nature === "charges_generales",
  synthetique: true,
})

/** What was ordered last year and billed is settled. */
const engagementRow = (
  { key, bill: _, service, action, pilier, ht, ...row }: Ordered,
  exercice: number,
  settled: boolean,
): Row => ({
  ...row,
  id: stableId("engagement", `${exercice}:${key}`),
  exercice,
  pilierId: pilier,
  serviceId: service ? stableId("service", service) : null,
  budgetId: actionId(action),
  engageLe: `${exercice}-02-15`,
  montantHt: ht.toString(),
  soldeLe: settled ? `${exercice}-12-20` : null,
  synthetique: true,
})

type Shared = { body: RegisterRow; poids: string }

function split(exercice: number, key: string, cle: Cout["cle"], shared: readonly Shared[], percent: string) {
  const spent = SPENT.find((one) => one.key === key)
  if (!spent?.service) throw new Error(`no expense ${key}`)
  const id = stableId("partage", `${exercice}:${key}`)
  const quotePart = decimal(percent)
  const cout = coutOf({ montantHt: spent.ht, montantTva: spent.tva }, "E")
  const montant = withQuotePart(cout, quotePart)
  const population = cle === "population" ? { genre: "totale" as const, millesime: 2022 } : null
  const participants = shared.map(({ body, poids }) => ({ collectiviteId: body.id, poids: decimal(poids) }))
  const said: Cout = { cout, quotePart, montant, cle, population, categorieTva: "E" }
  const names = new Map(shared.map(({ body }) => [body.id, legalName(body.type, body.nom)]))
  return {
    partage: {
      id,
      exercice,
      serviceId: stableId("service", spent.service),
      depenseId: stableId("depense", `${exercice}:${key}`),
      libelle: spent.libelle,
      cle,
      populationGenre: population?.genre ?? null,
      millesime: population?.millesime ?? null,
      cout: cout.toString(),
      montant: montant.toString(),
      quotePart: percent,
      categorieTva: "E",
      tauxTva: "0",
      secondePersonne: true,
      creeParId: personneId("gestionnaire"),
    },
    parts: (repartir(montant, participants) ?? []).map(
      (part): Row => ({
        collectiviteId: part.collectiviteId,
        id: stableId("part", `${id}:${part.collectiviteId}`),
        partageId: id,
        poids: part.poids,
        montant: part.montant.toString(),
        payeurId: part.collectiviteId,
        payeurNom: names.get(part.collectiviteId) ?? "",
        explication: explainPart(part, participants, said),
      }),
    ),
  }
}
