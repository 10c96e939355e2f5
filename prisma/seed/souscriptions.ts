import { addDays, type CalendarDate } from "@/lib/platform/dates.ts"
import type { ServiceRow } from "./catalogue.ts"
import { stableDraw, stableId } from "./ids.ts"
import type { Row } from "./insert.ts"
import { personneId } from "./people.ts"
import type { RegisterRow } from "./register.ts"

export type SouscriptionRows = { souscriptions: Row[]; suivis: Row[] }

/** Invented: the share of members that use each service, so that the demonstration looks lived in. */
const USAGE: Record<string, number> = {
  "tiers-teletransmission": 0.85,
  "parapheur-electronique": 0.6,
  "gestion-convocations": 0.45,
  "plateforme-marches-publics": 0.5,
  "transfert-fichiers": 0.35,
  "messages-securises": 0.15,
  "sondage-en-ligne": 0.12,
  "centre-ressources-en-ligne": 0.4,
  "webinaires-flash": 0.2,
  "fiabilisation-bal": 0.3,
  "redevance-occupation": 0.25,
  "pack-cyber": 0.15,
}
export const PACK_CYBER = "pack-cyber"

type Etat = "a_approuver" | "approuvee" | "en_service" | "refusee" | "annulee"
export type Use = {
  code: string
  slug: string
  etat: Etat
  quantite: number
  by: string
  asked: CalendarDate
  motif?: string
  /** Days until the last day of its convention, signed on paper before the portal. */
  terme?: number
}

/** What the people of the demonstration find when they sign in. `days` ago. */
const STORY: (Omit<Use, "asked"> & { days: number })[] = [
  { code: "27112", slug: PACK_CYBER, etat: "a_approuver", quantite: 5, by: "secretaire.breteuil", days: 3 },
  {
    code: "27112",
    slug: "tiers-teletransmission",
    etat: "en_service",
    quantite: 1,
    by: "secretaire.breteuil",
    days: 600,
  },
  {
    code: "27112",
    slug: "parapheur-electronique",
    etat: "en_service",
    quantite: 1,
    by: "secretaire.breteuil",
    days: 420,
  },
  {
    code: "27112",
    slug: "plateforme-marches-publics",
    etat: "en_service",
    quantite: 1,
    by: "secretaire.breteuil",
    days: 590,
  },
  {
    code: "27112",
    slug: "messagerie-nom-de-domaine",
    etat: "refusee",
    quantite: 12,
    by: "secretaire.breteuil",
    days: 90,
    motif: "Le contrat actuel de messagerie court jusqu'à la fin de l'année : à revoir ensuite.",
  },
  { code: "27112", slug: "fiabilisation-bal", etat: "en_service", quantite: 1, by: "secretaire.breteuil", days: 250 },
  {
    code: "27112",
    slug: "redevance-occupation",
    etat: "en_service",
    quantite: 1,
    by: "secretaire.breteuil",
    days: 240,
  },
  {
    code: "200066462",
    slug: "redevance-occupation",
    etat: "en_service",
    quantite: 1,
    by: "direction.interco",
    days: 220,
  },
  { code: "200066462", slug: "fiabilisation-bal", etat: "en_service", quantite: 1, by: "direction.interco", days: 230 },
  { code: "27157", slug: PACK_CYBER, etat: "a_approuver", quantite: 2, by: "secretaire.breteuil", days: 9 },
  {
    code: "27157",
    slug: "messagerie-nom-de-domaine",
    etat: "a_approuver",
    quantite: 4,
    by: "secretaire.breteuil",
    days: 2,
  },
  {
    code: "27198",
    slug: PACK_CYBER,
    etat: "en_service",
    quantite: 8,
    by: "secretaire.breteuil",
    days: 300,
    terme: 110,
  },
  {
    code: "27198",
    slug: "messagerie-nom-de-domaine",
    etat: "en_service",
    quantite: 3,
    by: "secretaire.breteuil",
    days: 45,
  },
  { code: "200066462", slug: PACK_CYBER, etat: "approuvee", quantite: 42, by: "direction.interco", days: 12 },
  {
    code: "200066462",
    slug: "tiers-teletransmission",
    etat: "en_service",
    quantite: 1,
    by: "direction.interco",
    days: 640,
  },
  {
    code: "200066462",
    slug: "parapheur-electronique",
    etat: "en_service",
    quantite: 1,
    by: "direction.interco",
    days: 500,
  },
  {
    code: "syndicat-d-eau-01",
    slug: "tiers-teletransmission",
    etat: "en_service",
    quantite: 1,
    by: "secretaire.syndicat",
    days: 200,
  },
  { code: "syndicat-d-eau-01", slug: PACK_CYBER, etat: "a_approuver", quantite: 1, by: "secretaire.syndicat", days: 2 },
]

