export const COLLECTIVITE_TYPES = ["commune", "epci", "departement", "syndicat", "autre"] as const
export type CollectiviteType = (typeof COLLECTIVITE_TYPES)[number]

export const TYPE_LABELS = {
  commune: { one: "Commune", many: "Communes" },
  epci: { one: "Intercommunalité (EPCI)", many: "Intercommunalités (EPCI)" },
  departement: { one: "Département", many: "Départements" },
  syndicat: { one: "Syndicat", many: "Syndicats" },
  autre: { one: "Autre organisme public", many: "Autres organismes publics" },
} as const satisfies Record<CollectiviteType, { one: string; many: string }>

/** Whom a visitor may look up: a syndicat's cotisation depends on nothing that she would search. */
export const SIMULATED_TYPES = ["commune", "epci"] as const satisfies readonly CollectiviteType[]

export const ADHESION_STATUTS = ["prospect", "adherent", "conventionne", "resilie"] as const
export type AdhesionStatut = (typeof ADHESION_STATUTS)[number]

export const STATUT_LABELS = {
  prospect: "Non adhérente",
  adherent: "Adhérente",
  conventionne: "Sous convention",
  resilie: "Adhésion résiliée",
} as const satisfies Record<AdhesionStatut, string>

/** A membership that ended is never a prospect again: its past stays readable. */
export const ADHESION_TRANSITIONS = {
  prospect: ["adherent", "conventionne"],
  conventionne: ["adherent", "resilie"],
  adherent: ["resilie"],
  resilie: ["adherent", "conventionne"],
} as const satisfies Record<AdhesionStatut, readonly AdhesionStatut[]>

/** Nine digits with a Luhn key. Dated and possibly missing: never the identity of a tenant. */
export type Siren = string & { readonly __brand: "Siren" }
/** SIREN + five digits of the establishment, with a Luhn key of its own. */
export type Siret = string & { readonly __brand: "Siret" }
/** Five characters of the code officiel géographique: text ("2A004", "01001"), not a postcode. */
export type CodeInsee = string & { readonly __brand: "CodeInsee" }

/** Bands of population; 500 and 3 500 are thresholds of the law, 2 500 of the operator's own figures. */
export const STRATES = [
  { code: "0-499", label: "Moins de 500 habitants", from: 0, to: 499 },
  { code: "500-999", label: "500 à 999 habitants", from: 500, to: 999 },
  { code: "1000-2499", label: "1 000 à 2 499 habitants", from: 1000, to: 2499 },
  { code: "2500-3499", label: "2 500 à 3 499 habitants", from: 2500, to: 3499 },
  { code: "3500-9999", label: "3 500 à 9 999 habitants", from: 3500, to: 9999 },
  { code: "10000-", label: "10 000 habitants et plus", from: 10_000, to: Number.POSITIVE_INFINITY },
] as const
export type Strate = (typeof STRATES)[number]["code"]

/** Legal categories (INSEE, catégories juridiques, level III) that a local body asking to join usually has. */
export const LEGAL_CATEGORIES = {
  "7210": { label: "Commune ou commune nouvelle", type: "commune" },
  "7220": { label: "Département", type: "departement" },
  "7230": { label: "Région", type: "autre" },
  "7229": { label: "Autre collectivité territoriale", type: "autre" },
  "7346": { label: "Communauté de communes", type: "epci" },
  "7348": { label: "Communauté d'agglomération", type: "epci" },
  "7343": { label: "Communauté urbaine", type: "epci" },
  "7344": { label: "Métropole", type: "epci" },
  "7353": { label: "Syndicat intercommunal à vocation unique (SIVU)", type: "syndicat" },
  "7345": { label: "Syndicat intercommunal à vocation multiple (SIVOM)", type: "syndicat" },
  "7354": { label: "Syndicat mixte fermé", type: "syndicat" },
  "7355": { label: "Syndicat mixte ouvert", type: "syndicat" },
  "7357": { label: "Pôle d'équilibre territorial et rural (PETR)", type: "syndicat" },
  "7361": { label: "Centre communal d'action sociale (CCAS)", type: "autre" },
  "7367": { label: "Centre intercommunal d'action sociale (CIAS)", type: "autre" },
  "7362": { label: "Caisse des écoles", type: "autre" },
  "7372": { label: "Service départemental d'incendie et de secours (SDIS)", type: "autre" },
  "7378": { label: "Régie à caractère administratif", type: "autre" },
  "7379": { label: "Autre établissement public administratif local", type: "autre" },
  "4140": { label: "Établissement public local industriel ou commercial", type: "autre" },
  "4150": { label: "Régie à caractère industriel ou commercial", type: "autre" },
} as const satisfies Record<string, { label: string; type: CollectiviteType }>
export type LegalCategory = keyof typeof LEGAL_CATEGORIES

/** Private bodies that a form offers all the same, so that the refusal is clear: they cannot join. */
export const PRIVATE_CATEGORIES = {
  "9220": "Association",
  "5499": "Société",
  "9900": "Autre organisme privé",
} as const

export const COLLECTIVITE_REFUSALS = {
  "organisme-prive":
    "Seuls les organismes publics peuvent adhérer : la catégorie juridique {categorie} est celle d'un organisme privé.",
  "categorie-invalide": "La catégorie juridique est un code de quatre chiffres, par exemple 7210 pour une commune.",
  "collectivite-inconnue": "Cette collectivité n'existe pas dans le répertoire.",
  "fiche-modifiee":
    "Cette fiche a été modifiée pendant que vous la remplissiez. Rechargez la page, puis reportez vos changements.",
  "siren-connu": "Le SIREN {siren} vient du répertoire officiel : il se corrige par un import.",
  "siren-pris": "Ce SIREN est déjà celui de {nom}.",
  "siret-autre-siren": "Ce SIRET commence par un autre SIREN que {siren}.",
  "transition-interdite": "Une collectivité « {de} » ne peut pas devenir « {vers} ».",
} as const
export type CollectiviteRefusal = keyof typeof COLLECTIVITE_REFUSALS

/** The code that the present official mailbox receives before another one replaces it. */
export const COURRIEL_CODE_DAYS = 7
export const COURRIEL_CODE_TRIES = 5
export const COURRIEL_CODES_PER_DAY = 5

export const COORDONNEES_REFUSALS = {
  ...COLLECTIVITE_REFUSALS,
  "courriel-retire": "Le courriel officiel ne peut pas rester vide : indiquez l'adresse qui remplace l'ancienne.",
  "trop-de-changements":
    "Trop de changements de courriel demandés aujourd'hui. Recommencez demain, ou appelez l'opérateur.",
  "changement-inconnu": "Aucun changement de courriel n'attend, ou son code a expiré. Rechargez la page.",
  "code-faux": "Ce code n'est pas le bon. Vérifiez-le dans la boîte actuelle de la collectivité.",
  "code-epuise": "Trop d'essais : le changement est abandonné. Recommencez, ou demandez à l'opérateur de le faire.",
} as const
export type CoordonneesRefusal = keyof typeof COORDONNEES_REFUSALS

/** What a file lacks for electronic deposit: never a reason not to bill. */
export const MANQUES = {
  siren: "SIREN",
  siret: "SIRET",
  adresse: "adresse postale",
  courriel: "courriel officiel",
} as const
export type Manque = keyof typeof MANQUES