export function souscriptionRows(
  members: RegisterRow[],
  services: ServiceRow[],
  today: CalendarDate,
): SouscriptionRows {
  const communes = members.filter(({ type }) => type === "commune").map(({ code }) => code)
  const uses = usesOfMembers(communes, today)
  const bySlug = new Map(services.map((service) => [service.slug, service]))
  return {
    souscriptions: uses.map((use) => ({
      ...souscriptionRow(use, serviceOf(bySlug, use.slug)),
      ...termeRow(use, today),
    })),
    suivis: uses.flatMap(suiviRows),
  }
}

/** What each is told to use, then what each commune is drawn to. */
export function usesOfMembers(communes: readonly string[], today: CalendarDate): Use[] {
  const story = STORY.map(({ days, ...use }): Use => ({ ...use, asked: addDays(today, -days) }))
  const told = new Set(story.map(({ code, slug }) => `${code}:${slug}`))
  const drawn = communes.flatMap((code) => usesOf(code, today)).filter(({ code, slug }) => !told.has(`${code}:${slug}`))
  return [...story, ...drawn]
}

function serviceOf(services: Map<string, ServiceRow>, slug: string): ServiceRow {
  const service = services.get(slug)
  if (!service) throw new Error(`unknown service: ${slug}`)
  return service
}

function usesOf(code: string, today: CalendarDate): Use[] {
  return Object.entries(USAGE)
    .filter(([slug, share]) => stableDraw(`usage:${code}:${slug}`) < share)
    .map(([slug]) => {
      const draw = stableDraw(`date:${code}:${slug}`)
      return {
        code,
        slug,
        etat: slug === PACK_CYBER && draw < 0.15 ? "approuvee" : "en_service",
        quantite: slug === PACK_CYBER ? 2 + Math.floor(draw * 5) : 1,
        by: "gestionnaire",
        asked: addDays(today, -Math.floor(60 + draw * 600)),
      }
    })
}

const key = ({ code, slug }: Use) => `${code}:${slug}`
const at = (day: CalendarDate) => `${day}T09:00:00Z`
const decided = ({ etat }: Use) => etat !== "a_approuver" && etat !== "annulee"

function souscriptionRow(use: Use, service: ServiceRow): Row {
  const priced = service.mode === "unitaire"
  return {
    collectiviteId: stableId("collectivite", use.code),
    id: stableId("souscription", key(use)),
    serviceId: service.id,
    tarifId: priced ? stableId("tarif", use.slug) : null,
    etat: use.etat,
    quantite: use.quantite,
    prixUnitaire: priced ? "14.0000" : null,
    periodicite: priced ? "mois" : null,
    categorieTva: priced ? "S" : null,
    tauxTva: priced ? "20.00" : null,
    dateSouhaitee: addDays(use.asked, 30),
    contactNom: "Secrétariat",
    contactCourriel: `contact.${use.code}@demo.invalid`,
    note: "Donnée de démonstration.",
    demandeParId: personneId(use.by),
    demandeLe: at(use.asked),
    decideParId: decided(use) ? personneId(decider(use)) : null,
    decideLe: decided(use) ? at(addDays(use.asked, 5)) : null,
    motif: use.motif ?? null,
    enServiceLe: use.etat === "en_service" ? addDays(use.asked, 20) : null,
  }
}

/** It goes on year by year unless one side says no two months before. */
const termeRow = ({ terme }: Use, today: CalendarDate): Row =>
  terme === undefined
    ? {}
    : { terme: addDays(today, terme), dureeMois: 12, reconduction: "tacite", preavisMois: 2, auPlusTard: null }

/** The élu of the same collectivité where the demonstration has one. */
const ELUS: Record<string, string> = {
  "secretaire.breteuil": "maire.breteuil",
  "direction.interco": "president.interco",
  "secretaire.syndicat": "president.syndicat",
}
const decider = ({ by }: Use) => ELUS[by] ?? by

function suiviRows(use: Use): Row[] {
  const suivi = (etat: Etat, days: number, by: string, motif: string | null = null): Row => ({
    collectiviteId: stableId("collectivite", use.code),
    id: stableId("suivi", `${key(use)}:${etat}`),
    souscriptionId: stableId("souscription", key(use)),
    etat,
    le: at(addDays(use.asked, days)),
    personneId: personneId(by),
    motif,
  })
  const asked = suivi("a_approuver", 0, use.by)
  if (use.etat === "a_approuver") return [asked]
  const end = suivi(use.etat === "en_service" ? "approuvee" : use.etat, 5, decider(use), use.motif)
  return use.etat === "en_service" ? [asked, end, suivi("en_service", 20, "gestionnaire")] : [asked, end]
}
